using MusicCluster.Report;
using MusicCluster.Report.Tables;
using MusicCluster.Report.Tex;
using Xunit;

namespace MusicCluster.Tests.Report.Tex;

public sealed class TexReportTests
{
    private static ReportTable Hostile => new(
        "hostile", "Hostile & 100 %", "Caption with $ and _ and <b>.", ["text", "number", "estimate"],
        [.. HostileText.All.Select((text, i) => (IReadOnlyList<object?>)[text, i - 3.5, new Estimate(0.5, 0.1, 0.2, 0.8, i == 0)])]);

    [Fact]
    public void Of_HostileCells_IsBalancedWithAsManyColumnsEverywhere() => TexSyntax.Check(TexReport.Of(Hostile));

    [Fact]
    public void Of_BestEstimate_IsBoldAboveItsInterval()
    {
        var text = TexReport.Of(new ReportTable("t", "T", "C", ["a", "b"], [["x", new Estimate(0.5, 0.1, 0.2, 0.8, true)]]));
        Assert.Contains(@"\textbf{0.500 $\pm$ 0.100}\\[-2pt]{\scriptsize $[0.20, 0.80]$}", text, StringComparison.Ordinal);
        Assert.Contains(@"\caption{T. C}", text, StringComparison.Ordinal);
        Assert.Contains(@"\label{tab:t}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_HostileCells_CompileAsTheyAre()
    {
        var program = Programs.Find("pdflatex", "tectonic");
        Assert.SkipWhen(program is null, "There is no pdflatex and no tectonic on this machine.");
        using var folder = new TemporaryFolder();
        var content = new ReportContent("All & sundry", "p", [], [Hostile], [], [], []);
        TexReport.Write(folder.Path, content);
        string[] arguments = program!.EndsWith("pdflatex", StringComparison.Ordinal) ? ["-interaction=nonstopmode", "-halt-on-error", "all.tex"] : ["all.tex"];
        var (exitCode, output) = Programs.Run(folder.Path, program, arguments);
        Assert.True(exitCode == 0, output);
        Assert.True(File.Exists(folder["all.pdf"]));
    }
}
