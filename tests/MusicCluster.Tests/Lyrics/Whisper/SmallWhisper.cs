using MusicCluster.Lyrics.Whisper;
using MusicCluster.Models.Torch;
using MusicCluster.Numerics.Random;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MusicCluster.Tests.Lyrics.Whisper;

/// <summary>Whisper's network with one layer each and only the tokens that it is taught, to be trained and written as a ggml file.</summary>
internal sealed class SmallWhisper : Module
{
    private const double NormEpsilon = 1e-5;
    private readonly WhisperModelShape shape;
    private readonly IReadOnlyList<int> tokens;
    private readonly Dictionary<string, Parameter> weights = new(StringComparer.Ordinal);

    /// <param name="shape">Sizes; one layer each.</param>
    /// <param name="tokens">The tokens taught, by their numbers in the full vocabulary.</param>
    /// <param name="seed">Of the first weights.</param>
    public SmallWhisper(WhisperModelShape shape, IReadOnlyList<int> tokens, ulong seed)
        : base(nameof(SmallWhisper))
    {
        this.shape = shape;
        this.tokens = tokens;
        var random = new RandomSource(seed);
        foreach (var (name, given) in shape.Tensors())
        {
            long[] dimensions = [.. given.Reverse().Select(size => (long)size)];
            if (name == "decoder.token_embedding.weight")
            {
                dimensions[0] = tokens.Count;
            }
            else if (name.StartsWith("encoder.conv", StringComparison.Ordinal) && name.EndsWith("bias", StringComparison.Ordinal))
            {
                dimensions = [dimensions[0]];
            }

            var weight = new Parameter(Tensors.Of(First(name, dimensions, random), dimensions, CPU));
            weights[name] = weight;
            register_parameter(name.Replace('.', '_'), weight);
        }
    }

    /// <summary>Mel [batch, 80, frames] and tokens by their places in the list, [batch, length] → logits [batch, length, tokens].</summary>
    public Tensor Forward(Tensor mel, Tensor text)
    {
        var x = functional.gelu(functional.conv1d(mel, W("encoder.conv1.weight"), W("encoder.conv1.bias"), stride: 1, padding: 1));
        x = functional.gelu(functional.conv1d(x, W("encoder.conv2.weight"), W("encoder.conv2.bias"), stride: 2, padding: 1));
        x = x.transpose(1, 2).Plus(W("encoder.positional_embedding"));
        x = x.Plus(Attention(Norm(x, "encoder.blocks.0.attn_ln"), null, "encoder.blocks.0.attn", isCausal: false));
        x = x.Plus(Perceptron(Norm(x, "encoder.blocks.0.mlp_ln"), "encoder.blocks.0.mlp"));
        var audio = Norm(x, "encoder.ln_post");

        var y = W("decoder.token_embedding.weight").index_select(0, text.flatten())
            .view(text.shape[0], text.shape[1], shape.TextState).Plus(W("decoder.positional_embedding")[..(int)text.shape[1]]);
        y = y.Plus(Attention(Norm(y, "decoder.blocks.0.attn_ln"), null, "decoder.blocks.0.attn", isCausal: true));
        y = y.Plus(Attention(Norm(y, "decoder.blocks.0.cross_attn_ln"), audio, "decoder.blocks.0.cross_attn", isCausal: false));
        y = y.Plus(Perceptron(Norm(y, "decoder.blocks.0.mlp_ln"), "decoder.blocks.0.mlp"));
        return Norm(y, "decoder.ln").matmul(W("decoder.token_embedding.weight").t());
    }

    /// <summary>
    /// Writes the model. The tokens that it was not taught must never win: they lie far off in a direction that the last norm
    /// always has, dimension 0, which the tokens taught give up.
    /// </summary>
    public void Write(string path, IReadOnlyList<string> words) => GgmlModel.Write(path, shape, words, (name, length) =>
    {
        var values = weights[name].detach().contiguous().data<float>().ToArray();
        if (name != "decoder.token_embedding.weight")
        {
            return values;
        }

        var all = new float[length];
        for (var token = 0; token < shape.VocabularyCount; token++)
        {
            all[token * shape.TextState] = -100;
        }

        for (var i = 0; i < tokens.Count; i++)
        {
            values.AsSpan(i * shape.TextState, shape.TextState).CopyTo(all.AsSpan(tokens[i] * shape.TextState));
        }

        return all;
    });

    /// <summary>Puts dimension 0 of the last norm and of the tokens back to where it must be; called after every step.</summary>
    public void Pin()
    {
        using var scope = NewDisposeScope();
        using var silence = no_grad();
        W("decoder.ln.weight")[0].zero_();
        W("decoder.ln.bias")[0].copy_(One);
        W("decoder.token_embedding.weight")[.., 0].zero_();
    }

    private static readonly Tensor One = ones([]).DetachFromDisposeScope();

    private Parameter W(string name) => weights[name];

    private Tensor Norm(Tensor x, string name) => functional.layer_norm(x, [shape.AudioState], W(name + ".weight"), W(name + ".bias"), NormEpsilon);

    private Tensor Perceptron(Tensor x, string name) =>
        functional.linear(functional.gelu(functional.linear(x, W(name + ".0.weight"), W(name + ".0.bias"))), W(name + ".2.weight"), W(name + ".2.bias"));

    private Tensor Attention(Tensor x, Tensor? source, string name, bool isCausal)
    {
        var other = source ?? x;
        var query = Heads(functional.linear(x, W(name + ".query.weight"), W(name + ".query.bias")));
        var key = Heads(functional.linear(other, W(name + ".key.weight")));
        var value = Heads(functional.linear(other, W(name + ".value.weight"), W(name + ".value.bias")));
        var mixed = functional.scaled_dot_product_attention(query, key, value, is_casual: isCausal).transpose(1, 2).reshape(x.shape);
        return functional.linear(mixed, W(name + ".out.weight"), W(name + ".out.bias"));
    }

    /// <summary>[batch, length, width] → [batch, heads, length, width / heads].</summary>
    private Tensor Heads(Tensor x) => x.view(x.shape[0], x.shape[1], shape.AudioHeads, shape.AudioState / shape.AudioHeads).transpose(1, 2);

    private static float[] First(string name, long[] dimensions, RandomSource random)
    {
        var isNorm = name.Contains("ln", StringComparison.Ordinal);
        var isBias = name.EndsWith("bias", StringComparison.Ordinal);
        var inputs = dimensions.Length > 1 ? dimensions.Skip(1).Aggregate(1L, (product, size) => product * size) : 1;
        var spread = name.Contains("embedding", StringComparison.Ordinal) ? 0.1 : 1 / Math.Sqrt(inputs);
        var length = dimensions.Aggregate(1L, (product, size) => product * size);
        return [.. Enumerable.Range(0, (int)length).Select(_ => isBias ? 0f : isNorm ? 1f : (float)(spread * random.NextGaussian()))];
    }
}
