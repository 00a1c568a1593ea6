using System.CommandLine;
using MusicCluster.Foundation;
using MusicCluster.Pipeline.Playlists;

namespace MusicCluster.Cli;

/// <summary><c>playlists --results DIR</c>: a playlist per group.</summary>
internal static class PlaylistsVerb
{
    public static Command Create(TextWriter output, TextWriter errors)
    {
        var results = new Option<string>("--results") { Description = "A folder of results.", Required = true };
        var audio = new Option<string>("--audio") { Description = "The folder of the music (default: this one).", DefaultValueFactory = _ => "." };
        var representation = new Option<string>("--representation")
        {
            Description = "The representation whose groups are wanted (default: all).",
            DefaultValueFactory = _ => "",
        };
        var maxPerArtist = Number("--max-per-artist", "Tracks of one artist in a playlist at most (default: any number).");
        var limit = Number("--limit", "Tracks of a playlist at most (default: all).");
        var target = new Option<string?>("--out") { Description = "Where they go (default: playlists/ in the results)." };
        var verbose = new Option<bool>("--verbose") { Description = "Show stack traces." };
        var command = new Command("playlists", "A playlist per group of a folder of results: exemplars first, then by distance.");
        foreach (Option option in new Option[] { results, audio, representation, maxPerArtist, limit, target, verbose })
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var folder = Path.GetFullPath(parsed.GetValue(results)!);
            var options = new PlaylistOptions(
                folder, Path.GetFullPath(parsed.GetValue(audio)!), Path.GetFullPath(parsed.GetValue(target) ?? Path.Combine(folder, "playlists")))
            {
                Representation = parsed.GetValue(representation)!,
                MaxPerArtist = Checked(parsed.GetValue(maxPerArtist), maxPerArtist.Name),
                Limit = Checked(parsed.GetValue(limit), limit.Name),
            };
            try
            {
                var (fileCount, unwritableCount) = GroupPlaylists.Write(options);
                var leftOut = unwritableCount == 0 ? "" : $", {unwritableCount} tracks left out whose paths no playlist can hold";
                errors.WriteLine($"playlists: {fileCount} written{leftOut}.");
            }
            catch (UserException error)
            {
                throw new ArgumentsException(error.Message, error);
            }

            output.WriteLine(options.OutputFolder);
            return CommandLine.Done;
        });
        return command;
    }

    private static Option<int?> Number(string name, string description) => new(name) { Description = description };

    private static int Checked(int? value, string name) => value is null or > 0
        ? value ?? 0
        : throw new ArgumentsException($"{name} is {value}; it must be at least 1.");
}
