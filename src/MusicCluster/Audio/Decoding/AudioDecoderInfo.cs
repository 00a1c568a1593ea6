namespace MusicCluster.Audio.Decoding;

/// <summary>What this machine can decode with.</summary>
/// <param name="Sndfile">Version of libsndfile, or why it is not used.</param>
/// <param name="Managed">What needs nothing installed.</param>
/// <param name="Ffmpeg">Version of ffmpeg, or that it is missing.</param>
/// <param name="Advice">What to install for speed, empty when nothing is missing.</param>
public sealed record AudioDecoderInfo(string Sndfile, string Managed, string Ffmpeg, string Advice);
