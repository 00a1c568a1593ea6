using MusicCluster.Tests.Cli;
using Xunit;

namespace MusicCluster.Tests.Report;

/// <summary>The report verb as a process of its own, and other programs that read what it wrote.</summary>
public sealed class ReportProgramTests(ReportTests.Made made) : IClassFixture<ReportTests.Made>
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "MusicCluster.Cli.dll");

    [Fact]
    public void Report_AllCached_DoesNotLoadTorch()
    {
        var loaded = LoadedLibraries("report", "--profile", made.Profile, "--out", made.PathOf(""), "--cache", made.Cache);
        Assert.Contains(loaded,
            name => name.StartsWith("libclr", StringComparison.OrdinalIgnoreCase) || name.StartsWith("libcoreclr", StringComparison.Ordinal));
        Assert.DoesNotContain(loaded, name => name.Contains("torch", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Report_FromTablesAlone_WritesEveryFormatWithoutTorch()
    {
        using var folder = new TemporaryFolder();
        var loaded = LoadedLibraries("report", "--tables", made.PathOf(""), "--profile", made.Profile, "--out", folder["out"]);
        Assert.DoesNotContain(loaded, name => name.Contains("torch", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(loaded, name => name.StartsWith("libSkiaSharp", StringComparison.Ordinal));
        Assert.All(["report.md", "report.html", "report.xlsx", "tables/results.tex", "figures/ari.svg"],
            name => Assert.True(File.Exists(folder[$"out/{name}"]), name));
        Assert.Equal(File.ReadAllText(made.PathOf("report.md")), File.ReadAllText(folder["out/report.md"]));
    }

    [Fact]
    public void Report_FolderWithoutTables_IsOneSentence()
    {
        using var folder = new TemporaryFolder();
        var result = CliResult.Of("report", "--tables", folder.Path);
        Assert.Equal(1, result.ExitCode);
        Assert.Matches("^'.*' holds no evaluation.csv; name a folder of results that the run verb has written.\\s*$", result.Errors);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Workbook_LibreOffice_OpensAndConvertsIt()
    {
        var program = Programs.Find("soffice", "libreoffice");
        Assert.SkipWhen(program is null, "There is no LibreOffice on this machine.");
        using var folder = new TemporaryFolder();
        var (exitCode, output) = Programs.Run(
            folder.Path, program!, $"-env:UserInstallation=file://{folder["profile"]}",
            "--headless", "--convert-to", "pdf", "--outdir", folder.Path, made.PathOf("report.xlsx"));
        Assert.True(exitCode == 0, output);
        Assert.InRange(new FileInfo(folder["report.pdf"]).Length, 20_000, long.MaxValue);
    }

    /// <summary>Runs a verb and lists what the dynamic linker opened for it.</summary>
    private static List<string> LoadedLibraries(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var (exitCode, output) = Programs.Run(
            folder.Path, "env", ["LD_DEBUG=files", $"LD_DEBUG_OUTPUT={folder["loaded"]}", "dotnet", "exec", Program, .. arguments]);
        Assert.True(exitCode == 0, output);
        return [.. Directory.EnumerateFiles(folder.Path, "loaded.*").SelectMany(File.ReadLines)
            .Where(line => line.Contains("calling init: ", StringComparison.Ordinal))
            .Select(line => Path.GetFileName(line.Trim())).Distinct()];
    }
}
