namespace MusicCluster.Audio.Decoding;

/// <summary>Lets a machine that has a decoder be tried as one that has not.</summary>
internal static class HiddenPrograms
{
    /// <summary>Names decoders that are to be taken for missing: <c>libsndfile</c>, <c>ffmpeg</c>, or both with a comma between.</summary>
    public const string Variable = "MUSICCLUSTER_HIDE";

    public static bool Contains(string name) =>
        (Environment.GetEnvironmentVariable(Variable) ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(name, StringComparer.OrdinalIgnoreCase);
}
