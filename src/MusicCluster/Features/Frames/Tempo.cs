namespace MusicCluster.Features.Frames;

/// <summary>Beats per minute, by the autocorrelation of the onset strength.</summary>
/// <remarks>Source: librosa 0.11 <c>feature.tempo</c>: 8 s windows about every frame, averaged; log-normal prior, 120 BPM ± 1 octave, at most 320.</remarks>
public sealed class Tempo
{
    /// <summary>The tempo that the prior prefers.</summary>
    public const double PreferredTempo = 120;

    /// <summary>Tempos from this one on are ruled out.</summary>
    public const double MaximumTempo = 320;

    // Slower than this, a window holds too few beats to tell how regular they are.
    private const double SlowestTempo = 30;
    private const double WindowSeconds = 8;
    private readonly double framesPerMinute;
    private readonly WindowedAutocorrelation windows;
    private readonly double[] correlation;
    private readonly double[] windowCorrelation;

    /// <summary>Makes the tables and the working memory of one thread.</summary>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="hopLength">Samples per frame.</param>
    /// <param name="windowStep">Frames from window to window; librosa has one about every frame.</param>
    public Tempo(int sampleRate, int hopLength, int windowStep = 1)
    {
        framesPerMinute = 60.0 * sampleRate / hopLength;
        // At least two lags, so that even absurd hops have a tempo to choose.
        windows = new WindowedAutocorrelation(Math.Max((int)(WindowSeconds * sampleRate / hopLength), 2), windowStep);
        correlation = new double[windows.Window.Length];
        windowCorrelation = new double[correlation.Length];
        for (var lag = 0; lag < windowCorrelation.Length; lag++)
        {
            windowCorrelation[lag] = System.Numerics.Tensors.TensorPrimitives.Dot(windows.Window[lag..], windows.Window[..^lag]);
        }
    }

    /// <summary>The logarithm of the prior for a tempo.</summary>
    public static double LogPrior(double tempo) => -0.5 * Math.Pow(Math.Log2(tempo / PreferredTempo), 2);

    /// <summary>The tempo of a track.</summary>
    /// <param name="strength">Of <see cref="Onset.Strength"/>, at least one frame.</param>
    public double Estimate(ReadOnlySpan<float> strength)
    {
        Start();
        Take(strength);
        return Complete().BeatsPerMinute;
    }

    /// <summary>Begins a track.</summary>
    internal void Start() => windows.Start();

    /// <summary>Takes the onset strength of the next frames; where it is cut makes no difference.</summary>
    internal void Take(ReadOnlySpan<float> strength) => windows.Take(strength);

    /// <summary>Ends the track.</summary>
    internal TempoEstimate Complete()
    {
        windows.Complete(correlation);
        var best = BestLag(1, correlation.Length - 1) ?? correlation.Length - 1;
        // Half the lag is twice the tempo; the neighbors, because lags are whole frames.
        var (faster, slower) = (BestLag((best - 1) / 2, (best + 2) / 2), BestLag((2 * best) - 1, (2 * best) + 1));
        var alternative = faster is null || (slower is { } slow && Score(slow) > Score(faster.Value)) ? slower : faster;
        return new TempoEstimate(framesPerMinute / best, framesPerMinute / alternative, Confidence(best));
    }

    private double Score(int lag) => Math.Log(1 + (1e6 * Math.Max(correlation[lag], 0))) + LogPrior(framesPerMinute / lag);

    // Of the lags first … last that are in range; null if none is.
    private int? BestLag(int first, int last)
    {
        var (best, bestScore) = (default(int?), double.NegativeInfinity);
        for (var lag = Math.Max(first, 1); lag <= Math.Min(last, correlation.Length - 1); lag++)
        {
            if (framesPerMinute / lag < MaximumTempo && Score(lag) > bestScore)
            {
                (best, bestScore) = (lag, Score(lag));
            }
        }

        return best;
    }

    // How far the correlation at the beat stands above the median of all lags that could be a beat, of the room there is.
    private double Confidence(int best)
    {
        if (correlation[0] <= 0)
        {
            return 0;
        }

        var others = Enumerable.Range(1, correlation.Length - 1)
            .Where(lag => framesPerMinute / lag < MaximumTempo && framesPerMinute / lag >= SlowestTempo).Select(Unbiased).Order().ToArray();
        var median = others.Length > 0 ? others[others.Length / 2] : 0;
        return median < 1 ? Math.Clamp((Unbiased(best) - median) / (1 - median), 0, 1) : 0;
    }

    // 1 for a series that repeats itself exactly after the lag: the window's own fall is divided out.
    private double Unbiased(int lag) => correlation[lag] / correlation[0] / (windowCorrelation[lag] / windowCorrelation[0]);
}

/// <summary>What <see cref="Tempo"/> finds.</summary>
/// <param name="BeatsPerMinute">The tempo.</param>
/// <param name="Alternative">The better-scored of about half and about twice the tempo; null if neither is in range.</param>
/// <param name="Confidence">0 … 1: how far the autocorrelation at the beat stands out from that at other lags.</param>
internal readonly record struct TempoEstimate(double BeatsPerMinute, double? Alternative, double Confidence);
