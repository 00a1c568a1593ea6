namespace MusicCluster.Corpus.Fma;

/// <summary>The clips that FMA's own archives hold in a bad state, by FMA's track number.</summary>
/// <remarks>Source: github.com/mdeff/fma, wiki page "Excerpts shorter than 30s and erroneous audio length metadata".</remarks>
internal static class FmaKnownFaults
{
    private static readonly Dictionary<int, string> Faults = new()
    {
        [98565] = "truncated",
        [98567] = "truncated",
        [98569] = "truncated",
        [99134] = "no audio",
        [108925] = "no audio",
        [133297] = "no audio",
    };

    /// <summary>A failure of a track of FMA, with a remark if FMA lists the clip as bad.</summary>
    public static TrackFailure Annotate(TrackFailure failure) =>
        int.TryParse(failure.TrackId, out var number) && Faults.TryGetValue(number, out var fault)
            ? failure with { Reason = $"{failure.Reason} FMA lists this clip as bad ({fault})." }
            : failure;
}
