using System.Text;
using MusicCluster.Foundation;
using MusicCluster.Lyrics.Whisper;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Whisper;

/// <summary>What native code would crash on must not reach it.</summary>
public sealed class WhisperModelFileTests : IDisposable
{
    private const int HeadLength = 12 * 4;
    private const int FilterLength = 8 + (80 * 201 * 4);
    private const int VocabularyStart = HeadLength + FilterLength;
    private static readonly Lazy<byte[]> Whole = new(() =>
    {
        using var folder = new TemporaryFolder();
        return File.ReadAllBytes(TinyModel.Write(folder["tiny.bin"]));
    });

    private static readonly int TensorStart = VocabularyStart + 4 + TinyModel.Words.Sum(word => 4 + Encoding.UTF8.GetByteCount(word));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Check_WholeModel_TellsItsShape() => Assert.Equal(TinyModel.Shape, WhisperModelFile.Check(Written(Whole.Value)));

    [Fact]
    public void Check_CutOffAnywhere_IsRefused()
    {
        int[] lengths =
        [
            0, 3, HeadLength - 1, HeadLength + 7, HeadLength + 9, VocabularyStart - 1, VocabularyStart + 6, TensorStart - 1,
            TensorStart + 5, TensorStart + 30, Whole.Value.Length / 2, Whole.Value.Length - 1,
        ];
        Assert.All(lengths, length => Refused(Whole.Value[..length], "it ends too early"));
        // Cut between two tensors, nothing but the count tells.
        Refused(Whole.Value[..TensorStart], $"{TinyModel.Shape.Tensors().Count} tensors are missing, e.g. 'decoder.blocks.0.attn.key.weight'");
    }

    [Fact]
    public void Check_SomethingElse_IsNoModel() =>
        Refused(Encoding.UTF8.GetBytes("<!DOCTYPE html>" + new string(' ', 500)), "it begins with 4f44213c and not 67676d6c, so it is no ggml model");

    [Theory]
    [InlineData(1, 51900, "it has 51900 tokens and not 51864 or 51865 or 51866")]
    [InlineData(2, -1, "its audio context is -1, beyond 100 to 3000")]
    [InlineData(3, 2_000_000_000, "its audio width is 2000000000, beyond 8 to 4096")]
    [InlineData(4, 0, "its audio heads is 0, beyond 1 to 256")]
    [InlineData(5, int.MaxValue, "its audio layers is 2147483647, beyond 1 to 128")]
    [InlineData(6, 1 << 30, "its text context is 1073741824, beyond 32 to 4096")]
    [InlineData(7, 32, "its audio width 16 is not its text width 32")]
    [InlineData(8, 3, "its width 16 cannot be shared by 2 and 3 heads")]
    [InlineData(9, -5, "its text layers is -5, beyond 1 to 128")]
    [InlineData(10, 81, "its mel filters are 80 × 201 and not 81 × 201")]
    [InlineData(11, 77, "its type of numbers is 77, which is not known")]
    [InlineData(9, 2, "24 tensors are missing, e.g. 'decoder.blocks.1.attn.key.weight'")]
    public void Check_AbsurdHead_NamesTheNumber(int field, int value, string reason) => Refused(With(field * 4, value), reason);

    [Theory]
    [InlineData(-1)]
    [InlineData(1025)]
    [InlineData(int.MaxValue)]
    public void Check_AbsurdWordLength_IsRefused(int length) =>
        Refused(With(VocabularyStart + 4, length), $"word 0 of its vocabulary has {(uint)length} bytes, beyond 0 to 1024");

    [Theory]
    [InlineData(-1)]
    [InlineData(51866)]
    public void Check_AbsurdVocabulary_IsRefused(int count) => Refused(With(VocabularyStart, count), $"its vocabulary has {count} words, beyond 0 to 51865");

    [Fact]
    public void Check_VocabularyWithoutBlank_IsRefused()
    {
        var bytes = Whole.Value.ToArray();
        bytes[VocabularyStart + 8] = (byte)'x';
        Refused(bytes, "its vocabulary has no blank");
    }

    [Fact]
    public void Check_AbsurdTensors_AreRefused()
    {
        Refused(With(TensorStart, 9), "a tensor has 9 dimensions and a name of 28 bytes, beyond 1 to 3 and 1 to 128");
        Refused(With(TensorStart + 4, 1 << 30), "a tensor has 2 dimensions and a name of 1073741824 bytes, beyond 1 to 3 and 1 to 128");
        Refused(With(TensorStart + 8, 30), "tensor 'encoder.positional_embedding' has numbers of type 30, which does not fit");
        Refused(With(TensorStart + 12, 17), "tensor 'encoder.positional_embedding' is 17 × 300 and not 16 × 300");
        Refused([.. Whole.Value, .. Whole.Value.AsSpan(TensorStart, 20 + 28 + (16 * 300 * 4))],
            "tensor 'encoder.positional_embedding' is there twice or does not belong there");
    }

    [Fact]
    public void Check_AnyDamage_IsAtMostARefusal()
    {
        var random = new RandomSource(5);
        for (var round = 0; round < 300; round++)
        {
            var bytes = Whole.Value.ToArray();
            for (var i = 0; i < 4; i++)
            {
                var place = random.NextInt(2) == 0 ? random.NextInt(HeadLength + 8) : VocabularyStart + random.NextInt(400);
                bytes[place] = (byte)random.NextInt(256);
            }

            try
            {
                WhisperModelFile.Check(Written(bytes));
            }
            catch (UserException)
            {
                // One sentence is all that may come of it.
            }
        }
    }

    [Fact]
    public void Check_AFolder_IsOneSentence() => Assert.Throws<UserException>(() => WhisperModelFile.Check(folder.Path));

    private static byte[] With(int place, int value)
    {
        var bytes = Whole.Value.ToArray();
        BitConverter.TryWriteBytes(bytes.AsSpan(place), value);
        return bytes;
    }

    private void Refused(byte[] bytes, string reason)
    {
        var path = Written(bytes);
        var error = Assert.Throws<UserException>(() => WhisperModelFile.Check(path));
        Assert.Equal($"Whisper model '{path}' cannot be used: {reason}; delete it to fetch it again, or set lyrics.whisper.model to another.", error.Message);
    }

    private string Written(byte[] bytes)
    {
        File.WriteAllBytes(folder["model.bin"], bytes);
        return folder["model.bin"];
    }
}
