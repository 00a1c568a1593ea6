using System.Diagnostics;

namespace MusicCluster.Tests.Cli;

/// <summary>The command line as a process of its own, for what a test cannot do to itself: kill it, or change its environment.</summary>
internal static class CliProcess
{
    public static Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "MusicCluster.Cli.dll");
        // Whoever runs the tests in the background has made the shell ignore SIGINT, and children inherit that.
        string[] command = ["--default-signal=INT,TERM", "dotnet", "exec", program, .. arguments];
        var start = new ProcessStartInfo("env", command) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public static CliResult Run(string[] arguments, params (string Name, string Value)[] environment)
    {
        using var process = Start(arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return new CliResult(process.ExitCode, output.Result, errors);
    }
}
