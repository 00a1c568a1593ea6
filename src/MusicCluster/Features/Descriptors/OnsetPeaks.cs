namespace MusicCluster.Features.Descriptors;

/// <summary>
/// Counts the peaks of the onset strength while it streams; those that stand out enough are known when the strongest is, so candidates
/// are kept as a histogram.
/// </summary>
/// <remarks>
/// Source: Böck, Krebs and Schedl (2012), "Evaluating the online capabilities of onset detection methods", with the lengths and the
/// threshold of librosa 0.11 <c>onset_detect</c>: the greatest within 30 ms, and above the mean of 100 ms to each side.
/// </remarks>
internal sealed class OnsetPeaks(double framesPerSecond)
{
    private const double PeakSeconds = 0.03;
    private const double MeanSeconds = 0.1;
    private const double RelativeThreshold = 0.07;

    // In dB: what a steady sound rises by from frame to frame is no onset, however little the strongest is.
    private const double LeastThreshold = 0.5;
    private const double StepsPerDecibel = 100;
    private const int StepCount = 20_000;
    private readonly int peakFrames = Math.Max((int)(PeakSeconds * framesPerSecond), 1);
    private readonly int meanFrames = Math.Max((int)(MeanSeconds * framesPerSecond), 1);
    private readonly int[] candidates = new int[StepCount];
    private readonly float[] recent = new float[(2 * Math.Max((int)(MeanSeconds * framesPerSecond), 1)) + 1];
    private long frameCount;
    private float greatest;
    private float least;

    /// <summary>Begins a track.</summary>
    public void Start()
    {
        Array.Clear(candidates);
        (frameCount, greatest, least) = (0, 0, float.PositiveInfinity);
    }

    /// <summary>Takes the strength of the next frames.</summary>
    public void Take(ReadOnlySpan<float> strength)
    {
        foreach (var value in strength)
        {
            recent[frameCount++ % recent.Length] = value;
            (greatest, least) = (Math.Max(greatest, value), Math.Min(least, value));
            if (frameCount > meanFrames)
            {
                Judge(frameCount - 1 - meanFrames);
            }
        }
    }

    /// <summary>Onsets per second; null without frames.</summary>
    public double? Rate()
    {
        for (var frame = Math.Max(frameCount - meanFrames, 0); frame < frameCount; frame++)
        {
            Judge(frame);
        }

        var threshold = Math.Max(RelativeThreshold * (greatest - least), LeastThreshold);
        var count = 0L;
        for (var step = (int)Math.Min(Math.Ceiling(threshold * StepsPerDecibel), StepCount); step < StepCount; step++)
        {
            count += candidates[step];
        }

        return frameCount > 0 ? count * framesPerSecond / frameCount : null;
    }

    private void Judge(long frame)
    {
        var value = recent[frame % recent.Length];
        var (sum, count) = (0.0, 0);
        for (var other = Math.Max(frame - meanFrames, 0); other <= Math.Min(frame + meanFrames, frameCount - 1); other++)
        {
            var otherValue = recent[other % recent.Length];
            (sum, count) = (sum + otherValue, count + 1);
            // Of equal values the first is the peak.
            if (Math.Abs(other - frame) <= peakFrames && (other < frame ? otherValue >= value : otherValue > value))
            {
                return;
            }
        }

        var height = value - (sum / count);
        if (height > 0)
        {
            candidates[(int)Math.Min(height * StepsPerDecibel, StepCount - 1)]++;
        }
    }
}
