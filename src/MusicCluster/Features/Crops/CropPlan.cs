namespace MusicCluster.Features.Crops;

/// <summary>Where the crops of a track lie.</summary>
/// <remarks>
/// Windows of 128 frames, of 80 for tracks under 5 s, evenly spaced, neighbors at least half a window apart; but two of them
/// wherever the track is longer than one, because models learn from pairs of crops.
/// </remarks>
public static class CropPlan
{
    /// <summary>Frames of a crop's log-mel spectrogram; a shorter window is repeated to fill it.</summary>
    public const int LogMelFrames = 128;

    private const int ShortFrames = 80;
    private const double ShortSeconds = 5;

    /// <summary>Frames per window.</summary>
    /// <param name="frameCount">Of the track.</param>
    /// <param name="seconds">Of the track.</param>
    public static int WindowLength(int frameCount, double seconds) =>
        Math.Min(seconds < ShortSeconds ? ShortFrames : LogMelFrames, frameCount);

    /// <summary>First frame of each window; at most <paramref name="maximum"/> of them, at least one.</summary>
    public static int[] Starts(int frameCount, int windowLength, int maximum)
    {
        var room = frameCount - windowLength;
        var count = Math.Min(maximum, Math.Max(1 + (2 * room / windowLength), room > 0 ? 2 : 1));
        return [.. Enumerable.Range(0, count).Select(i => count == 1 ? room / 2 : (int)Math.Round((double)room * i / (count - 1)))];
    }
}
