using System.Numerics;
using System.Numerics.Tensors;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Fingerprints;

/// <summary>
/// Computes the audio fingerprint of one track at a time from its spectra: <c>spectra → bands → windows → 32 signs per step</c>. In which
/// portions they come makes no difference.
/// </summary>
/// <remarks>
/// Source: Haitsma and Kalker (2002), "A highly robust audio fingerprinting system": a bit says whether the difference of two neighboring
/// bands has grown. Levels instead of powers, longer steps and farther windows than theirs: fewer words, which half a step of misalignment
/// hardly changes. Gain cancels out, and so does any equalizer that does not change.
/// </remarks>
internal sealed class FingerprintMeter(FeatureKernels kernels) : ISpectrumConsumer
{
    /// <summary>Bits of a word.</summary>
    public const int BitCount = 32;

    /// <summary>The word of a moment that tells nothing: silence, or a sound that does not change.</summary>
    public const uint Undefined = 0;

    // Seconds from word to word.
    private const double Step = 0.093;
    private const int WindowSteps = 6;
    private const int LagSteps = 6;

    // Mean power of a band in a window: what 16 bits hold of silence lies below.
    private const float LeastPower = 1e-5f;

    // Octaves of power: less is rounding.
    private const float LeastChange = 1e-3f;

    // Signs are as often up as down; where hardly any is, a sound stands still.
    private const int FewestBits = 6;

    private readonly FilterBank bank = kernels.FingerprintBank;
    private readonly int stepFrames = StepFrames(kernels.Options);
    private readonly LaneBuffer lanes = new();
    private readonly float[] step = new float[FingerprintBank.BandCount];
    private readonly float[][] steps = [.. Enumerable.Range(0, WindowSteps + LagSteps).Select(_ => new float[FingerprintBank.BandCount])];
    private readonly float[] earlier = new float[FingerprintBank.BandCount];
    private readonly float[] later = new float[FingerprintBank.BandCount];
    private readonly List<uint> words = [];
    private int frameCount;
    private int stepCount;

    /// <summary>Seconds from word to word.</summary>
    public static double StepSeconds(FeatureOptions options) => (double)StepFrames(options) * options.HopLength / options.SampleRate;

    /// <summary>Begins a track.</summary>
    public void Start()
    {
        words.Clear();
        Array.Clear(step);
        (frameCount, stepCount) = (0, 0);
    }

    /// <inheritdoc/>
    public void Begin(int frameCount)
    {
    }

    /// <inheritdoc/>
    public void Take(SpectrumBlock block)
    {
        var width = LaneWidth.Count;
        var bands = lanes.Room(FingerprintBank.BandCount * width);
        bank.Apply(block.Power, bands, width, 0, block.FrameCount);
        for (var lane = 0; lane < block.FrameCount; lane++)
        {
            for (var band = 0; band < step.Length; band++)
            {
                step[band] += bands[(band * width) + lane];
            }

            if (++frameCount % stepFrames == 0)
            {
                EndStep();
            }
        }
    }

    /// <summary>Ends the track.</summary>
    /// <returns>A word per step, as far as there are two windows; none of a track below half a second.</returns>
    public uint[] Complete() => [.. words];

    private static int StepFrames(FeatureOptions options) => Math.Max(1, (int)Math.Round(Step * options.SampleRate / options.HopLength));

    private void EndStep()
    {
        step.CopyTo(steps[stepCount % steps.Length], 0);
        Array.Clear(step);
        if (++stepCount >= steps.Length)
        {
            words.Add(Levels(stepCount - steps.Length, earlier) && Levels(stepCount - WindowSteps, later) ? Word() : Undefined);
        }
    }

    /// <summary>The bands' levels in a window, in octaves of power; false if it is silent.</summary>
    private bool Levels(int first, float[] levels)
    {
        Array.Clear(levels);
        for (var i = 0; i < WindowSteps; i++)
        {
            TensorPrimitives.Add(levels, steps[(first + i) % steps.Length], levels);
        }

        var sum = 0f;
        for (var band = 0; band < levels.Length; band++)
        {
            sum += levels[band];
            levels[band] = MathF.Log2(MathF.Max(levels[band], Decibels.MinimumPower));
        }

        return sum >= LeastPower * levels.Length * WindowSteps * stepFrames;
    }

    private uint Word()
    {
        var word = 0u;
        for (var bit = 0; bit < BitCount; bit++)
        {
            var change = later[bit] - later[bit + 1] - (earlier[bit] - earlier[bit + 1]);
            word = (word << 1) | (change > LeastChange ? 1u : 0u);
        }

        return BitOperations.PopCount(word) is >= FewestBits and <= BitCount - FewestBits ? word : Undefined;
    }
}
