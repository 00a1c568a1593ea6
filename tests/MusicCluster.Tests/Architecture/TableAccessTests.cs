using System.Text.RegularExpressions;
using Xunit;

namespace MusicCluster.Tests.Architecture;

/// <summary>Tables are typed: fields are found by position in one place alone, and numbers are read there.</summary>
public sealed partial class TableAccessTests
{
    private static readonly string[] Readers = ["TableReader.cs", "CsvTable.cs"];

    [Fact]
    public void Fields_AreReadByPosition_InTheTableReaderAlone() => Assert.Empty(
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        where !Readers.Contains(Path.GetFileName(file)) && !file.Contains("/obj/", StringComparison.Ordinal)
        let text = File.ReadAllText(file)
        where text.Contains("CsvTable", StringComparison.Ordinal) && ByPosition().IsMatch(text)
        select Path.GetFileName(file));

    [GeneratedRegex(@"\b(row|line|fields|record)\[[^\]]+\]|\.Rows\[|Number\(string ")]
    private static partial Regex ByPosition();
}
