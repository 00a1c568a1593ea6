using System.CommandLine;
using System.Runtime.InteropServices;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;

namespace MusicCluster.Cli;

/// <summary>Sentences for what went wrong.</summary>
internal static class ErrorMessages
{
    /// <summary>What is wrong with the arguments, with the nearest right word.</summary>
    public static string Explain(ParseResult parsed, RootCommand root, string[] arguments)
    {
        var verbs = root.Subcommands.Select(command => command.Name).ToList();
        if (arguments.Length == 0 || arguments[0].StartsWith('-'))
        {
            return $"A verb is needed first: {string.Join(", ", verbs)}.";
        }

        if (root.Subcommands.All(command => command.Name != arguments[0] && !command.Aliases.Contains(arguments[0])))
        {
            return $"Verb '{arguments[0]}' is not known; the nearest is '{Nearest.To(arguments[0], verbs)}'.";
        }

        var options = parsed.CommandResult.Command.Options.Select(option => option.Name).ToList();
        // An unknown option is the mistake, even where its name or value could be taken for a folder.
        var unknown =
            arguments.Skip(1).FirstOrDefault(argument => argument.StartsWith("--", StringComparison.Ordinal) && !options.Contains(argument.Split('=')[0]))
            ?? (parsed.UnmatchedTokens is [var first, ..] ? first : null);
        return unknown is not null
            ? $"Argument '{unknown}' is not known to '{arguments[0]}'; the nearest is '{Nearest.To(unknown.Split('=')[0], options)}'."
            : OneLine(parsed.Errors[0].Message);
    }

    /// <summary>A sentence for an error that nobody foresaw.</summary>
    public static string Unexpected(Exception error) => error switch
    {
        AggregateException many when many.Flatten().InnerExceptions is [var first, ..] => first is UserException ? first.Message : Unexpected(first),
        _ when DiskFull.IsCauseOf(error) => DiskFull.For(error).Message,
        _ when IsOutOfMemory(error) =>
            "There is not enough memory for this step. Close other programs or set "
            + "compute.threads lower, then run the same command again: finished stages are kept.",
        IOException or UnauthorizedAccessException =>
            $"{Sentence(error.Message)} Fix the permissions or use another folder, then run the same command again: finished stages are kept.",
        _ => $"Unexpected {error.GetType().Name}: {OneLine(error.Message)} Run again with --verbose for the details.",
    };

    /// <summary>The runtime's own, and torch's, which comes as text.</summary>
    private static bool IsOutOfMemory(Exception error) =>
        error is OutOfMemoryException || (error is ExternalException && error.Message.Contains("allocate memory", StringComparison.Ordinal));

    private static string Sentence(string text) => OneLine(text) is var line && line.EndsWith('.') ? line : line + ".";

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
