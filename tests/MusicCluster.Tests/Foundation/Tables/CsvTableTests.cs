using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using Xunit;

namespace MusicCluster.Tests.Foundation.Tables;

public sealed class CsvTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Write_AwkwardText_ReadsBackTheSame()
    {
        string[] values = ["plain", "a,b", "say \"hi\"", "two\nlines", "  spaces ", "=1+1", "ö 音楽", ""];
        var table = new CsvTable("id", "text");
        foreach (var value in values)
        {
            table.Add("x", value);
        }

        table.Write(folder["t.csv"]);
        Assert.Equal(values, CsvTable.Read(folder["t.csv"]).Rows.Select(row => row[1]));
    }

    [Fact]
    public void Write_Numbers_HaveSixDecimalsAndNoNegativeZero()
    {
        var table = new CsvTable("a", "b", "c", "d");
        table.Add(1.5, -1e-9, double.NaN, 7);
        table.Write(folder["t.csv"]);
        Assert.Equal("a,b,c,d\n1.500000,0.000000,,7\n", File.ReadAllText(folder["t.csv"]));
    }

    [Fact]
    public void Read_RowLongerThanHeader_SaysWhere()
    {
        File.WriteAllText(folder["t.csv"], "a,b\n1,2\n1,2,3\n");
        var error = Assert.Throws<UserException>(() => CsvTable.Read(folder["t.csv"]));
        Assert.Contains("line 3 has 3 fields; the header has 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FromASpreadsheet_HasNoTraceOfLineEndsOrByteOrderMark()
    {
        File.WriteAllText(folder["t.csv"], "\uFEFFid,genre\r\n1,Rock\r\n2,\"two\r\nlines\"\r\n");
        var table = CsvTable.Read(folder["t.csv"]);
        Assert.Equal(["id", "genre"], table.Columns);
        Assert.Equal([["1", "Rock"], ["2", "two\r\nlines"]], table.Rows);
    }

    [Fact]
    public void Read_EmptyOrMissing_SaysSo()
    {
        File.WriteAllText(folder["empty.csv"], "");
        Assert.Contains("is empty", Assert.Throws<UserException>(() => CsvTable.Read(folder["empty.csv"])).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<UserException>(() => CsvTable.Read(folder["none.csv"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Column_UnknownAmongThousandsOfLongNames_IsStillASentence()
    {
        var table = new CsvTable([.. Enumerable.Range(0, 10_000).Select(i => new string('x', 1000) + i)]);
        var message = Assert.Throws<UserException>(() => table.Column("genre")).Message;
        Assert.EndsWith("… and 9988 more.", message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 100, 700);
    }

    [Fact]
    public void Column_Unknown_NamesWhatThereIs() =>
        Assert.Contains("the table has a, b", Assert.Throws<UserException>(() => new CsvTable("a", "b").Column("c")).Message, StringComparison.Ordinal);
}
