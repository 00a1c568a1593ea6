using System.Diagnostics;
using System.Globalization;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Models.Training;

/// <summary>Trains one learner, saves it between epochs, and goes on from where a stopped training was saved.</summary>
/// <remarks>Saved after the first epoch, then whenever saving again costs less than a twentieth of the time: after every epoch that takes seconds.</remarks>
/// <param name="learner">What to train.</param>
/// <param name="epochCount">Passes over the tracks at most.</param>
/// <param name="random">Every random number of the training.</param>
/// <param name="checkpoint">Written between epochs; read first if it is there.</param>
internal sealed class Trainer(Learner learner, int epochCount, RandomSource random, Checkpoint checkpoint)
{
    private const int SavingShare = 20;

    private readonly Stopwatch sinceSaved = Stopwatch.StartNew();
    private TimeSpan savingTime;
    private readonly int batchCount = Math.Max(1, (int)Math.Ceiling(learner.SampleCount / (double)learner.Plan.BatchSize));

    /// <summary>Runs all epochs that are left.</summary>
    /// <param name="onEpoch">Called after each epoch.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    /// <returns>The loss curve, and why training failed (empty if it did not).</returns>
    public (IReadOnlyList<EpochLoss> Curve, string Failure) Train(Action<EpochLoss> onEpoch, CancellationToken cancellation)
    {
        using var adam = new Adam(learner.Module);
        var curve = new List<EpochLoss>(checkpoint.Restore(learner.Module, adam, random));
        learner.Module.train();
        while (curve.Count < epochCount && !learner.Plan.IsOver(curve))
        {
            var epoch = curve.Count + 1;
            learner.BeginEpoch(epoch, random);
            var loss = RunEpoch(epoch, adam, cancellation);
            if (!double.IsFinite(loss.Total))
            {
                return (curve, string.Create(CultureInfo.InvariantCulture, $"loss is {loss.Total} in epoch {epoch}; a smaller learningRate may help"));
            }

            curve.Add(loss);
            SaveIfCheap(adam, curve);
            onEpoch(loss);
        }

        return (curve, "");
    }

    private void SaveIfCheap(Adam adam, IReadOnlyList<EpochLoss> curve)
    {
        if (sinceSaved.Elapsed >= SavingShare * savingTime)
        {
            var watch = Stopwatch.StartNew();
            checkpoint.Save(learner.Module, adam, random, curve);
            savingTime = watch.Elapsed;
            sinceSaved.Restart();
        }
    }

    private EpochLoss RunEpoch(int epoch, Adam adam, CancellationToken cancellation)
    {
        var order = random.Permutation(learner.SampleCount);
        var (reconstruction, divergence, total) = (0.0, 0.0, 0.0);
        foreach (var (start, length) in Batches(order.Length))
        {
            cancellation.ThrowIfCancellationRequested();
            learner.Module.zero_grad();
            learner.DivergenceShare = learner.Plan.DivergenceShareAt(adam.StepCount, batchCount);
            var loss = learner.Accumulate(order.AsSpan(start, length), random);
            if (double.IsFinite(learner.Plan.GradientClip))
            {
                adam.ClipGradient(learner.Plan.GradientClip);
            }

            var (step, stepCount) = (adam.StepCount, epochCount * batchCount);
            adam.Step(learner.Plan.RateAt(step, stepCount), learner.Plan.WeightDecay, learner.Plan.FirstDecayAt(step, stepCount));
            reconstruction += loss.Reconstruction * length;
            divergence += loss.Kl * length;
            total += loss.Total * length;
        }

        return new EpochLoss(epoch, reconstruction / order.Length, divergence / order.Length, total / order.Length, learner.TakeActiveCount());
    }

    /// <summary>Batches of nearly one size: a last batch of one track has no statistics to normalize by.</summary>
    private IEnumerable<(int Start, int Length)> Batches(int sampleCount)
    {
        for (var i = 0; i < batchCount; i++)
        {
            var start = (int)((long)sampleCount * i / batchCount);
            yield return (start, (int)((long)sampleCount * (i + 1) / batchCount) - start);
        }
    }
}

/// <summary>The losses of one epoch, means over its tracks.</summary>
/// <param name="Epoch">From 1 on.</param>
/// <param name="Reconstruction">Reconstruction term.</param>
/// <param name="Kl">Kullback-Leibler term before its weight; 0 for an autoencoder.</param>
/// <param name="Total">What was minimized.</param>
/// <param name="ActiveCount">Latent dimensions that varied during the epoch; not saved.</param>
internal readonly record struct EpochLoss(int Epoch, double Reconstruction, double Kl, double Total, int ActiveCount = 0);
