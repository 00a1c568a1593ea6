using MusicCluster.Clusters;
using MusicCluster.Embeddings;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;
using Xunit;

namespace MusicCluster.Tests.Foundation.Tables;

public sealed class TableTests : IDisposable
{
    private static readonly PartitionKey Key = new(new RepresentationName("mfcc-pca", "lyrics-0.25"), new ClusteringMethod("k-means", "k=4"));
    private readonly TemporaryFolder folder = new();

    private string Summary => Table.PathIn<SummaryRow>(folder.Path);

    [Fact]
    public void Write_Rows_HasTheDeclaredColumnsAndEmptyFieldsForWhatIsUndefined()
    {
        Table.Write(folder.Path, [new SummaryRow(Key, Metric.AdjustedRandIndex, 0.5, null, -0.25, double.NaN, 2)]);
        Assert.Equal(
            "representation,clusterer,parameters,metric,mean,std,ci_low,ci_high,n_seeds\nmfcc-pca+lyrics-0.25,k-means,k=4,ari,0.500000,,-0.250000,,2\n",
            File.ReadAllText(Summary));
    }

    [Fact]
    public void Read_WrittenRows_AreTheSame()
    {
        ComparisonRow[] rows =
        [
            new(Key, Metric.AdjustedRandIndex, 0.125, -1, 1, 0.04, 0.04, true, Verdict.Better, ""),
            new(Key, Metric.Purity, null, null, null, null, null, false, Verdict.NotTested, "a \"reason\", with a comma"),
            new(Key, Metric.Purity, 0, 0, 0, 1, 1, false, Verdict.NoDifferenceShown, ""),
        ];
        Table.Write(folder.Path, rows);
        Assert.Equal(rows, Table.Read<ComparisonRow>(folder.Path));
    }

    [Fact]
    public void Read_ColumnsInAnotherOrderAndMoreOfThem_FindsThemByName()
    {
        File.WriteAllText(Summary, "n_seeds,extra,metric,mean,std,ci_low,ci_high,parameters,clusterer,representation\n3,x,nmi,1,,,,k=2,ward,vae\n");
        var row = Assert.Single(Table.Read<SummaryRow>(folder.Path));
        Assert.Equal(("vae/ward/k=2", Metric.NormalizedMutualInformation, 1.0, 3), (row.Key.ToString(), row.Metric, row.Mean, row.SeedCount));
    }

    [Theory]
    [InlineData(
        "representation,clusterer,parameters,metric,mean,std,ci_low,n_seeds", "",
        "Column 'ci_high' is missing in '{0}'; the table has representation,")]
    [InlineData(Header, "vae,ward,k=2,ari,much,,,,1", "'{0}' has 'much' in column 'mean' of row 1; a number or nothing is expected.")]
    [InlineData(Header, "vae,ward,k=2,arri,1,,,,1", "'{0}' has 'arri' in column 'metric' of row 1; metric is expected.")]
    [InlineData(Header, "vae,ward,k=2,ari,1,,,,1.5", "'{0}' has '1.5' in column 'n_seeds' of row 1; a whole number is expected.")]
    public void Read_WrongTable_IsOneSentenceWithFileAndColumn(string header, string row, string expected)
    {
        File.WriteAllText(Summary, $"{header}\n{row}\n");
        var error = Assert.Throws<UserException>(() => Table.Read<SummaryRow>(folder.Path));
        Assert.StartsWith(string.Format(expected, Summary), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadWide_WrittenTable_IsTheSame()
    {
        var table = new WideTable<AssignmentRow, int>(
            [new AssignmentRow("1", "Rock"), new AssignmentRow("2", "")], [new Series<int>("a/ward/k=2", [0, -1]), new Series<int>("b/ward/k=2", [1, 0])]);
        table.Write(folder.Path);
        Assert.Equal("track_id,genre,a/ward/k=2,b/ward/k=2\n1,Rock,0,1\n2,,-1,0\n", File.ReadAllText(Table.PathIn<AssignmentRow>(folder.Path)));
        var read = Table.ReadWide<AssignmentRow, int>(folder.Path);
        Assert.Equal(table.Rows, read.Rows);
        Assert.Equal([-1, 1], new[] { read.Find("a/ward/k=2")!.Values[1], read.Find("b/ward/k=2")!.Values[0] });
        Assert.Null(read.Find("c/ward/k=2"));
    }

    [Fact]
    public void Declared_EveryTable_HasAColumnOfEachNameOnceAndSaysWhatItIs()
    {
        var rows = typeof(Table).Assembly.GetTypes().Where(type => type.IsDefined(typeof(TableAttribute), inherit: false)).ToList();
        Assert.True(rows.Count > 30, $"{rows.Count} tables");
        foreach (var row in rows)
        {
            var columns = RowFormat.Of(row).Columns;
            Assert.Equal(columns.Count, columns.Select(column => column.Name).Distinct().Count());
            Assert.All(columns, column => Assert.False(string.IsNullOrWhiteSpace(column.Description), $"{row.Name}.{column.Name}"));
            Assert.EndsWith(".csv", Table.Declared(row).FileName, StringComparison.Ordinal);
        }
    }

    public void Dispose() => folder.Dispose();

    private const string Header = "representation,clusterer,parameters,metric,mean,std,ci_low,ci_high,n_seeds";
}
