using MusicCluster.Foundation;
using MusicCluster.Models;
using MusicCluster.Models.Training;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Adds up the epochs of models that are trained side by side and says how each does.</summary>
/// <param name="progress">Told after every epoch.</param>
/// <param name="totalCount">Epochs of all models together.</param>
internal sealed class EpochCounter(IProgress<StageProgress> progress, int totalCount)
{
    private int doneCount;

    /// <summary>E.g. <c>conv-vae seed 0: epoch 3 of 30, loss 2113 = 1987 + β·126.2, 14 of 16 units active</c>.</summary>
    public void Add(ModelOptions model, int seed, EpochLoss loss)
    {
        var done = Interlocked.Increment(ref doneCount);
        var terms = double.IsNaN(loss.Reconstruction) ? "" : $" = {loss.Reconstruction:G4} + β·{loss.Kl:G4}";
        progress.Report(new StageProgress(
            "training", done, totalCount, "epochs",
            $"{model.Representation} seed {seed}: epoch {loss.Epoch} of {model.Epochs}, loss {loss.Total:G4}{terms}, "
            + $"{loss.ActiveCount} of {model.Latent} units active"));
    }
}
