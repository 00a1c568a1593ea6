using System.Numerics;

namespace MusicCluster.Features;

/// <summary>What is computed from the sound of a track. Names as in librosa, spelled out.</summary>
/// <param name="SampleRate">Rate that everything is resampled to, in Hz.</param>
/// <param name="FftLength">Samples per frame; a power of two.</param>
/// <param name="HopLength">Samples between frames.</param>
/// <param name="MfccCount">Coefficients kept.</param>
/// <param name="MfccMelCount">Mel bands that the MFCC are computed from (librosa's default is 128).</param>
/// <param name="MelCount">Mel bands of the log-mel spectrogram.</param>
/// <param name="MelScale">Slaney (librosa) or HTK (torchaudio).</param>
/// <param name="Duration">Seconds from the start that the MFCC average over; a shorter track averages over what it has.</param>
/// <param name="LogMelSeconds">Seconds of audio from the start that the log-mel spectrogram shows, cropped before any framing.</param>
/// <param name="LogMelFrames">Frames kept of that spectrogram.</param>
/// <param name="Statistics">What of the MFCC over time: mean, or mean and standard deviation.</param>
/// <param name="MinimumDuration">Seconds below which a track is a failure; shorter than asked but not below is padded with silence.</param>
/// <param name="MelNormalization">How the mel bands are scaled: unit area (librosa) or unit peak (torchaudio).</param>
/// <param name="FramePadding">What is assumed before and after the audio: silence (librosa) or its mirror image (torchaudio).</param>
/// <param name="Extended">Also write librosa's other spectral features, averaged over time.</param>
/// <param name="Crops">Windows per track for the statistics and log-mel spectrograms of the contrastive models; 0 for none.</param>
/// <param name="TimeLimitSeconds">Seconds of decoding after which a file counts as a failure.</param>
public sealed record FeatureOptions(
    int SampleRate = 22050,
    int FftLength = 2048,
    int HopLength = 512,
    int MfccCount = 40,
    int MfccMelCount = 128,
    int MelCount = 64,
    MelScale MelScale = MelScale.Slaney,
    double Duration = 30,
    double LogMelSeconds = 5,
    int LogMelFrames = 215,
    FeatureStatistics Statistics = FeatureStatistics.Mean,
    double MinimumDuration = 1,
    MelNormalization MelNormalization = MelNormalization.Area,
    FramePadding FramePadding = FramePadding.Zero,
    bool Extended = false,
    int Crops = 0,
    double TimeLimitSeconds = 30)
{
    /// <summary>Samples of the log-mel spectrogram.</summary>
    internal int LogMelSampleCount => (int)Math.Round(LogMelSeconds * SampleRate);

    /// <summary>Samples that the MFCC average over at most.</summary>
    internal int SampleCount => (int)Math.Round(Duration * SampleRate);

    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (SampleRate is < 1000 or > 192_000)
        {
            yield return $"features.sampleRate is {SampleRate}; it must be 1000 to 192000 Hz.";
        }

        if (FftLength is < 8 or > 65_536 || !BitOperations.IsPow2(FftLength))
        {
            yield return $"features.fftLength is {FftLength}; it must be a power of two, 8 to 65536.";
        }

        if (HopLength < 1 || HopLength > FftLength)
        {
            yield return $"features.hopLength is {HopLength}; it must be 1 to fftLength ({FftLength}).";
        }

        if (MfccMelCount is < 1 or > 512)
        {
            yield return $"features.mfccMelCount is {MfccMelCount}; it must be 1 to 512.";
        }

        if (MfccCount < 1 || MfccCount > MfccMelCount)
        {
            yield return $"features.mfccCount is {MfccCount}; it must be 1 to mfccMelCount ({MfccMelCount}).";
        }

        if (MelCount is < 1 or > 512)
        {
            yield return $"features.melCount is {MelCount}; it must be 1 to 512.";
        }

        foreach (var error in TimeErrors().Concat(BandErrors()))
        {
            yield return error;
        }
    }

    // The bands of the spectral contrast set these limits.
    private IEnumerable<string> BandErrors()
    {
        if (!Extended && Crops == 0)
        {
            yield break;
        }

        if (SampleRate <= SpectralContrast.MinimumRate)
        {
            yield return $"features.sampleRate is {SampleRate}; features.extended and features.crops need more than {SpectralContrast.MinimumRate} Hz.";
        }

        if (SampleRate > FftLength * SpectralContrast.MaximumBinWidth)
        {
            var minimum = SampleRate / SpectralContrast.MaximumBinWidth;
            yield return $"features.fftLength is {FftLength}; features.extended and features.crops need at least {minimum:0}.";
        }

        if (Crops > 0 && MfccMelCount < CropStatistics.MfccCount)
        {
            yield return $"features.mfccMelCount is {MfccMelCount}; features.crops needs at least {CropStatistics.MfccCount}.";
        }
    }

    private IEnumerable<string> TimeErrors()
    {
        if (!(Duration is > 0 and <= 3600))
        {
            yield return $"features.duration is {Duration}; it must be above 0 and at most 3600 seconds.";
        }

        if (!(LogMelSeconds > 0 && LogMelSeconds <= Duration))
        {
            yield return $"features.logMelSeconds is {LogMelSeconds}; it must be above 0 and at most duration ({Duration}).";
        }
        else if (HopLength >= 1 && (LogMelFrames < 1 || LogMelFrames > 1 + (LogMelSampleCount / HopLength)))
        {
            yield return $"features.logMelFrames is {LogMelFrames}; {LogMelSeconds} s give 1 to {1 + (LogMelSampleCount / HopLength)}.";
        }

        if (!(MinimumDuration >= 0 && MinimumDuration <= Duration))
        {
            yield return $"features.minimumDuration is {MinimumDuration}; it must be 0 to duration ({Duration}).";
        }

        if (Crops is < 0 or > 1000)
        {
            yield return $"features.crops is {Crops}; it must be 0 to 1000.";
        }

        if (!(TimeLimitSeconds > 0))
        {
            yield return $"features.timeLimitSeconds is {TimeLimitSeconds}; it must be above 0.";
        }
    }
}

/// <summary>The perceptual frequency scale of the mel bands.</summary>
public enum MelScale
{
    /// <summary>Linear below 1 kHz, logarithmic above; librosa's default.</summary>
    Slaney,

    /// <summary>Logarithmic throughout; torchaudio's default.</summary>
    Htk,
}

/// <summary>How the triangles of a mel filter bank are scaled.</summary>
public enum MelNormalization
{
    /// <summary>Each has unit area in Hz, 2 / (upper − lower edge); librosa's default (<c>norm="slaney"</c>).</summary>
    Area,

    /// <summary>Each has a peak of 1; torchaudio's default.</summary>
    Peak,
}

/// <summary>What is assumed before the first and after the last sample when frames are centered.</summary>
public enum FramePadding
{
    /// <summary>Silence; librosa's default.</summary>
    Zero,

    /// <summary>The signal mirrored at its end samples; torchaudio's default.</summary>
    Reflect,
}

/// <summary>Statistics over time.</summary>
public enum FeatureStatistics
{
    /// <summary>The mean.</summary>
    Mean,

    /// <summary>Mean and standard deviation, twice as many columns.</summary>
    MeanStd,
}
