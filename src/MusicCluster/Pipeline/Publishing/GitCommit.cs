using System.ComponentModel;
using System.Diagnostics;

namespace MusicCluster.Pipeline.Publishing;

/// <summary>The last commit that changed what decides results: committing the results themselves is not one.</summary>
internal static class GitCommit
{
    private static readonly string[] Sources = ["src", "data", "Directory.Packages.props"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>The commit's hash, with <c>-changed</c> where sources differ from it; <c>unknown</c> without git.</summary>
    public static string Of(string folder)
    {
        var commit = Ask(folder, ["log", "-1", "--format=%H", "--", .. Sources]);
        return string.IsNullOrEmpty(commit) ? "unknown"
            : Ask(folder, ["status", "--porcelain", "--untracked-files=no", "--", .. Sources]) is { Length: > 0 } ? commit + "-changed"
            : commit;
    }

    private static string? Ask(string folder, string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", folder, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var answer = git.StandardOutput.ReadToEndAsync();
            if (!git.WaitForExit(Limit))
            {
                git.Kill();
                return null;
            }

            return git.ExitCode == 0 ? answer.Result.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
