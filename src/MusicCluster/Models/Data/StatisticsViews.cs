using MusicCluster.Numerics.Random;

namespace MusicCluster.Models.Data;

/// <summary>Crop statistics, each replaced by the normal quantile of its rank over all crops; views with noise and missing values.</summary>
internal sealed class StatisticsViews : CropViews
{
    /// <summary>Standard deviation of the noise on each value.</summary>
    public const double NoiseDeviation = 0.1;

    /// <summary>Chance of each value to be set to its mean, 0.</summary>
    public const double DropoutRate = 0.2;

    private readonly RankedCrops crops;

    /// <param name="source"><c>statistics.npy</c>.</param>
    /// <param name="columns">Which of its columns, ascending.</param>
    public StatisticsViews(CropSource source, int[] columns) : base(source) => crops = RankedCrops.Of(source, columns);

    public override long[] CropShape => [crops.ColumnCount];

    public override int CropLength => crops.ColumnCount;

    public override void Plain(int track, int crop, Span<float> target) => crops.Row(track, Source.CropsOf(track).IndexOf(crop)).CopyTo(target);

    public override void Augmented(int track, int crop, Span<float> target, RandomSource random)
    {
        Plain(track, crop, target);
        for (var i = 0; i < target.Length; i++)
        {
            var value = target[i] + (float)(NoiseDeviation * random.NextGaussian());
            target[i] = random.NextDouble() < DropoutRate ? 0 : value;
        }
    }
}
