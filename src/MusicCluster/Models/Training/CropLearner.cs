using MusicCluster.Models.Data;
using MusicCluster.Models.Networks;
using MusicCluster.Models.Torch;
using MusicCluster.Numerics.Random;
using static TorchSharp.torch;

namespace MusicCluster.Models.Training;

/// <summary>Learns that two crops of one track belong together. A track's representation is the mean over its crops.</summary>
internal abstract class CropLearner(CropEncoder encoder, CropViews views, LearningPlan plan, Device device) : Learner(encoder, plan, device)
{
    private const int EncodeBatchSize = 256;

    public override int SampleCount => views.TrackCount;

    protected CropEncoder Encoder => encoder;

    /// <summary>See <see cref="PowerNormalization.Apply"/>.</summary>
    public double NormPower { get; init; } = 1;

    public override EpochLoss Accumulate(ReadOnlySpan<int> samples, RandomSource random)
    {
        using var scope = NewDisposeScope();
        var pairs = samples.ToArray().Select(track => (Track: track, Crops: views.Pair(track, random))).ToArray();
        return Accumulate([.. pairs.Select(pair => (pair.Track, pair.Crops.First))], [.. pairs.Select(pair => (pair.Track, pair.Crops.Second))], random);
    }

    /// <summary>Adds the gradient for the given pairs of crops.</summary>
    protected abstract EpochLoss Accumulate((int Track, int Crop)[] first, (int Track, int Crop)[] second, RandomSource random);

    public override LatentSpace Encode(CancellationToken cancellation)
    {
        var crops = Enumerable.Range(0, views.TrackCount).SelectMany(track => views.CropsOf(track).ToArray().Select(crop => (Track: track, Crop: crop)));
        var means = new TrackMeans(views.TrackCount);
        foreach (var batch in crops.Chunk(EncodeBatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            means.Add(Checkpoint.Singles(encoder.Encode(Plain(batch))), [.. batch.Select(crop => crop.Track)]);
        }

        return new LatentSpace(PowerNormalization.Apply(means.Result(), NormPower), [], null, []);
    }

    public override void Dispose()
    {
        base.Dispose();
        views.Dispose();
    }

    protected Tensor Plain((int Track, int Crop)[] crops) => Stack(crops, (crop, target) => views.Plain(crop.Track, crop.Crop, target));

    protected Tensor Augmented((int Track, int Crop)[] crops, RandomSource random) =>
        Stack(crops, (crop, target) => views.Augmented(crop.Track, crop.Crop, target, random));

    private Tensor Stack((int Track, int Crop)[] crops, FillView fill)
    {
        var values = new float[crops.Length * views.CropLength];
        for (var i = 0; i < crops.Length; i++)
        {
            fill(crops[i], values.AsSpan(i * views.CropLength, views.CropLength));
        }

        return Tensors.Of(values, [crops.Length, .. views.CropShape], Device);
    }

    private delegate void FillView((int Track, int Crop) crop, Span<float> target);
}
