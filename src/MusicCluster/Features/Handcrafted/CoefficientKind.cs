using System.ComponentModel;

namespace MusicCluster.Features.Handcrafted;

/// <summary>The handcrafted features beside MFCC; each is computed by NWaves on frames of <c>fftLength</c> and <c>hopLength</c>.</summary>
public enum CoefficientKind
{
    [Description("Perceptual linear prediction (Hermansky 1990): 20 cepstra of order 19 from 24 Bark bands, Hamming window, lifter 22, no pre-emphasis.")]
    Plp,

    [Description("Power-normalized cepstra (Kim and Stern 2016): 20 from 40 gammatone bands of 100 to 6,800 Hz, Hamming window, pre-emphasis .97.")]
    Pncc,

    [Description("Linear prediction cepstra: 20 of order 19, rectangular window, lifter 22, pre-emphasis .97.")]
    Lpcc,

    [Description("Gammatone cepstra: 20 from the logarithms of 40 ERB bands, Hamming window, no lifter, no pre-emphasis.")]
    Gfcc,

    [Description("Amplitude modulation spectra: 12 mel bands of 100 to 3,200 Hz by 33 modulation frequencies, 64 frames each 32, rectangular window.")]
    Ams,

    [Description("Chroma: 12 pitch classes from C, Hann window, each frame scaled to unit length.")]
    Chroma,

    [Description("MPEG-7's centroid, spread, flatness, noiseness, rolloff, crest, entropy, decrease, loudness and sharpness, Hamming window.")]
    Mpeg7,
}
