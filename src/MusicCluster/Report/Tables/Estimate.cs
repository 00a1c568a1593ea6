namespace MusicCluster.Report.Tables;

/// <summary>A cell: a mean with its uncertainty.</summary>
/// <param name="Mean">Over the seeds.</param>
/// <param name="Deviation">Over the seeds; null for one seed.</param>
/// <param name="Low">Lower end of the interval over tracks, or null.</param>
/// <param name="High">Upper end.</param>
/// <param name="IsBest">Whether it is better than all others of its column by more than the noise.</param>
internal sealed record Estimate(double Mean, double? Deviation = null, double? Low = null, double? High = null, bool IsBest = false)
{
    /// <summary>The mean, and the deviation where there is one.</summary>
    public string MeanText => Deviation is { } deviation
        ? $"{CellText.Decimals(Mean, 3)} ± {CellText.Decimals(deviation, 3)}"
        : CellText.Decimals(Mean, 3);

    /// <summary>The interval in brackets, or nothing.</summary>
    public string IntervalText => this is { Low: { } low, High: { } high } ? $"[{CellText.Decimals(low, 2)}, {CellText.Decimals(high, 2)}]" : "";

    public override string ToString() => $"{MeanText} {IntervalText}".TrimEnd();
}
