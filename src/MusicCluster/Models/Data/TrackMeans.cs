using MusicCluster.Numerics;

namespace MusicCluster.Models.Data;

/// <summary>Averages the latent vectors of each track's crops.</summary>
internal sealed class TrackMeans(int trackCount)
{
    private readonly int[] counts = new int[trackCount];
    private Matrix sums = new(trackCount, 0);

    /// <summary>Takes vectors, row after row, and the track of each.</summary>
    public void Add(ReadOnlySpan<float> vectors, ReadOnlySpan<int> tracks)
    {
        var width = vectors.Length / tracks.Length;
        if (sums.ColumnCount == 0)
        {
            sums = new Matrix(trackCount, width);
        }

        for (var i = 0; i < tracks.Length; i++)
        {
            counts[tracks[i]]++;
            var row = sums.Row(tracks[i]);
            for (var j = 0; j < width; j++)
            {
                row[j] += vectors[(i * width) + j];
            }
        }
    }

    /// <summary>[tracks, latent].</summary>
    public Matrix Result()
    {
        for (var track = 0; track < trackCount; track++)
        {
            foreach (ref var value in sums.Row(track))
            {
                value /= counts[track];
            }
        }

        return sums;
    }
}
