namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>A file that no managed decoder can read; the message is the reason, as a clause without a period.</summary>
internal sealed class UnreadableSoundException(string reason) : Exception(reason);
