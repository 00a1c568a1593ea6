using System.CommandLine;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation.Tables;
using MusicCluster.Pipeline.Playlists;
using MusicCluster.Retrieval;

namespace MusicCluster.Cli;

/// <summary>The options of the verbs that ask a finished run, and how they print their answer.</summary>
internal sealed class AnswerVerb
{
    private const string Playlist = "m3u8";

    private readonly Option<string> results = new("--results")
    {
        Description = "A folder of results (default results/sample).",
        DefaultValueFactory = _ => Path.Combine("results", "sample"),
    };

    private readonly Option<string?> representation = new("--representation")
    {
        Description = "The space to look in (default: the one that the run chose without labels).",
    };

    private readonly Option<string> format = new("--format")
    {
        Description = "table (default), csv, json or m3u8, a playlist.",
        DefaultValueFactory = _ => "table",
    };

    private readonly Option<string> audio = new("--audio")
    {
        Description = "For m3u8: the folder of the music (default: this one).",
        DefaultValueFactory = _ => ".",
    };

    private readonly Option<bool> verbose = new("--verbose") { Description = "Show stack traces." };

    public Command AddTo(Command command)
    {
        format.AcceptOnlyFromAmong("table", "csv", "json", Playlist);
        command.Add(results);
        command.Add(representation);
        command.Add(format);
        command.Add(audio);
        command.Add(verbose);
        return command;
    }

    /// <summary>The run that is asked, and the representation.</summary>
    public (FinishedRun Run, string Representation) Open(ParseResult parsed)
    {
        var run = FinishedRun.Open(parsed.GetValue(results)!);
        return (run, parsed.GetValue(representation) ?? run.DefaultRepresentation);
    }

    /// <summary>Refuses a number below 1.</summary>
    /// <exception cref="ArgumentsException">It is.</exception>
    public static void CheckPositive(string option, int value)
    {
        if (value < 1)
        {
            throw new ArgumentsException($"{option} is {value}; it must be 1 or more.");
        }
    }

    /// <summary>Prints rows as they were asked for; as a playlist, the tracks that they are about.</summary>
    public void Print<TRow>(ParseResult parsed, IEnumerable<TRow> rows, IEnumerable<TrackRow> tracks, TextWriter output) where TRow : notnull
    {
        if (parsed.GetValue(format) == Playlist)
        {
            output.Write(TrackPlaylist.Format(tracks, Path.GetFullPath(parsed.GetValue(audio)!), Environment.CurrentDirectory));
            return;
        }

        var table = Table.ToCsv(rows);
        output.Write(parsed.GetValue(format) switch
        {
            "csv" => table.ToText(),
            "json" => AnswerText.Json(table, Table.ColumnsOf<TRow>()),
            _ => AnswerText.Aligned(table),
        });
    }
}
