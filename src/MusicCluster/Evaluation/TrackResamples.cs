using MusicCluster.Numerics.Random;

namespace MusicCluster.Evaluation;

/// <summary>Bootstrap resamples of the tracks: how often each resample holds each track.</summary>
/// <remarks>
/// All representations and all seeds meet the same resamples, so that their differences are paired. Memory: one byte per track and
/// resample.
/// </remarks>
public sealed class TrackResamples
{
    private readonly byte[] counts;

    /// <summary>Draws as many tracks as there are, with replacement, again and again.</summary>
    /// <param name="trackCount">Tracks in all, with or without a genre.</param>
    /// <param name="resampleCount">Resamples, at least 1.</param>
    /// <param name="seed">Each resample has a stream of its own.</param>
    public TrackResamples(int trackCount, int resampleCount, SeedSequence seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trackCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resampleCount);
        TrackCount = trackCount;
        ResampleCount = resampleCount;
        counts = new byte[checked(trackCount * resampleCount)];
        Parallel.For(0, resampleCount, resample =>
        {
            var random = seed.Derive($"resample/{resample}").CreateSource();
            var row = counts.AsSpan(resample * trackCount, trackCount);
            for (var i = 0; i < trackCount; i++)
            {
                // A count above 255 has a chance below 1e-500.
                row[random.NextInt(trackCount)]++;
            }
        });
    }

    public int TrackCount { get; }

    public int ResampleCount { get; }

    /// <summary>How often a resample holds each track.</summary>
    public ReadOnlySpan<byte> Counts(int resample) => counts.AsSpan(resample * TrackCount, TrackCount);
}
