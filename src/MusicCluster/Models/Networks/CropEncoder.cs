using static TorchSharp.torch;

namespace MusicCluster.Models.Networks;

/// <summary>A network from a crop to its latent vector, with the projector that only training uses.</summary>
/// <remarks>The field names of the sub-classes are the names in the weight file.</remarks>
internal abstract class CropEncoder(string name) : nn.Module(name)
{
    /// <summary>[batch, …] → [batch, latent].</summary>
    public abstract Tensor Encode(Tensor crops);

    /// <summary>[batch, latent] → [batch, 256]: where the loss is taken.</summary>
    public abstract Tensor Project(Tensor latent);
}
