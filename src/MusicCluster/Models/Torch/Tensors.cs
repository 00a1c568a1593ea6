using static TorchSharp.torch;

namespace MusicCluster.Models.Torch;

/// <summary>Tensors from managed arrays.</summary>
internal static class Tensors
{
    /// <summary>A copy of the values in torch's own memory.</summary>
    /// <remarks>
    /// TorchSharp lets torch read a managed array in place, at whatever alignment the garbage collector gave it, and how a matrix
    /// product is rounded depends on alignment: the same training would end in other last digits. torch's memory is aligned.
    /// </remarks>
    public static Tensor Of(float[] values, ReadOnlySpan<long> shape, Device device)
    {
        using var inPlace = tensor(values, shape);
        var copy = inPlace.clone();
        return device.type == TorchSharp.DeviceType.CPU ? copy : copy.to(device);
    }
}
