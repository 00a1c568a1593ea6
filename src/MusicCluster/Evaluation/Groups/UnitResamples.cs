using MusicCluster.Evaluation.Statistics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Evaluation.Groups;

/// <summary>Bootstrap resamples of artists: an artist's tracks come and go together; a track without an artist is drawn by itself.</summary>
internal sealed class UnitResamples
{
    // Counts in all: bounds time and memory, 200 resamples of 100,000 tracks.
    private const int MostCounts = 20_000_000;
    private const int FewestResamples = 200;

    /// <param name="artists">Of each track, empty when unknown.</param>
    /// <param name="resampleCount">Wanted; fewer are drawn where there are many tracks.</param>
    /// <param name="seed">Of the resamples.</param>
    public UnitResamples(IReadOnlyList<string> artists, int resampleCount, SeedSequence seed)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var single = artists.Count;
        Units = Orders.Dense(
            [.. artists.Select(artist => artist.Length == 0 ? single++ : numbers.TryAdd(artist, numbers.Count) ? numbers.Count - 1 : numbers[artist])],
            out var unitCount);
        var affordable = Math.Max(FewestResamples, MostCounts / Math.Max(1, artists.Count));
        Resamples = new TrackResamples(unitCount, Math.Min(resampleCount, affordable), seed);
    }

    /// <summary>Artist of each track, or the track alone.</summary>
    public int[] Units { get; }

    /// <summary>How often each resample holds each unit.</summary>
    public TrackResamples Resamples { get; }
}
