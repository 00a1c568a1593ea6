namespace MusicCluster.Features;

/// <summary>What is computed from the sound of a track. Names as in librosa, spelled out.</summary>
/// <param name="SampleRate">Rate that everything is resampled to, in Hz.</param>
/// <param name="FftLength">Samples per frame; a power of two.</param>
/// <param name="HopLength">Samples between frames.</param>
/// <param name="MfccCount">Coefficients kept.</param>
/// <param name="MfccMelCount">Mel bands behind the MFCC (librosa's default is 128).</param>
/// <param name="MelCount">Mel bands of the log-mel picture.</param>
/// <param name="MelScale">Slaney (librosa) or HTK (torchaudio).</param>
/// <param name="Duration">Seconds from the start that the MFCC average over.</param>
/// <param name="LogMelSeconds">Seconds of audio cropped for the log-mel picture, before any framing.</param>
/// <param name="LogMelFrames">Frames kept of that picture.</param>
/// <param name="Statistics">What of the MFCC over time: mean, or mean and standard deviation.</param>
/// <param name="MinimumDuration">Seconds below which a track is a failure; shorter than asked but not below is padded with silence.</param>
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
    double MinimumDuration = 1)
{
    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (SampleRate is < 1000 or > 192_000)
        {
            yield return $"features.sampleRate is {SampleRate}; it must be 1000 to 192000 Hz.";
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

/// <summary>Statistics over time.</summary>
public enum FeatureStatistics
{
    /// <summary>The mean.</summary>
    Mean,

    /// <summary>Mean and standard deviation, twice as many columns.</summary>
    MeanStd,
}
