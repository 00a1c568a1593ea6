namespace MusicCluster.Audio.Decoding;

/// <summary>What this machine can decode with.</summary>
/// <param name="IsUsable">Whether MP3 can be decoded at all.</param>
/// <param name="Sndfile">Version of libsndfile, or why it is not used.</param>
/// <param name="Ffmpeg">Version of ffmpeg, or that it is missing.</param>
/// <param name="Advice">What to install, empty when nothing is missing.</param>
public sealed record AudioDecoderInfo(bool IsUsable, string Sndfile, string Ffmpeg, string Advice);
