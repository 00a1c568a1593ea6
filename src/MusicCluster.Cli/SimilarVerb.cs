using System.CommandLine;
using MusicCluster.Retrieval;

namespace MusicCluster.Cli;

/// <summary><c>similar TRACK</c>: the tracks of a finished run that are nearest to one, or to several.</summary>
internal static class SimilarVerb
{
    public static Command Create(TextWriter output)
    {
        var tracks = new Argument<string[]>("track")
        {
            Description = "Id, file or title of a track; of several, what is near their mean.",
            Arity = ArgumentArity.OneOrMore,
        };
        var count = new Option<int>("--count") { Description = "How many (default 20).", DefaultValueFactory = _ => 20 };
        var perArtist = new Option<int>("--max-per-artist") { Description = "Tracks of one artist at most (default 2).", DefaultValueFactory = _ => 2 };
        var options = new AnswerVerb();
        var command = new Command("similar", "The tracks of a finished run that are most like one of them, or like several.");
        command.Add(tracks);
        command.Add(count);
        command.Add(perArtist);
        options.AddTo(command).SetAction(parsed =>
        {
            AnswerVerb.CheckPositive("--count", parsed.GetValue(count));
            AnswerVerb.CheckPositive("--max-per-artist", parsed.GetValue(perArtist));
            var (run, representation) = options.Open(parsed);
            int[] asked = [.. parsed.GetValue(tracks)!.Select(text => TrackSearch.Find(run.Tracks, text))];
            var found = SimilarTracks.Find(
                run.Points(representation), asked, [.. run.Tracks.Select(track => track.Artist)], parsed.GetValue(count), parsed.GetValue(perArtist));
            options.Print(
                parsed, found.Select((item, i) => SimilarRow.Of(i + 1, run.Tracks[item.Row], item.Distance)),
                found.Select(item => run.Tracks[item.Row]), output);
            return CommandLine.Done;
        });
        return command;
    }
}
