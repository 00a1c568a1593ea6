using MusicCluster.Features.Filters;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Descriptors;

/// <summary>The descriptors that are read from the power spectra: key, brightness, flatness and silence.</summary>
internal sealed class SpectrumMeter(FeatureKernels kernels, IReadOnlyCollection<DescriptorKind> kinds)
{
    /// <summary>What it measures.</summary>
    public static IReadOnlyList<DescriptorKind> Kinds { get; } =
        [DescriptorKind.Key, DescriptorKind.Brightness, DescriptorKind.Flatness, DescriptorKind.Silence];

    private const int Centroid = 0;
    private const int Flatness = 1;
    private const int Chroma = 2;
    private const int ValueCount = Chroma + ChromaBank.PitchClassCount;

    private readonly bool hasKey = kinds.Contains(DescriptorKind.Key);
    private readonly bool hasCentroid = kinds.Contains(DescriptorKind.Brightness);
    private readonly bool hasFlatness = kinds.Contains(DescriptorKind.Flatness);
    private readonly double binWidth = (double)kernels.Options.SampleRate / kernels.Options.FftLength;
    private readonly int binCount = kernels.Plan.BinCount;
    private readonly FrameLevels frames = new(ValueCount);
    private readonly SparseBank bank = kernels.KeyBank;
    private readonly LaneBuffer chroma = new();
    private readonly float[] first = new float[LaneWidth.Count];
    private readonly float[] second = new float[LaneWidth.Count];
    private readonly float[] powers = new float[LaneWidth.Count];
    private readonly double[] values = new double[LaneWidth.Count * ValueCount];

    /// <summary>Begins a track.</summary>
    public void Start() => frames.Clear();

    /// <summary>Takes the next spectra.</summary>
    public void Take(SpectrumBlock block)
    {
        SpectralLanes.Power(block.Power, powers);
        if (hasCentroid)
        {
            AddCentroid(block);
        }

        if (hasFlatness)
        {
            AddFlatness(block);
        }

        if (hasKey)
        {
            AddChroma(block);
        }

        for (var lane = 0; lane < block.FrameCount; lane++)
        {
            frames.Add(powers[lane], values.AsSpan(lane * ValueCount, ValueCount));
        }
    }

    /// <summary>Ends the track.</summary>
    public DescriptorValues Complete(DescriptorValues track)
    {
        Span<double> means = stackalloc double[ValueCount];
        frames.Average(means);
        var isSounding = frames.SoundingCount > 0;
        var pitches = means[Chroma..];
        return track with
        {
            BrightnessHz = hasCentroid && isSounding ? means[Centroid] : null,
            Flatness = hasFlatness && isSounding ? means[Flatness] : null,
            Key = hasKey ? KeyEstimate.Of(pitches, KeyProfiles.KrumhanslKessler)?.Name : null,
            KeyConfidence = hasKey ? KeyEstimate.Of(pitches, KeyProfiles.KrumhanslKessler)?.Confidence : null,
            KeyTemperley = hasKey ? KeyEstimate.Of(pitches, KeyProfiles.Temperley)?.Name : null,
            SilenceShare = kinds.Contains(DescriptorKind.Silence) && frames.Count > 0
                ? 1 - ((double)frames.SoundingCount / frames.Count) : null,
        };
    }

    private void AddCentroid(SpectrumBlock block)
    {
        SpectralLanes.Moments(block.Power, first, second);
        for (var lane = 0; lane < block.FrameCount; lane++)
        {
            Put(lane, Centroid, first[lane] > 0 ? binWidth * second[lane] / first[lane] : 0);
        }
    }

    private void AddFlatness(SpectrumBlock block)
    {
        SpectralLanes.Logarithms(block.Power, first, second);
        for (var lane = 0; lane < block.FrameCount; lane++)
        {
            Put(lane, Flatness, Math.Pow(2, second[lane] / binCount) / (first[lane] / binCount));
        }
    }

    // Each frame's chroma is divided by its greatest, as librosa's chroma_stft is.
    private void AddChroma(SpectrumBlock block)
    {
        var width = LaneWidth.Count;
        var classes = chroma.Room(ChromaBank.PitchClassCount * width);
        bank.Apply(block.Power, classes);
        for (var lane = 0; lane < block.FrameCount; lane++)
        {
            var greatest = 0f;
            for (var row = 0; row < ChromaBank.PitchClassCount; row++)
            {
                greatest = Math.Max(greatest, classes[(row * width) + lane]);
            }

            for (var row = 0; row < ChromaBank.PitchClassCount; row++)
            {
                Put(lane, Chroma + row, greatest > 0 ? classes[(row * width) + lane] / greatest : 0);
            }
        }
    }

    // Samples beyond what 32-bit numbers hold give no number; they have no say.
    private void Put(int lane, int index, double value) => values[(lane * ValueCount) + index] = double.IsFinite(value) ? value : 0;
}
