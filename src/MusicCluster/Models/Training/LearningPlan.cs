namespace MusicCluster.Models.Training;

/// <summary>How the weights are changed: Adam (Kingma and Ba 2015) with decoupled decay (Loshchilov and Hutter 2019).</summary>
/// <param name="Rate">Learning rate; the highest of a cycle.</param>
/// <param name="BatchSize">Tracks per step.</param>
/// <param name="WeightDecay">Share of each weight that a step of rate 1 takes away.</param>
/// <param name="GradientClip">Norm above which the gradient of all weights together is shortened; infinite for never.</param>
/// <param name="IsOneCycle">One cycle of rising and falling rate over the whole training (Smith and Topin 2018), or a constant rate.</param>
internal sealed record LearningPlan(
    double Rate, int BatchSize, double WeightDecay = 0, double GradientClip = double.PositiveInfinity, bool IsOneCycle = false)
{
    private const double WarmUp = 0.1;
    private const double StartDivisor = 25;
    private const double EndDivisor = 1e4;
    private const double LowestDecay = 0.85;
    private const double HighestDecay = 0.95;

    /// <summary>Epochs over which the Kullback-Leibler term rises from 0 to its weight.</summary>
    public int AnnealingEpochs { get; init; }

    /// <summary>Epochs before the Kullback-Leibler term comes in at all.</summary>
    public int PretrainingEpochs { get; init; }

    /// <summary>Epochs without a lower loss after which training ends early; null for never.</summary>
    public int? Patience { get; init; }

    /// <summary>The rate of a step, from 0 on: cosine up over the first tenth, cosine down over the rest.</summary>
    public double RateAt(int step, int stepCount) =>
        IsOneCycle ? Cycle(step, stepCount, Rate / StartDivisor, Rate, Rate / StartDivisor / EndDivisor) : Rate;

    /// <summary>Adam's decay of the first moment in a step: low where the rate is high (torch's <c>OneCycleLR</c> does the same).</summary>
    public double FirstDecayAt(int step, int stepCount) =>
        IsOneCycle ? Cycle(step, stepCount, HighestDecay, LowestDecay, HighestDecay) : Adam.FirstDecay;

    private static double Cycle(int step, int stepCount, double start, double middle, double end)
    {
        var peak = (WarmUp * stepCount) - 1;
        return step <= peak
            ? Cosine(start, middle, peak <= 0 ? 1 : step / peak)
            : Cosine(middle, end, (step - peak) / Math.Max(1, stepCount - 1 - peak));
    }

    /// <summary>Share of the Kullback-Leibler term's weight in a step, from 0 on: linear, 1 from the last step of the rise on.</summary>
    public double DivergenceShareAt(int step, int batchCount) => AnnealingEpochs == 0
        ? 1
        : Math.Clamp((step + 1 - ((double)PretrainingEpochs * batchCount)) / ((double)AnnealingEpochs * batchCount), 0, 1);

    /// <summary>Whether the curve has not fallen for so long that training ends.</summary>
    /// <remarks>Epochs in which the loss itself changes its meaning do not count. It looks at nothing but the curve, so a restart decides alike.</remarks>
    public bool IsOver(IReadOnlyList<EpochLoss> curve)
    {
        var settled = curve.Skip(PretrainingEpochs + AnnealingEpochs).ToList();
        return Patience is { } patience && settled.Count > patience && settled.Count - 1 - settled.IndexOf(settled.MinBy(loss => loss.Total)) >= patience;
    }

    private static double Cosine(double from, double to, double share) =>
        to + ((from - to) * 0.5 * (1 + Math.Cos(Math.PI * Math.Clamp(share, 0, 1))));
}
