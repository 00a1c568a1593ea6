using MusicCluster.Numerics.Random;

namespace MusicCluster.Models.Data;

/// <summary>Log-mel crops, z-scored per band; views with another gain, another equaliser, a missing band and a missing time.</summary>
internal sealed class MelViews : CropViews
{
    /// <summary>Largest change of gain, dB.</summary>
    public const double GainLimit = 6;

    /// <summary>Largest amplitude of each cosine of the equaliser, dB.</summary>
    public const double EqualizerLimit = 2.5;

    /// <summary>Cosines of the equaliser, of half, one and one and a half periods over the bands.</summary>
    public const int CosineCount = 3;

    /// <summary>Largest number of neighboring bands that are masked.</summary>
    public const int BandMaskLimit = 12;

    /// <summary>Largest share of the frames that are masked.</summary>
    public const double TimeMaskShare = 0.25;

    private readonly int bandCount;
    private readonly int frameCount;
    private readonly float[] means;
    private readonly float[] scales;

    public MelViews(CropSource source) : base(source)
    {
        bandCount = (int)source.CropShape[0];
        frameCount = (int)source.CropShape[1];
        (means, scales) = Moments();
    }

    public override void Plain(int track, int crop, Span<float> target) => Standardize(Source.Crop(track, crop), new float[bandCount], target);

    public override void Augmented(int track, int crop, Span<float> target, RandomSource random)
    {
        Standardize(Source.Crop(track, crop), Coloring(random), target);
        var bands = random.NextInt(BandMaskLimit + 1);
        var firstBand = random.NextInt(bandCount - bands + 1);
        target.Slice(firstBand * frameCount, bands * frameCount).Clear();
        var frames = random.NextInt((int)(TimeMaskShare * frameCount));
        var firstFrame = random.NextInt(frameCount - frames + 1);
        for (var band = 0; band < bandCount; band++)
        {
            target.Slice((band * frameCount) + firstFrame, frames).Clear();
        }
    }

    /// <summary>What is added to each band, dB.</summary>
    internal float[] Coloring(RandomSource random)
    {
        var change = new float[bandCount];
        Array.Fill(change, (float)random.NextDouble(-GainLimit, GainLimit));
        for (var cosine = 1; cosine <= CosineCount; cosine++)
        {
            var amplitude = random.NextDouble(-EqualizerLimit, EqualizerLimit);
            var phase = random.NextDouble(0, 2 * Math.PI);
            for (var band = 0; band < bandCount; band++)
            {
                change[band] += (float)(amplitude * Math.Cos((Math.PI * cosine * band / bandCount) + phase));
            }
        }

        return change;
    }

    private void Standardize(ReadOnlySpan<float> decibels, ReadOnlySpan<float> change, Span<float> target)
    {
        for (var band = 0; band < bandCount; band++)
        {
            var offset = change[band] - means[band];
            for (var i = band * frameCount; i < (band + 1) * frameCount; i++)
            {
                target[i] = (decibels[i] + offset) * scales[band];
            }
        }
    }

    private (float[] Means, float[] Scales) Moments()
    {
        var (sums, squares, count) = (new double[bandCount], new double[bandCount], 0L);
        for (var track = 0; track < TrackCount; track++)
        {
            foreach (var crop in CropsOf(track))
            {
                var values = Source.Crop(track, crop);
                for (var i = 0; i < values.Length; i++)
                {
                    sums[i / frameCount] += values[i];
                    squares[i / frameCount] += (double)values[i] * values[i];
                }

                count += frameCount;
            }
        }

        var deviations = sums.Zip(squares, (sum, square) => Math.Sqrt(Math.Max(0, (square / count) - (sum / count * (sum / count)))));
        // A band that never changes carries nothing: it becomes zero instead of infinite.
        return ([.. sums.Select(sum => (float)(sum / count))], [.. deviations.Select(value => value > 1e-6 ? (float)(1 / value) : 0)]);
    }
}
