using System.Text;
using MusicCluster.Foundation;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;
using Xunit;

namespace MusicCluster.Tests.Numerics.Npy;

public sealed class NpyFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Open_GoldenOfNumPy_HasItsShapeAndRange()
    {
        using var file = NpyFile.Open(Golden.Path("sample/000001-logmel.npy"));
        Assert.Equal([64L, 215L], file.Shape);
        var all = Enumerable.Range(0, 64).SelectMany(row => file.Row(row).ToArray()).ToArray();
        Assert.Equal(0f, all.Max(), 1e-5f);
        Assert.InRange(all.Min(), -80f, -20f);
    }

    [Fact]
    public void WriteRow_OutOfOrder_ReadsBackTheSame()
    {
        using (var writer = new NpyWriter(folder["a.npy"], 2, 3))
        {
            writer.WriteRow(2, [13, 14, 15, 16, 17, 18]);
            writer.WriteRow(0, [1, 2, 3, 4, 5, 6]);
            writer.WriteRow(1, [7, 8, 9, 10, 11, 12]);
            writer.Complete(2);
        }

        using var file = NpyFile.Open(folder["a.npy"]);
        Assert.Equal([2L, 2L, 3L], file.Shape);
        Assert.Equal([1f, 2, 3, 4, 5, 6], file.Row(0).ToArray());
        Assert.Equal([7f, 8, 9, 10, 11, 12], file.Row(1).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Row(2).Length);
    }

    [Fact]
    public void ReadMatrix_SinglesAndDoubles_GiveTheSameValues()
    {
        var matrix = new Matrix(2, 2, [1.5, -2, 0, 1024]);
        NpyWriter.Write(folder["f4.npy"], matrix);
        WriteRaw("f8.npy", "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }", [.. matrix.Values.SelectMany(BitConverter.GetBytes)]);
        Assert.Equal(matrix.Values, NpyFile.ReadMatrix(folder["f4.npy"]).Values);
        Assert.Equal(matrix.Values, NpyFile.ReadMatrix(folder["f8.npy"]).Values);
    }

    [Fact]
    public void Open_NoRows_IsEmpty()
    {
        NpyWriter.Write(folder["a.npy"], new Matrix(0, 4));
        using var file = NpyFile.Open(folder["a.npy"]);
        Assert.Equal(0, file.RowCount);
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "type '|O'")]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1), }", "Fortran order")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "needs")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (), }", "no shape")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "no shape")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999, 9999999999), }", "more than any file")]
    [InlineData("", "type ''")]
    public void Open_BadHeader_SaysWhatIsWrong(string header, string expected)
    {
        WriteRaw("bad.npy", header, [0, 0, 0, 0]);
        Assert.Contains(expected, Assert.Throws<UserException>(() => NpyFile.Open(folder["bad.npy"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_CutAnywhere_IsOneSentence()
    {
        NpyWriter.Write(folder["a.npy"], new Matrix(3, 3));
        var bytes = File.ReadAllBytes(folder["a.npy"]);
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(folder["cut.npy"], bytes[..length]);
            Assert.Throws<UserException>(() => NpyFile.Open(folder["cut.npy"]));
        }
    }

    private void WriteRaw(string name, string header, byte[] data)
    {
        byte[] start = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8)];
        File.WriteAllBytes(folder[name], [.. start, .. Encoding.ASCII.GetBytes(header), .. data]);
    }
}
