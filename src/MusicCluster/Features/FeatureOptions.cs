using System.ComponentModel;
using System.Numerics;
using MusicCluster.Corpus;
using MusicCluster.Features.Crops;
using MusicCluster.Features.Descriptors;
using MusicCluster.Features.Frames;
using MusicCluster.Features.Handcrafted;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Features;

/// <summary>What is computed from the sound of a track. Names as in librosa, spelled out.</summary>
public sealed record FeatureOptions(
    [property: Option("The sample rate that everything is resampled to.", Unit = "Hz"), Range(1000, 192_000)]
    int SampleRate = 22050,
    [property: Option("The length of a frame, a power of two.", Unit = "samples"), Range(8, 65_536)]
    int FftLength = 2048,
    [property: Option("The distance between frames, at most fftLength.", Unit = "samples"), Range(Minimum = 1)]
    int HopLength = 512,
    [property: Option("How many MFCC are kept, at most mfccMelCount."), Range(Minimum = 1)]
    int MfccCount = 40,
    [property: Option("The mel bands behind the MFCC; librosa's default is 128."), Range(1, 512)]
    int MfccMelCount = 128,
    [property: Option("The mel bands of the log-mel spectrogram."), Range(1, 512)]
    int MelCount = 64,
    [property: Option("The frequency scale of the mel bands.")]
    MelScale MelScale = MelScale.Slaney,
    [property: Option("How much audio goes into the log-mel spectrogram, at most duration.", Unit = "seconds"), Range(Above = 0)]
    double LogMelSeconds = 5,
    [property: Option("How many frames of that spectrogram are kept, at most as many as logMelSeconds holds."), Range(Minimum = 1)]
    int LogMelFrames = 215,
    [property: Option("Which statistics of the MFCC over time.")]
    FeatureStatistics Statistics = FeatureStatistics.Mean,
    [property: Option("A track below this is a failure, one below duration is padded with silence; at most duration.", Unit = "seconds"), Range(Minimum = 0)]
    double MinimumDuration = 1,
    [property: Option("How the mel bands are scaled.")]
    MelNormalization MelNormalization = MelNormalization.Area,
    [property: Option("What lies before and after the audio.")]
    FramePadding FramePadding = FramePadding.Zero,
    [property: Option("Whether librosa's other spectral features, averaged over time, are written as well.")]
    bool Extended = false,
    [property: Option("Windows per track for the models that compare crops of a track; 0 for none."), Range(0, 1000)]
    int Crops = 0,
    [property: Option("The longest that decoding a file may take before it counts as a failure.", Unit = "seconds"), Range(Above = 0)]
    double TimeLimitSeconds = 30,
    [property: Option("Which seconds of a track the log-mel spectrogram is of.")]
    LogMelPosition LogMelPosition = LogMelPosition.Start,
    [property: Option("Where listening to a whole song ends: what is longer is a mix or an audiobook.", Unit = "seconds"), Range(Above = 0, Maximum = 21_600)]
    double MaximumDuration = 3600) : IOptions
{
    [Option("How much of a track is heard, from its start; \"whole\" (the default of a corpus that is a folder) hears it to its end.", Unit = "seconds")]
    [Range(Above = 0, Maximum = 3600), Words(typeof(DurationLimit), nameof(DurationLimit.Words))]
    public DurationLimit Duration { get; init; } = 30;

    [Option("Handcrafted features beside MFCC; each adds a model, such as plp-pca, that reads its mean and deviation over time."), Items(AreDistinct = true)]
    public IReadOnlyList<CoefficientKind> Coefficients { get; init; } = [];

    [Option("The descriptors of every track, such as tempo and loudness, that are written to descriptors.csv."), Items(AreDistinct = true)]
    public IReadOnlyList<DescriptorKind> Descriptors { get; init; } = Enum.GetValues<DescriptorKind>();

    /// <summary>The defaults of a kind of corpus: FMA's clips are 30 s long, and the study's; somebody's own files are songs.</summary>
    internal static FeatureOptions DefaultFor(CorpusKind kind) =>
        kind == CorpusKind.Folder ? new FeatureOptions { Duration = DurationLimit.Whole } : new FeatureOptions();

    /// <summary>Samples of the log-mel spectrogram.</summary>
    internal int LogMelSampleCount => (int)Math.Round(LogMelSeconds * SampleRate);

    /// <summary>Whether songs are heard to their end.</summary>
    internal bool HearsWholeSongs => Duration.IsWhole;

    /// <summary>Seconds of a track that are decoded at most.</summary>
    internal double HeardSeconds => HearsWholeSongs ? MaximumDuration : Duration.Seconds;

    /// <summary>Samples of a track that are heard at most.</summary>
    internal int SampleCount => (int)Math.Round(HeardSeconds * SampleRate);

    IEnumerable<string> IOptions.BrokenRules(string prefix)
    {
        if (FftLength > 0 && !BitOperations.IsPow2(FftLength))
        {
            yield return $"{prefix}fftLength is {FftLength}; it must be a power of two.";
        }

        if (HopLength > FftLength)
        {
            yield return $"{prefix}hopLength is {HopLength}; it must be at most {prefix}fftLength ({FftLength}).";
        }

        if (MfccCount > MfccMelCount)
        {
            yield return $"{prefix}mfccCount is {MfccCount}; it must be at most {prefix}mfccMelCount ({MfccMelCount}).";
        }

        foreach (var error in TimeErrors(prefix).Concat(BandErrors(prefix)))
        {
            yield return error;
        }
    }

    private IEnumerable<string> TimeErrors(string prefix)
    {
        if (LogMelSeconds > Duration.Seconds)
        {
            yield return $"{prefix}logMelSeconds is {LogMelSeconds}; it must be at most {prefix}duration ({Duration}).";
        }
        else if (LogMelSeconds > 0 && HopLength >= 1 && LogMelFrames > 1 + (LogMelSampleCount / HopLength))
        {
            yield return $"{prefix}logMelFrames is {LogMelFrames}; {LogMelSeconds} s have 1 to {1 + (LogMelSampleCount / HopLength)}.";
        }

        if (MinimumDuration > Duration.Seconds)
        {
            yield return $"{prefix}minimumDuration is {MinimumDuration}; it must be at most {prefix}duration ({Duration}).";
        }

        if (HearsWholeSongs && Math.Max(LogMelSeconds, MinimumDuration) > MaximumDuration)
        {
            yield return $"{prefix}maximumDuration is {MaximumDuration}; it must be at least {prefix}logMelSeconds ({LogMelSeconds}) "
                + $"and {prefix}minimumDuration ({MinimumDuration}).";
        }
    }

    // The bands of the spectral contrast set these limits.
    private IEnumerable<string> BandErrors(string prefix)
    {
        if (!Extended && Crops == 0)
        {
            yield break;
        }

        if (SampleRate <= SpectralContrast.MinimumRate)
        {
            yield return $"{prefix}sampleRate is {SampleRate}; {prefix}extended and {prefix}crops need more than {SpectralContrast.MinimumRate} Hz.";
        }

        if (SampleRate > FftLength * SpectralContrast.MaximumBinWidth)
        {
            var needed = $"{SampleRate / SpectralContrast.MaximumBinWidth:0}";
            yield return $"{prefix}fftLength is {FftLength}; {prefix}extended and {prefix}crops need at least {needed}.";
        }

        if (Crops > 0 && MfccMelCount < CropStatistics.MfccCount)
        {
            yield return $"{prefix}mfccMelCount is {MfccMelCount}; {prefix}crops needs at least {CropStatistics.MfccCount}.";
        }
    }
}

/// <summary>The perceptual frequency scale of the mel bands.</summary>
public enum MelScale
{
    [Description("Linear below 1 kHz, logarithmic above; librosa's default.")]
    Slaney,

    [Description("Logarithmic throughout; torchaudio's default.")]
    Htk,
}

/// <summary>How the triangles of a mel filter bank are scaled.</summary>
public enum MelNormalization
{
    [Description("Each has unit area in Hz, 2 / (upper − lower edge); librosa's default, norm=\"slaney\".")]
    Area,

    [Description("Each has a peak of 1; torchaudio's default.")]
    Peak,
}

/// <summary>What lies before the first and after the last sample when frames are centered.</summary>
public enum FramePadding
{
    [Description("Silence; librosa's default.")]
    Zero,

    [Description("The signal mirrored at its end samples; torchaudio's default.")]
    Reflect,
}

/// <summary>Which seconds of a track the log-mel spectrogram is of.</summary>
public enum LogMelPosition
{
    [Description("The first, the study's; of a whole song that begins with silence, the first that are not silent.")]
    Start,

    [Description("Those in the middle of what is heard; of a whole song, within a thirtieth of its length.")]
    Middle,

    [Description("Those with the most energy, in steps of a quarter of their length.")]
    Loudest,
}

/// <summary>Statistics over time.</summary>
public enum FeatureStatistics
{
    [Description("The mean.")]
    Mean,

    [Description("Mean and standard deviation, twice as many columns.")]
    MeanStd,
}
