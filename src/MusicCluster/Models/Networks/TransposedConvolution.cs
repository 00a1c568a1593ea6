using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCluster.Models.Networks;

/// <summary>A transposed convolution of stride 2 and padding 1 that ends at an exact size.</summary>
/// <remarks>TorchSharp 0.107's ConvTranspose2d module takes one output padding for both axes; the function takes two.</remarks>
internal sealed class TransposedConvolution : nn.Module<Tensor, Tensor>
{
    private static readonly long[] Stride = [2, 2];
    private static readonly long[] Padding = [1, 1];
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly long[] outputPadding;

    /// <param name="inputChannels">Channels before.</param>
    /// <param name="outputChannels">Channels after.</param>
    /// <param name="kernel">Length of the kernel's sides.</param>
    /// <param name="from">Height and width before.</param>
    /// <param name="to">Height and width after: a size that the convolution itself maps to <paramref name="from"/>.</param>
    public TransposedConvolution(long inputChannels, long outputChannels, long kernel, (long Height, long Width) from, (long Height, long Width) to)
        : base(nameof(TransposedConvolution))
    {
        weight = new Parameter(zeros(inputChannels, outputChannels, kernel, kernel));
        bias = new Parameter(zeros(outputChannels));
        outputPadding = [to.Height - Double(from.Height, kernel), to.Width - Double(from.Width, kernel)];
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        nn.functional.conv_transpose2d(input, weight, bias, Stride, Padding, outputPadding);

    private static long Double(long length, long kernel) => ((length - 1) * 2) - 2 + kernel;
}
