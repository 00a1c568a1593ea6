namespace MusicCluster.Audio.Decoding;

/// <summary>Decoded sound.</summary>
/// <param name="Samples">Mono (mean of the channels), full scale ±1, at the file's own rate; cut to what was asked for.</param>
/// <param name="SampleRate">In Hz.</param>
/// <param name="DurationSeconds">Of the whole file, as far as its header or its end shows.</param>
public sealed record AudioClip(ReadOnlyMemory<float> Samples, int SampleRate, double DurationSeconds);
