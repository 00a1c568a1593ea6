using MusicCluster.Features.Filters;

namespace MusicCluster.Features.Frames;

/// <summary>The 25 features of a frame other than MFCC: which row of the table holds what.</summary>
internal static class FrameSeries
{
    public const int Centroid = 0;
    public const int Bandwidth = 1;
    public const int RollOff = 2;
    public const int Flatness = 3;
    public const int ZeroCrossings = 4;
    public const int Rms = 5;
    public const int Contrast = 6;
    public const int Chroma = Contrast + SpectralContrast.BandCount;
    public const int Count = Chroma + ChromaBank.PitchClassCount;

    private static readonly string[] PitchClasses = ["c", "c-sharp", "d", "d-sharp", "e", "f", "f-sharp", "g", "g-sharp", "a", "a-sharp", "b"];

    /// <summary>Names of the rows, as in column lists.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "centroid", "bandwidth", "roll-off", "flatness", "zero-crossing-rate", "rms",
        .. Enumerable.Range(1, SpectralContrast.BandCount).Select(band => $"contrast-{band}"),
        .. PitchClasses.Select(name => $"chroma-{name}"),
    ];
}
