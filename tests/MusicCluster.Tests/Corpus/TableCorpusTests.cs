using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;
using Xunit;

namespace MusicCluster.Tests.Corpus;

public sealed class TableCorpusTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string[] ids = ["a", "b", "c"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ReadTracks_Table_KeepsOrderAndLabels()
    {
        File.WriteAllText(folder["t.csv"], "track_id,title,genre,artist,year\r\nb,Two,Rock,X,1999\r\na,One,,Y,\r\n");
        var tracks = TableCorpus.ReadTracks(folder["t.csv"]);
        Assert.Equal([new Track("b", "", "Rock", "Two", "X", "", "1999"), new Track("a", "", "", "One", "Y")], tracks);
    }

    [Theory]
    [InlineData("id\n1\n", "Column 'track_id' is missing")]
    [InlineData("track_id\n1\n1\n", "'1' empty or twice")]
    [InlineData("track_id\n1\n", "1 tracks; at least 2")]
    public void ReadTracks_Wrong_SaysWhy(string text, string expected)
    {
        File.WriteAllText(folder["t.csv"], text);
        Assert.Contains(expected, Assert.Throws<UserException>(() => TableCorpus.ReadTracks(folder["t.csv"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadRepresentation_Csv_IsJoinedById()
    {
        File.WriteAllText(folder["r.csv"], "x,track_id,y\n5,c,6\n1,a,2\n3e0,b,-4\n");
        Assert.Equal([1, 2, 3, -4, 5, 6], TableCorpus.ReadRepresentation(folder["r.csv"], ids).Values);
    }

    [Theory]
    [InlineData("track_id,x\na,1\nb,2\n", "no row for track_id 'c'")]
    [InlineData("track_id,x\na,1\nb,2\nc,3\nd,4\n", "1 rows for unknown tracks, the first track_id 'd'")]
    [InlineData("track_id,x\na,1\na,2\nb,1\nc,1\n", "'a' twice")]
    [InlineData("track_id,x\na,1\nb,two\nc,3\n", "'two' in column 'x' of track_id 'b'; a number")]
    [InlineData("track_id,x\na,1\nb,NaN\nc,3\n", "the value NaN in row 1, column 0")]
    [InlineData("track_id,x\na,1\nb,1e150\nc,3\n", "the value 1E+150 in row 1, column 0 (counted from 0); numbers must be finite and at most 1E15 in size")]
    [InlineData("track_id\na\nb\nc\n", "shape 3 × 0")]
    public void ReadRepresentation_WrongCsv_SaysWhereExpectedAndFound(string text, string expected)
    {
        File.WriteAllText(folder["r.csv"], text);
        var error = Assert.Throws<UserException>(() => TableCorpus.ReadRepresentation(folder["r.csv"], ids));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("r.csv", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadRepresentation_WrongShapeTypeOrEnding_SaysSo()
    {
        NpyWriter.Write(folder["short.npy"], new Matrix(2, 4));
        Assert.Contains("shape 2 × 4; 3 rows (the tracks)", Fail("short.npy"), StringComparison.Ordinal);
        WriteNpy("ints.npy", "{'descr': '<i8', 'fortran_order': False, 'shape': (3, 1), }", 24);
        Assert.Contains("'<i8'; float32", Fail("ints.npy"), StringComparison.Ordinal);
        WriteNpy("fortran.npy", "{'descr': '<f8', 'fortran_order': True, 'shape': (3, 1), }", 24);
        Assert.Contains("Fortran order", Fail("fortran.npy"), StringComparison.Ordinal);
        WriteNpy("flat.npy", "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", 12);
        Assert.Contains("1 axes; 2", Fail("flat.npy"), StringComparison.Ordinal);
        WriteNpy("cut.npy", "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }", 20);
        Assert.Contains("its shape 3 × 2 needs", Fail("cut.npy"), StringComparison.Ordinal);
        File.WriteAllText(folder["x.pkl"], "");
        Assert.Contains("ends in '.pkl'", Fail("x.pkl"), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Fail("none.npy"), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadRepresentation_Float64_IsExact()
    {
        WriteNpy("d.npy", "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 1), }", 0, 0.1, 1e-300, -7);
        Assert.Equal([0.1, 1e-300, -7], TableCorpus.ReadRepresentation(folder["d.npy"], ids).Values);
    }

    private string Fail(string name) => Assert.Throws<UserException>(() => TableCorpus.ReadRepresentation(folder[name], ids)).Message;

    private void WriteNpy(string name, string header, int zeroCount, params double[] values)
    {
        using var stream = File.Create(folder[name]);
        using var writer = new BinaryWriter(stream);
        writer.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)(header.Length + 1), 0]);
        writer.Write(System.Text.Encoding.ASCII.GetBytes(header + "\n"));
        writer.Write(new byte[zeroCount]);
        foreach (var value in values)
        {
            writer.Write(value);
        }
    }
}
