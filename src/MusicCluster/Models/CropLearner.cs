using MusicCluster.Numerics;
using static TorchSharp.torch;

namespace MusicCluster.Models;

/// <summary>Learns that two crops of one track belong together. A track's representation is the mean over its crops.</summary>
internal abstract class CropLearner(CropEncoder encoder, CropViews views, LearningPlan plan, Device device) : Learner(encoder, plan, device)
{
    private const int EncodeBatchSize = 256;

    public override int TrackCount => views.TrackCount;

    protected CropEncoder Encoder => encoder;

    public override EpochLoss Accumulate(ReadOnlySpan<int> tracks, RandomSource random)
    {
        using var scope = NewDisposeScope();
        var pairs = tracks.ToArray().Select(track => (Track: track, Crops: views.Pair(track, random))).ToArray();
        return Accumulate([.. pairs.Select(pair => (pair.Track, pair.Crops.First))], [.. pairs.Select(pair => (pair.Track, pair.Crops.Second))], random);
    }

    /// <summary>Adds the gradient for the given pairs of crops.</summary>
    protected abstract EpochLoss Accumulate((int Track, int Crop)[] first, (int Track, int Crop)[] second, RandomSource random);

    public override LatentSpace Encode(CancellationToken cancellation)
    {
        var crops = Enumerable.Range(0, TrackCount).SelectMany(track => views.CropsOf(track).ToArray().Select(crop => (Track: track, Crop: crop)));
        Matrix? means = null;
        var counts = new int[TrackCount];
        foreach (var batch in crops.Chunk(EncodeBatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var latent = encoder.Encode(Plain(batch));
            means ??= new Matrix(TrackCount, checked((int)latent.shape[1]));
            var values = Checkpoint.Singles(latent);
            for (var i = 0; i < batch.Length; i++)
            {
                counts[batch[i].Track]++;
                var row = means.Row(batch[i].Track);
                for (var j = 0; j < row.Length; j++)
                {
                    row[j] += values[(i * row.Length) + j];
                }
            }
        }

        for (var track = 0; track < TrackCount; track++)
        {
            foreach (ref var value in means!.Row(track))
            {
                value /= counts[track];
            }
        }

        return new LatentSpace(means!, [], null, []);
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
