using System.CommandLine;
using System.Text.Json;
using MusicCluster.Foundation;
using MusicCluster.Lyrics;
using MusicCluster.Models.Torch;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Profiles;
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

    private readonly Argument<string?> music = new("music")
    {
        Description = "A folder of music, instead of a profile.",
        Arity = ArgumentArity.ZeroOrOne,
    };

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

    /// <summary>Lets the verb be given a folder of music in place of a profile.</summary>
    public Command AddMusicTo(Command command)
    {
        music.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && token.Value.StartsWith('-'))
            {
                result.AddError($"'{token.Value}' is no folder.");
            }
        });
        command.Add(music);
        return AddTo(command);
    }

    public string CacheFolder(ParseResult parsed) => Path.GetFullPath(parsed.GetValue(cache) ?? workspace.DefaultCacheFolder);

    /// <summary>Where relative paths of profiles count from.</summary>
    public Workspace Workspace => workspace;

    /// <summary>How words are found; the defaults where no profile is named and the usual one is not there.</summary>
    /// <exception cref="ArgumentsException">The profile is wrong.</exception>
    public LyricsOptions Lyrics(ParseResult parsed) =>
        parsed.GetResult(profile) is null or { Implicit: true } && !Directory.Exists(workspace.ProfilesFolder)
            ? new LyricsOptions() : ReadProfile(parsed, parsed.GetValue(set)!).Lyrics;

    /// <summary>Takes libtorch from where the profile says.</summary>
    public void UseLibtorch(ParseResult parsed)
    {
        if (parsed.GetResult(profile) is not (null or { Implicit: true }) || Directory.Exists(workspace.ProfilesFolder))
        {
            UseLibtorch(ReadProfile(parsed, parsed.GetValue(set)!));
        }
    }

    /// <exception cref="ArgumentsException">The profile is wrong.</exception>
    public RunContext Context(
        ParseResult parsed, IProgress<StageProgress> progress, CancellationToken cancellation, IEnumerable<string>? moreOverrides = null)
    {
        var chosen = ReadProfile(parsed, [.. parsed.GetValue(set)!, .. moreOverrides ?? []]);
        UseLibtorch(chosen);
        var folder = Path.GetFullPath(parsed.GetValue(output) ?? workspace.DefaultOutputFolder(chosen.Name));
        return new RunContext(chosen, workspace, new StageCache(CacheFolder(parsed), cancellation), folder, progress, cancellation);
    }

    private void UseLibtorch(Profile chosen)
    {
        if (chosen.Compute.Libtorch.Length > 0)
        {
            TorchRuntime.LoadFrom(workspace.Resolve(chosen.Compute.Libtorch));
        }
    }

    /// <summary>The arguments of another command on the same profile, folders absolute.</summary>
    public IReadOnlyList<string> Repeated(ParseResult parsed, RunContext context, IEnumerable<string> moreOverrides) =>
    [
        "--profile", workspace.ProfilePath(parsed.GetValue(profile)!), "--cache", context.Cache.Root, "--out", context.OutputFolder,
        .. parsed.GetValue(set)!.Concat(moreOverrides).SelectMany(change => new[] { "--set", change }),
    ];

    private Profile ReadProfile(ParseResult parsed, IReadOnlyList<string> overrides)
    {
        try
        {
            return parsed.CommandResult.GetResult(music)?.Tokens is [var folder, ..]
                ? OfMusic(folder.Value, parsed, overrides)
                : ProfileReader.Read(workspace.ProfilePath(parsed.GetValue(profile)!), overrides);
        }
        catch (UserException error)
        {
            throw new ArgumentsException(error.Message, error);
        }
    }

    /// <summary>The profile for one's own music, <c>data/profiles/my-music.json</c>, pointed at a folder and named after it.</summary>
    private Profile OfMusic(string given, ParseResult parsed, IReadOnlyList<string> overrides)
    {
        if (parsed.GetResult(profile) is { Implicit: false })
        {
            throw new UserException($"Both the folder '{given}' and --profile are given; the folder goes with a profile as --set corpus.path={given}.");
        }

        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(given));
        if (!Directory.Exists(folder))
        {
            throw new UserException($"'{folder}' is no folder; give the folder of your music, or --profile with one of data/profiles.");
        }

        using var stream = typeof(RunOptions).Assembly.GetManifestResourceStream("my-music.json")!;
        using var text = new StreamReader(stream);
        return ProfileReader.Parse(
            text.ReadToEnd(), "my-music.json", Path.GetFileName(folder), [$"corpus.path={JsonSerializer.Serialize(folder)}", .. overrides]);
    }
}
