using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using MusicCluster.Transforms;

namespace MusicCluster.Models.Data;

/// <summary>Crop statistics, each replaced by the normal quantile of its rank over all crops; views with noise and missing values.</summary>
internal sealed class StatisticsViews : CropViews
{
    /// <summary>Standard deviation of the noise on each value.</summary>
    public const double NoiseDeviation = 0.1;

    /// <summary>Chance of each value to be set to its mean, 0.</summary>
    public const double DropoutRate = 0.2;

    private readonly float[] ranked;
    private readonly int[] firstCropOf;

    public StatisticsViews(CropSource source) : base(source)
    {
        firstCropOf = new int[source.TrackCount];
        var count = 0;
        for (var track = 0; track < source.TrackCount; track++)
        {
            firstCropOf[track] = count;
            count += source.CropsOf(track).Length;
        }

        ranked = Rank(source, count);
    }

    public override void Plain(int track, int crop, Span<float> target)
    {
        var position = Source.CropsOf(track).IndexOf(crop);
        ranked.AsSpan((firstCropOf[track] + position) * CropLength, CropLength).CopyTo(target);
    }

    public override void Augmented(int track, int crop, Span<float> target, RandomSource random)
    {
        Plain(track, crop, target);
        for (var i = 0; i < target.Length; i++)
        {
            var value = target[i] + (float)(NoiseDeviation * random.NextGaussian());
            target[i] = random.NextDouble() < DropoutRate ? 0 : value;
        }
    }

    /// <summary>One column at a time: the whole table in double would be twice as large as the file.</summary>
    private static float[] Rank(CropSource source, int count)
    {
        var length = source.CropLength;
        var result = new float[checked(count * length)];
        Parallel.For(0, length, column =>
        {
            var values = new Matrix(count, 1);
            var row = 0;
            for (var track = 0; track < source.TrackCount; track++)
            {
                foreach (var crop in source.CropsOf(track))
                {
                    values.Values[row++] = source.Crop(track, crop)[column];
                }
            }

            var quantiles = RankGauss.Fit(values).Transform(values).Values;
            for (row = 0; row < count; row++)
            {
                result[(row * length) + column] = (float)quantiles[row];
            }
        });
        return result;
    }
}
