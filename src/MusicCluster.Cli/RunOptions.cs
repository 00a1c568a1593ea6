using System.CommandLine;
using MusicCluster.Foundation;
using MusicCluster.Pipeline;

namespace MusicCluster.Cli;

/// <summary>The options that all verbs share.</summary>
internal sealed class RunOptions
{
    private readonly Option<string> profile = new("--profile")
    {
        Description = "Name of a profile in data/profiles, or path of a JSON file.",
        DefaultValueFactory = _ => "sample",
    };

    private readonly Option<string[]> set = new("--set")
    {
        Description = "Override of a profile key: key.path=value (repeatable).",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> output = new("--out") { Description = "Folder of the results (default results/<profile>)." };

    private readonly Option<string?> cache = new("--cache") { Description = "Folder of the stage outputs (default data/cache)." };

    private readonly Option<bool> verbose = new("--verbose") { Description = "Show stack traces." };

    private readonly Workspace workspace = Workspace.Find(Environment.CurrentDirectory);

    public Command AddTo(Command command)
    {
        command.Add(profile);
        command.Add(set);
        command.Add(output);
        command.Add(cache);
        command.Add(verbose);
        return command;
    }

    public string CacheFolder(ParseResult parsed) => Path.GetFullPath(parsed.GetValue(cache) ?? workspace.DefaultCacheFolder);

    /// <exception cref="ArgumentsException">The profile is wrong.</exception>
    public RunContext Context(ParseResult parsed, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        var chosen = ReadProfile(parsed);
        var folder = Path.GetFullPath(parsed.GetValue(output) ?? workspace.DefaultOutputFolder(chosen.Name));
        return new RunContext(chosen, workspace, new StageCache(CacheFolder(parsed), cancellation), folder, progress, cancellation);
    }

    private Profile ReadProfile(ParseResult parsed)
    {
        try
        {
            return ProfileReader.Read(workspace.ProfilePath(parsed.GetValue(profile)!), parsed.GetValue(set)!);
        }
        catch (UserException error)
        {
            throw new ArgumentsException(error.Message, error);
        }
    }
}
