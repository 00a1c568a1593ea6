using MusicCluster.Models.Torch;
using static TorchSharp.torch;

namespace MusicCluster.Tests.Lyrics.Whisper;

/// <summary>Whisper's log-mel spectrogram of clips of one length, as whisper.cpp computes it.</summary>
internal static class WhisperMel
{
    public const int MelCount = 80;
    private const int FftLength = 400;
    private const int HopLength = 160;
    private const int BinCount = 201;

    /// <summary>One clip → [80, length / 160].</summary>
    public static float[] Of(float[] samples)
    {
        using var scope = NewDisposeScope();
        using var silence = no_grad();
        var frameCount = samples.Length / HopLength;
        var padded = new float[samples.Length + FftLength];
        samples.CopyTo(padded, FftLength / 2);
        for (var i = 0; i < FftLength / 2; i++)
        {
            padded[i] = samples[(FftLength / 2) - i];
        }

        var frames = Tensors.Of(padded, [padded.Length], CPU).unfold(0, FftLength, HopLength)[..frameCount];
        var waves = frames.mm(Waves);
        var power = (waves * waves).view(frameCount, 2, BinCount).sum(dim: 1);
        var mel = power.mm(Filters).t().clamp_min(Floor).log10();
        var floor = mel.max().Plus(-8);
        return mel.maximum(floor).Plus(4).DividedBy(4).contiguous().data<float>().ToArray();
    }

    private static readonly TorchSharp.Scalar Floor = TorchSharp.ScalarExtensionMethods.ToScalar(1e-10);

    /// <summary>[400, 402]: the Hann window times cosines and sines.</summary>
    private static readonly Tensor Waves = Tensors.Of(
        [.. from i in Enumerable.Range(0, FftLength)
            let window = 0.5 * (1 - Math.Cos(2 * Math.PI * i / FftLength))
            from wave in Enumerable.Range(0, 2 * BinCount)
            let angle = 2 * Math.PI * i * (wave % BinCount) / FftLength
            select (float)(window * (wave < BinCount ? Math.Cos(angle) : Math.Sin(angle)))],
        [FftLength, 2 * BinCount], CPU).DetachFromDisposeScope();

    /// <summary>[201, 80].</summary>
    private static readonly Tensor Filters =
        Tensors.Of([.. GgmlModel.MelFilters(MelCount)], [MelCount, BinCount], CPU).t().contiguous().DetachFromDisposeScope();
}
