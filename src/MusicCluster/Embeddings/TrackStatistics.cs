using MusicCluster.Features.Crops;
using MusicCluster.Foundation;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;

namespace MusicCluster.Embeddings;

/// <summary>What the statistics of a track's crops say about the whole track.</summary>
public static class TrackStatistics
{
    /// <summary>Coefficients of the fair MFCC baseline.</summary>
    public const int MfccCount = 20;

    /// <summary>Each track's statistics, averaged over the crops that are there.</summary>
    /// <param name="statisticsPath"><c>statistics.npy</c>, [tracks, crops, columns].</param>
    /// <param name="maskPath"><c>crops.mask.npy</c>, [tracks, crops]: 1 where there is a crop.</param>
    /// <param name="columns">Which columns, e.g. <see cref="CropColumns.Of"/>.</param>
    public static Matrix Means(string statisticsPath, string maskPath, int[] columns) => Columns(
        Pool(statisticsPath, maskPath, (crops, row) =>
        {
            foreach (var crop in crops)
            {
                for (var column = 0; column < row.Length; column++)
                {
                    row[column] += crop[column];
                }
            }

            foreach (ref var value in row)
            {
                value /= crops.Count;
            }
        }),
        columns);

    /// <summary>Mean and standard deviation of the first 20 MFCC over each track, [tracks, 40].</summary>
    /// <remarks>
    /// Crops are equally long, so mean and mean square of the whole are those of the crops' averaged: the deviation between crops
    /// counts as well as that within them.
    /// </remarks>
    /// <param name="statisticsPath"><c>statistics.npy</c>, whose first 40 columns are the means, then the deviations of 20 MFCC.</param>
    /// <param name="maskPath"><c>crops.mask.npy</c>.</param>
    public static Matrix MfccMoments(string statisticsPath, string maskPath)
    {
        var all = Pool(statisticsPath, maskPath, (crops, row) =>
        {
            for (var k = 0; k < MfccCount; k++)
            {
                var mean = crops.Average(crop => (double)crop[k]);
                var square = crops.Average(crop => ((double)crop[k] * crop[k]) + ((double)crop[MfccCount + k] * crop[MfccCount + k]));
                (row[k], row[MfccCount + k]) = (mean, Math.Sqrt(Math.Max(0, square - (mean * mean))));
            }
        });
        return Columns(all, [.. Enumerable.Range(0, 2 * MfccCount)]);
    }

    /// <summary>The same from an <c>mfcc.npy</c> with means, then deviations.</summary>
    /// <exception cref="UserException">It has fewer than 20 coefficients with both.</exception>
    public static Matrix MfccMoments(Matrix mfcc)
    {
        var half = mfcc.ColumnCount / 2;
        if (half < MfccCount || mfcc.ColumnCount % 2 != 0)
        {
            throw new UserException($"mfcc.npy has {mfcc.ColumnCount} columns; mfcc-20-pca needs mean and "
                + $"deviation of 20 MFCC: set features.crops to 10, or features.statistics to mean-std.");
        }

        return Columns(mfcc, [.. Enumerable.Range(0, MfccCount), .. Enumerable.Range(half, MfccCount)]);
    }

    private static Matrix Columns(Matrix matrix, int[] chosen)
    {
        var result = new Matrix(matrix.RowCount, chosen.Length);
        for (var row = 0; row < matrix.RowCount; row++)
        {
            for (var i = 0; i < chosen.Length; i++)
            {
                result[row, i] = matrix[row, chosen[i]];
            }
        }

        return result;
    }

    private static Matrix Pool(string statisticsPath, string maskPath, PoolCrops pool)
    {
        using var statistics = NpyFile.Open(statisticsPath);
        using var mask = NpyFile.Open(maskPath);
        var width = checked((int)statistics.Shape[2]);
        var result = new Matrix(checked((int)statistics.RowCount), width);
        for (var track = 0; track < result.RowCount; track++)
        {
            var present = mask.Row(track);
            var crops = new List<float[]>();
            for (var crop = 0; crop < present.Length; crop++)
            {
                if (present[crop] > 0)
                {
                    crops.Add(statistics.Row(track).Slice(crop * width, width).ToArray());
                }
            }

            pool(crops, result.Row(track));
        }

        return result;
    }

    private delegate void PoolCrops(List<float[]> crops, Span<double> row);
}
