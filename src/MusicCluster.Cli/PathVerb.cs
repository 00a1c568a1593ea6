using System.CommandLine;
using System.Globalization;
using MusicCluster.Numerics.Random;
using MusicCluster.Retrieval;

namespace MusicCluster.Cli;

/// <summary><c>path A B</c>: a way from one track of a finished run to another in small steps.</summary>
internal static class PathVerb
{
    public static Command Create(TextWriter output, TextWriter errors)
    {
        var from = new Argument<string>("from") { Description = "Id, file or title of the track where it begins." };
        var to = new Argument<string>("to") { Description = "The track where it ends." };
        var steps = new Option<int>("--steps") { Description = "Steps at most (default 8).", DefaultValueFactory = _ => 8 };
        var options = new AnswerVerb();
        var command = new Command("path", "A way from one track of a finished run to another in steps as small as can be.");
        command.Add(from);
        command.Add(to);
        command.Add(steps);
        options.AddTo(command).SetAction(parsed =>
        {
            AnswerVerb.CheckPositive("--steps", parsed.GetValue(steps));
            var (run, representation) = options.Open(parsed);
            var (first, last) = (TrackSearch.Find(run.Tracks, parsed.GetValue(from)!), TrackSearch.Find(run.Tracks, parsed.GetValue(to)!));
            var way = TrackPath.Find(
                run.Points(representation), first, last, parsed.GetValue(steps), [.. run.Tracks.Select(track => track.Artist)], new SeedSequence(0));
            options.Print(
                parsed, way.Rows.Select((row, i) => PathRow.Of(i, run.Tracks[row], i == 0 ? null : way.Steps[i - 1])),
                way.Rows.Select(row => run.Tracks[row]), output);
            errors.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Largest step {way.Largest:G4}; of random sequences between the same two {way.RandomLargest:G4} (median)."));
            if (way.RepeatsArtist)
            {
                errors.WriteLine("Two tracks of one artist are in a row: there was no other way.");
            }

            return CommandLine.Done;
        });
        return command;
    }
}
