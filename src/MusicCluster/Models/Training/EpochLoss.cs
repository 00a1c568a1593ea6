namespace MusicCluster.Models.Training;

/// <summary>The losses of one epoch, means over its tracks.</summary>
/// <param name="Epoch">From 1 on.</param>
/// <param name="Reconstruction">Reconstruction term.</param>
/// <param name="Kl">Kullback-Leibler term before its weight; 0 for an autoencoder.</param>
/// <param name="Total">What was minimized.</param>
/// <param name="ActiveCount">Latent dimensions that varied during the epoch; not saved.</param>
internal readonly record struct EpochLoss(int Epoch, double Reconstruction, double Kl, double Total, int ActiveCount = 0);
