using System.Globalization;
using MusicCluster.Corpus;
using MusicCluster.Foundation.Tables;
using MusicCluster.Pipeline.Cache;

namespace MusicCluster.Pipeline.Stages;

/// <summary>The tracks that have features, in the order of every array's rows, joined by id with what is known about them.</summary>
internal sealed record EvaluatedTracks(IReadOnlyList<Track> Tracks, IReadOnlyList<double> Durations)
{
    public IReadOnlyList<string> Genres { get; } = [.. Tracks.Select(track => track.Genre)];

    public IReadOnlyList<string> Artists { get; } = [.. Tracks.Select(track => track.Artist)];

    public static EvaluatedTracks Read(RunContext context, StageOutput fetched, StageOutput features)
    {
        var byId = FetchStage.Tracks(fetched, context).ToDictionary(track => track.Id);
        var rows = CsvTable.Read(features.PathOf("tracks.csv")).Rows;
        return new EvaluatedTracks(
            [.. rows.Select(row => byId[row[0]])], [.. rows.Select(row => row[1].Length == 0 ? double.NaN : double.Parse(row[1], CultureInfo.InvariantCulture))]);
    }
}
