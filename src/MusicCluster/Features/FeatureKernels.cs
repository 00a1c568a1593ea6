using MusicCluster.Features.Crops;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Fingerprints;
using MusicCluster.Features.Handcrafted;
using MusicCluster.Features.Spectra;

namespace MusicCluster.Features;

/// <summary>The tables that a set of options needs; shared by all threads.</summary>
internal sealed class FeatureKernels(FeatureOptions options)
{
    // Only the optional features need it.
    private readonly Lazy<ChromaBank> chromaBank = new(() => new ChromaBank(options.SampleRate, options.FftLength));

    private readonly Lazy<SparseBank> keyBank = new(() => new SparseBank(
        new ChromaBank(options.SampleRate, options.FftLength), SparseShare));

    // Keys are told apart by far larger differences.
    private const float SparseShare = 1e-4f;

    private readonly float[] dct = Mfcc.CreateDct(
        Math.Max(options.MfccCount, options.Crops > 0 ? CropStatistics.MfccCount : 0), options.MfccMelCount);

    public FeatureOptions Options { get; } = options;

    public StftPlan Plan { get; } = new(options.FftLength, options.HopLength, options.FramePadding);

    public MelBank MfccBank { get; } =
        new(options.SampleRate, options.FftLength, options.MfccMelCount, options.MelScale, options.MelNormalization);

    public MelBank LogMelBank { get; } =
        new(options.SampleRate, options.FftLength, options.MelCount, options.MelScale, options.MelNormalization);

    /// <summary>Shape [coefficients, MfccMelCount]: as many coefficients as the largest feature needs; the others use the first rows.</summary>
    public ReadOnlySpan<float> Dct => dct;

    /// <summary>Coefficients that are needed frame by frame; 0 if only their means are.</summary>
    public int MfccSeriesCount { get; } = Math.Max(
        options.Extended || options.Statistics == FeatureStatistics.MeanStd ? options.MfccCount : 0,
        options.Crops > 0 ? CropStatistics.MfccCount : 0);

    public string[] ExtendedNames { get; } = options.Extended ? ExtendedColumns.Names(options) : [];

    /// <summary>Names of the columns of each of the options' coefficients, in their order.</summary>
    public string[][] CoefficientNames { get; } = [.. options.Coefficients.Select(kind => new CoefficientStatistics(kind, options).Columns)];

    /// <summary>Tuned to A440: the most frequent deviation of a track's peaks is often a tie, and a wrong one smears every class.</summary>
    public ChromaBank ChromaBank => chromaBank.Value;

    /// <summary>The bands of the fingerprint.</summary>
    public FingerprintBank FingerprintBank { get; } = new(options.SampleRate, options.FftLength);

    /// <summary>The chroma that keys are read from: without weights that hardly count.</summary>
    public SparseBank KeyBank => keyBank.Value;

    /// <summary>Values per row of <c>mfcc.npy</c>.</summary>
    public int MfccLength { get; } = options.MfccCount * (options.Statistics == FeatureStatistics.MeanStd ? 2 : 1);
}
