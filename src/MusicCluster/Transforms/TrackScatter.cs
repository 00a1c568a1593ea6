using MusicCluster.Foundation;
using MusicCluster.Numerics;

namespace MusicCluster.Transforms;

/// <summary>How far the crops of a track lie apart, and how far the tracks do: the two covariances that Fisher's discriminant compares.</summary>
/// <remarks>Added up block by block, so that memory does not grow with the number of crops; the blocks do not depend on the number of threads.</remarks>
public sealed class TrackScatter
{
    /// <summary>Crops of a block, about: few enough to stay in a core's cache.</summary>
    private const int BlockLength = 1024;

    /// <summary>Sums that blocks are added to in turn, at most: more only cost memory.</summary>
    private const int PartCount = 16;

    /// <summary>A trace below this share of the values' mean square is rounding error.</summary>
    private const double Rounding = 1e-12;

    private TrackScatter(Matrix within, Matrix between, int trackCount, string problem)
    {
        Within = within;
        Between = between;
        TrackCount = trackCount;
        Problem = problem;
    }

    /// <summary>Reads the statistics of a crop.</summary>
    /// <param name="crop">Its place among all crops, those of a track one after the other.</param>
    /// <param name="values">Receives them.</param>
    public delegate void ReadCrop(int crop, Span<double> values);

    /// <summary>
    /// Covariance within tracks, pooled over the tracks that have more than one crop; divisor: their crops less their number.
    /// </summary>
    public Matrix Within { get; }

    /// <summary>Covariance of the tracks' means; divisor: their number.</summary>
    public Matrix Between { get; }

    /// <summary>Tracks.</summary>
    public int TrackCount { get; }

    /// <summary>Why the two cannot be compared, as a clause; empty if they can.</summary>
    public string Problem { get; }

    /// <summary>Adds up the crops of all tracks.</summary>
    /// <param name="cropCounts">Crops of each track, at least one.</param>
    /// <param name="columnCount">Statistics per crop.</param>
    /// <param name="read">Reads a crop; called once for each, from several threads.</param>
    public static TrackScatter Of(IReadOnlyList<int> cropCounts, int columnCount, ReadCrop read)
    {
        var blocks = Blocks(cropCounts);
        var parts = new Sums[Math.Clamp(blocks.Count, 1, PartCount)];
        Workers.For(parts.Length, () => new Columns(columnCount), (part, columns) =>
        {
            parts[part] = new Sums(columnCount);
            for (var i = part; i < blocks.Count; i += parts.Length)
            {
                columns.Read(blocks[i], cropCounts, read);
                parts[part].Add(columns);
            }
        });
        var all = parts[0];
        foreach (var part in parts[1..])
        {
            all.Add(part);
        }

        var repeated = cropCounts.Where(count => count > 1).ToList();
        var within = all.Within(repeated.Sum() - repeated.Count);
        var between = all.Between(cropCounts.Count);
        var problem = ProblemOf(cropCounts.Count, repeated.Count, Trace(within), Trace(between), Rounding * all.Size(cropCounts.Count));
        return new TrackScatter(within, between, cropCounts.Count, problem);
    }

    internal static double Trace(Matrix matrix) => Enumerable.Range(0, matrix.RowCount).Sum(i => matrix[i, i]);

    private static string ProblemOf(int trackCount, int repeatedCount, double within, double between, double rounding) =>
        trackCount < 2 ? "it compares tracks, and there are fewer than two"
        : repeatedCount == 0 ? "no track has two crops: set features.crops to 2 or more, or take longer tracks"
        : within <= rounding ? "the crops of each track are all the same"
        : between <= rounding ? "all tracks are the same"
        : "";

    /// <summary>Runs of whole tracks.</summary>
    private static List<Block> Blocks(IReadOnlyList<int> cropCounts)
    {
        var blocks = new List<Block>();
        for (var (track, crop) = (0, 0); track < cropCounts.Count;)
        {
            var (count, length) = (0, 0);
            while (track + count < cropCounts.Count && (count == 0 || length + cropCounts[track + count] <= BlockLength))
            {
                length += cropCounts[track + count];
                count++;
            }

            blocks.Add(new Block(track, count, crop, length));
            (track, crop) = (track + count, crop + length);
        }

        return blocks;
    }

    private readonly record struct Block(int FirstTrack, int TrackCount, int FirstCrop, int CropCount);

    /// <summary>Sums of products over some of the tracks.</summary>
    private sealed class Sums(int columnCount)
    {
        private readonly Matrix within = new(columnCount, columnCount);
        private readonly Matrix products = new(columnCount, columnCount);
        private readonly double[] means = new double[columnCount];

        public void Add(Columns columns)
        {
            for (var i = 0; i < columnCount; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    within[i, j] += Products.Dot(columns.Differences(i), columns.Differences(j));
                    products[i, j] += Products.Dot(columns.Means(i), columns.Means(j));
                }

                foreach (var mean in columns.Means(i))
                {
                    means[i] += mean;
                }
            }
        }

        public void Add(Sums other)
        {
            Products.AddScaled(other.within.Values, 1, within.Values);
            Products.AddScaled(other.products.Values, 1, products.Values);
            Products.AddScaled(other.means, 1, means);
        }

        public Matrix Within(int divisor) => Symmetric((i, j) => divisor > 0 ? within[i, j] / divisor : 0);

        public Matrix Between(int count) => Symmetric((i, j) => count > 0 ? (products[i, j] / count) - (means[i] / count * (means[j] / count)) : 0);

        /// <summary>Mean square of the tracks' means, all columns together.</summary>
        public double Size(int count) => Trace(products) / Math.Max(1, count);

        private Matrix Symmetric(Func<int, int, double> lower)
        {
            var result = new Matrix(columnCount, columnCount);
            for (var i = 0; i < columnCount; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    result[i, j] = result[j, i] = lower(i, j);
                }
            }

            return result;
        }
    }

    /// <summary>The crops of a block, a column after the other, so that sums of products run through memory; kept by one thread.</summary>
    private sealed class Columns(int columnCount)
    {
        private double[] differences = [];
        private double[] means = [];
        private double[] crops = [];
        private Block block;

        /// <summary>What the block's crops differ by from their track's mean, in one column.</summary>
        public ReadOnlySpan<double> Differences(int column) => differences.AsSpan(column * block.CropCount, block.CropCount);

        /// <summary>The means of the block's tracks in one column.</summary>
        public ReadOnlySpan<double> Means(int column) => means.AsSpan(column * block.TrackCount, block.TrackCount);

        public void Read(Block next, IReadOnlyList<int> cropCounts, ReadCrop read)
        {
            block = next;
            Reserve(ref differences, block.CropCount);
            Reserve(ref means, block.TrackCount);
            var first = 0;
            for (var track = 0; track < block.TrackCount; track++)
            {
                var count = cropCounts[block.FirstTrack + track];
                Reserve(ref crops, count);
                for (var crop = 0; crop < count; crop++)
                {
                    read(block.FirstCrop + first + crop, crops.AsSpan(crop * columnCount, columnCount));
                }

                Center(track, first, count);
                first += count;
            }
        }

        private void Center(int track, int first, int count)
        {
            for (var column = 0; column < columnCount; column++)
            {
                var sum = 0.0;
                for (var crop = 0; crop < count; crop++)
                {
                    sum += crops[(crop * columnCount) + column];
                }

                var mean = means[(column * block.TrackCount) + track] = sum / count;
                var target = differences.AsSpan((column * block.CropCount) + first, count);
                for (var crop = 0; crop < count; crop++)
                {
                    target[crop] = crops[(crop * columnCount) + column] - mean;
                }
            }
        }

        private void Reserve(ref double[] values, int count)
        {
            if (values.Length < columnCount * count)
            {
                values = new double[columnCount * count];
            }
        }
    }
}
