using MusicCluster.Audio.Decoding;
using MusicCluster.Features.Crops;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Songs;

/// <summary>The crops of a whole song: kept as samples while it goes by, chosen and computed at its end.</summary>
/// <remarks>
/// They lie within a hundredth of the song from where they would be spread evenly between its first and its last sound. Their levels
/// are relative to the loudest of the crop and of the frames around it; those of its notes, to the loudest of the crop.
/// </remarks>
internal sealed class SongCrops
{
    // Room for three times the crops: what is left after thinning is still half as many again as wanted.
    private const int ExcerptsPerCrop = 3;
    private const int SpacingFrames = 32;

    private readonly FeatureKernels kernels;
    private readonly FeatureOptions options;
    private readonly BandPower bands;
    private readonly BandPower logMelBands;
    private readonly DetailAnalyzer details;
    private readonly SpectrumPass pass;
    private readonly SampleExcerpts excerpts;
    private readonly LaneBuffer coefficients = new();

    public SongCrops(FeatureKernels kernels, int marginFrames)
    {
        this.kernels = kernels;
        options = kernels.Options;
        bands = new BandPower(kernels.MfccBank);
        logMelBands = new BandPower(kernels.LogMelBank);
        details = new DetailAnalyzer(kernels);
        pass = new SpectrumPass(kernels.Plan, new StftScratch(kernels.Plan), bands, logMelBands, details.Series);
        var hop = options.HopLength;
        excerpts = new SampleExcerpts(
            Math.Max(2, ExcerptsPerCrop * options.Crops) / 2 * 2, SpacingFrames * hop, CropPlan.LogMelFrames * hop, marginFrames * hop);
    }

    /// <summary>The first sample that is still needed.</summary>
    public int NextSample => excerpts.NextSample;

    /// <summary>Begins a new song.</summary>
    public void Clear() => excerpts.Clear();

    /// <summary>Keeps what may become a crop.</summary>
    public void Take(SampleWindow window) => excerpts.Take(window);

    /// <summary>Fills the rows.</summary>
    /// <param name="window">The end of the song.</param>
    /// <param name="sounding">The first sample of the song's sound, and the one after its last.</param>
    /// <param name="rows">Receives the results.</param>
    public void Complete(SampleWindow window, (int First, int End) sounding, FeatureRows rows)
    {
        var hop = options.HopLength;
        var length = CropPlan.WindowLength(kernels.Plan.FrameCount(window.End), (double)window.End / options.SampleRate);
        // A window's last frame is centered on the hop that begins there.
        excerpts.Complete(window, Math.Max(1, (length - 1) * hop));
        var (first, frameCount) = (sounding.First / hop, Math.Max(length, (sounding.End - sounding.First) / hop));
        first = Math.Max(0, Math.Min(first, kernels.Plan.FrameCount(window.End) - frameCount));
        rows.ClearCrops();
        var crop = 0;
        foreach (var excerpt in Choose(first, frameCount, length))
        {
            Fill(excerpt, length, crop++, rows);
        }
    }

    // Rising, each once; where the sound is shorter than the excerpts are apart, the one nearest to it.
    private List<SampleExcerpts.Excerpt> Choose(int first, int frameCount, int length)
    {
        var hop = options.HopLength;
        var chosen = new List<SampleExcerpts.Excerpt>();
        var (earliest, latest) = (first * hop, (first + frameCount - length) * hop);
        foreach (var start in CropPlan.Starts(frameCount, length, options.Crops))
        {
            if (excerpts.Nearest((first + start) * hop, earliest, latest) is { } excerpt)
            {
                chosen.Add(excerpt);
                earliest = excerpt.Start + 1;
            }
        }

        return chosen.Count > 0 || excerpts.Nearest(first * hop, 0, int.MaxValue) is not { } nearest ? chosen : [nearest];
    }

    private void Fill(SampleExcerpts.Excerpt excerpt, int length, int crop, FeatureRows rows)
    {
        // The frames to both sides are there for slopes and rises, which the frame series do not have.
        details.Series.Select(excerpt.Lead / options.HopLength, length);
        pass.Run(excerpt.Samples);
        Decibels.FromPower(bands.Values);
        var mfcc = coefficients.Room(kernels.MfccSeriesCount * bands.FrameCount);
        Mfcc.Compute(kernels.Dct[..(kernels.MfccSeriesCount * options.MfccMelCount)], bands.Values, options.MfccMelCount, mfcc);
        details.FillCrop(excerpt.Samples, bands.Values, mfcc, logMelBands, excerpt.Lead / options.HopLength, length, crop, rows);
    }
}
