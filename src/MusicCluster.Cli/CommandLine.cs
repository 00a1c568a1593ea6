using System.CommandLine;
using MusicCluster.Foundation;

namespace MusicCluster.Cli;

/// <summary>What people type: one verb per stage.</summary>
public static class CommandLine
{
    /// <summary>Exit code: done or up to date.</summary>
    internal const int Done = 0;

    /// <summary>Exit code: the run failed.</summary>
    internal const int Failed = 1;

    /// <summary>Exit code: the arguments or the profile are wrong.</summary>
    internal const int WrongArguments = 2;

    /// <summary>Runs a command line.</summary>
    /// <returns>0 done or up to date, 1 the run failed, 2 the arguments or the profile are wrong, 130 or 143 stopped by a signal.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter errors)
    {
        using var stop = new StopSignal(errors);
        var isVerbose = arguments.Contains("--verbose");
        try
        {
            var root = Verbs.Root(output, errors, stop.Token);
            var parsed = root.Parse(arguments);
            if (parsed.Errors.Count > 0)
            {
                throw new ArgumentsException(ErrorMessages.Explain(parsed, root, arguments));
            }

            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return stop.ExitCode;
        }
        catch (ArgumentsException error)
        {
            return Report(error, WrongArguments);
        }
        catch (Exception error)
        {
            return Report(error, Failed);
        }

        int Report(Exception error, int exitCode)
        {
            errors.WriteLine(error is UserException or ArgumentsException ? error.Message : ErrorMessages.Unexpected(error));
            if (isVerbose)
            {
                errors.WriteLine(error);
            }

            return exitCode;
        }
    }
}
