namespace MusicCluster.Models;

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

    /// <summary>The rate of a step, from 0 on: cosine up over the first tenth, cosine down over the rest.</summary>
    public double RateAt(int step, int stepCount)
    {
        if (!IsOneCycle)
        {
            return Rate;
        }

        var start = Rate / StartDivisor;
        var peak = (WarmUp * stepCount) - 1;
        return step <= peak
            ? Cosine(start, Rate, peak <= 0 ? 1 : step / peak)
            : Cosine(Rate, start / EndDivisor, (step - peak) / Math.Max(1, stepCount - 1 - peak));
    }

    private static double Cosine(double from, double to, double share) =>
        to + ((from - to) * 0.5 * (1 + Math.Cos(Math.PI * Math.Clamp(share, 0, 1))));
}
