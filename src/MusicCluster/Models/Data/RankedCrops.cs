using System.Numerics.Tensors;
using MusicCluster.Foundation;
using MusicCluster.Numerics;

namespace MusicCluster.Models.Data;

/// <summary>Chosen statistics of every crop, each replaced by the normal quantile of its rank over all crops.</summary>
/// <remarks>
/// The values are those of <see cref="Transforms.RankGauss"/>, sorted column by column in linear time: a large collection has a million
/// crops.
/// </remarks>
internal sealed class RankedCrops
{
    private readonly float[] values;
    private readonly int[] firstOf;

    private RankedCrops(float[] values, int[] firstOf, int columnCount)
    {
        this.values = values;
        this.firstOf = firstOf;
        ColumnCount = columnCount;
    }

    public int ColumnCount { get; }

    public int CropCount => firstOf[^1];

    /// <summary>Crops of each track.</summary>
    public IReadOnlyList<int> CropCounts => [.. firstOf.Skip(1).Zip(firstOf, (end, start) => end - start)];

    /// <summary>Reads the statistics and ranks them.</summary>
    /// <param name="source"><c>statistics.npy</c>.</param>
    /// <param name="columns">Which of its columns, ascending.</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static RankedCrops Of(CropSource source, int[] columns)
    {
        var firstOf = new int[source.TrackCount + 1];
        for (var track = 0; track < source.TrackCount; track++)
        {
            firstOf[track + 1] = firstOf[track] + source.CropsOf(track).Length;
        }

        var crops = new RankedCrops(new float[checked(firstOf[^1] * columns.Length)], firstOf, columns.Length);
        crops.Read(source, columns);
        crops.Rank();
        return crops;
    }

    /// <summary>The values of a crop by its place among all crops.</summary>
    public ReadOnlySpan<float> Row(int crop) => values.AsSpan(crop * ColumnCount, ColumnCount);

    /// <summary>The values of a track's crop; the first is 0, whatever its place in the file.</summary>
    public ReadOnlySpan<float> Row(int track, int crop) => Row(firstOf[track] + crop);

    private void Read(CropSource source, int[] columns)
    {
        var next = 0;
        for (var track = 0; track < source.TrackCount; track++)
        {
            foreach (var crop in source.CropsOf(track))
            {
                var statistics = source.Crop(track, crop);
                for (var i = 0; i < columns.Length; i++)
                {
                    values[next++] = statistics[columns[i]];
                }
            }
        }

        if (!TensorPrimitives.IsFiniteAll<float>(values))
        {
            throw new ArgumentException("The statistics hold NaN or infinity; all values must be finite.", nameof(source));
        }
    }

    private void Rank()
    {
        // Ranks with ties are whole or half numbers, so all columns share one table.
        var quantiles = new float[2 * CropCount];
        for (var i = 1; i < quantiles.Length; i++)
        {
            quantiles[i] = (float)NormalDistribution.Quantile(i / 2.0 / CropCount);
        }

        Workers.For(
            ColumnCount, () => (Sorter: new FloatOrder(), Numbers: new float[CropCount]),
            (column, own) => Rank(column, own.Sorter, own.Numbers, quantiles));
    }

    private void Rank(int column, FloatOrder sorter, float[] numbers, float[] quantiles)
    {
        for (var crop = 0; crop < numbers.Length; crop++)
        {
            numbers[crop] = values[(crop * ColumnCount) + column];
        }

        var order = sorter.Ascending(numbers);
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && numbers[order[end]] == numbers[order[start]])
            {
                end++;
            }

            // Equal values share the middle of their ranks.
            var quantile = quantiles[start + end];
            for (var i = start; i < end; i++)
            {
                values[(order[i] * ColumnCount) + column] = quantile;
            }

            start = end;
        }
    }
}
