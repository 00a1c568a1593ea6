using System.Diagnostics;
using MusicCluster.Pipeline;

namespace MusicCluster.Robustness;

/// <summary>Whether any package is known to be vulnerable, as far as the package source answers.</summary>
internal sealed class KnownVulnerabilities : IPart
{
    public string Name => "packages";

    public string Title => "Known vulnerabilities";

    public PartResult Run(Scale scale)
    {
        var result = new PartResult("`dotnet list package --vulnerable --include-transitive` over the solution.");
        var root = Workspace.Find(AppContext.BaseDirectory).Root;
        using var process =
            Process.Start(new ProcessStartInfo("dotnet", ["list", Path.Combine(root, "MusicCluster.sln"), "package", "--vulnerable", "--include-transitive"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        output += errors.GetAwaiter().GetResult();
        var isAnswered = process.ExitCode == 0
            && output.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("http", StringComparison.Ordinal)).Any(HasList);
        result.Expect(!output.Contains("has the following vulnerable packages", StringComparison.Ordinal), "a package is vulnerable: see the command's output");
        result.Notes.Add(isAnswered ? "None is known." : "The package source used here offers no list of vulnerabilities, so this says nothing.");
        return result;
    }

    /// <summary>The command says "no vulnerable packages" of a source that knows of none because it keeps no list.</summary>
    private static bool HasList(string source)
    {
        try
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
            return client.GetStringAsync(new Uri(source)).GetAwaiter().GetResult().Contains("VulnerabilityInfo", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or UriFormatException)
        {
            return false;
        }
    }
}
