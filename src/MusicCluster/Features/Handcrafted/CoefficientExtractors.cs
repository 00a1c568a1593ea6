using NWaves.FeatureExtractors;
using NWaves.FeatureExtractors.Base;
using NWaves.FeatureExtractors.Multi;
using NWaves.FeatureExtractors.Options;
using NWaves.Filters.Fda;
using NWaves.Windows;

namespace MusicCluster.Features.Handcrafted;

/// <summary>NWaves' extractors with the parameters that <see cref="CoefficientKind"/> states. None may be used by two threads.</summary>
internal static class CoefficientExtractors
{
    private const int CepstrumCount = 20;
    private const int ErbBandCount = 40;
    private const int Lifter = 22;
    private const double PreEmphasis = 0.97;
    private const double HighestPnccFrequency = 6_800;
    private const int ModulationFrames = 64;

    /// <summary>Makes the extractor of a kind.</summary>
    public static FeatureExtractor Create(CoefficientKind kind, FeatureOptions options)
    {
        var (rate, length) = (options.SampleRate, options.FftLength);
        return kind switch
        {
            CoefficientKind.Plp => new PlpExtractor(Framed(options, new PlpOptions
            {
                FeatureCount = CepstrumCount, FftSize = length, LifterSize = Lifter,
            })),
            CoefficientKind.Pncc => new PnccExtractor(Framed(options, new PnccOptions
            {
                FeatureCount = CepstrumCount, FftSize = length, PreEmphasis = PreEmphasis, HighFrequency = Math.Min(HighestPnccFrequency, rate / 2.0),
            })),
            CoefficientKind.Lpcc => new LpccExtractor(Framed(options, new LpccOptions
            {
                FeatureCount = CepstrumCount, LpcOrder = CepstrumCount - 1, LifterSize = Lifter, PreEmphasis = PreEmphasis,
            })),
            CoefficientKind.Gfcc => new MfccExtractor(Framed(options, new MfccOptions
            {
                FeatureCount = CepstrumCount, FilterBank = FilterBanks.Erb(ErbBandCount, length, rate), FilterBankSize = ErbBandCount,
                FftSize = length, NonLinearity = NonLinearityType.LogE, DctType = "2N",
            })),
            CoefficientKind.Ams => new AmsExtractor(Framed(options, new AmsOptions
            {
                FftSize = length, ModulationFftSize = ModulationFrames, ModulationHopSize = ModulationFrames / 2,
            })),
            CoefficientKind.Chroma => new ChromaExtractor(Framed(options, new ChromaOptions { FftSize = length })),
            _ => new Mpeg7SpectralFeaturesExtractor(Framed(options, new MultiFeatureOptions { FftSize = length, Window = WindowType.Hamming })),
        };
    }

    /// <summary>Samples that give a kind its first vector; shorter signals are padded with silence to them.</summary>
    public static int MinimumSampleCount(CoefficientKind kind, FeatureOptions options) =>
        options.FftLength + (options.HopLength * ((kind == CoefficientKind.Ams ? ModulationFrames : 0) + WarmUpFrames(kind) + 1));

    /// <summary>Frames that come out as zeros while the medium-time average of PNCC fills.</summary>
    public static int WarmUpFrames(CoefficientKind kind) => kind == CoefficientKind.Pncc ? 2 : 0;

    private static T Framed<T>(FeatureOptions options, T extractor) where T : FeatureExtractorOptions
    {
        (extractor.SamplingRate, extractor.FrameSize, extractor.HopSize) = (options.SampleRate, options.FftLength, options.HopLength);
        return extractor;
    }
}
