namespace MusicCluster.Features;

/// <summary>The tables that a set of options needs; shared by all threads.</summary>
internal sealed class FeatureKernels(FeatureOptions options)
{
    // Only the optional features need it.
    private readonly Lazy<ChromaBank> chromaBank = new(() => new ChromaBank(options.SampleRate, options.FftLength));

    public FeatureOptions Options { get; } = options;

    public StftPlan Plan { get; } = new(options.FftLength, options.HopLength, options.FramePadding);

    public MelBank MfccBank { get; } =
        new(options.SampleRate, options.FftLength, options.MfccMelCount, options.MelScale, options.MelNormalization);

    public MelBank PictureBank { get; } =
        new(options.SampleRate, options.FftLength, options.MelCount, options.MelScale, options.MelNormalization);

    public float[] Dct { get; } = Mfcc.CreateDct(options.MfccCount, options.MfccMelCount);

    /// <summary>For the statistics of crops, which have a number of coefficients of their own.</summary>
    public float[] CropDct { get; } =
        options.Crops > 0 ? Mfcc.CreateDct(CropStatistics.MfccCount, options.MfccMelCount) : [];

    public string[] ExtendedNames { get; } = options.Extended ? ExtendedColumns.Names(options) : [];

    /// <summary>Tuned to A440: the commonest deviation of a track's peaks is a tie as often as not, and a wrong one smears every class.</summary>
    public ChromaBank ChromaBank => chromaBank.Value;

    /// <summary>Values per row of <c>mfcc.npy</c>.</summary>
    public int MfccLength { get; } = options.MfccCount * (options.Statistics == FeatureStatistics.MeanStd ? 2 : 1);
}
