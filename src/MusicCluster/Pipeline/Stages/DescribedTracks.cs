using System.Globalization;
using MusicCluster.Features;
using MusicCluster.Features.Descriptors;
using MusicCluster.Foundation.Tables;
using MusicCluster.Lyrics;
using MusicCluster.Pipeline.Cache;

namespace MusicCluster.Pipeline.Stages;

/// <summary>The descriptors of the features, and what lyrics add to them; a table of features has none.</summary>
internal static class DescribedTracks
{
    /// <summary>What they depend on.</summary>
    public static IEnumerable<StageInput> Inputs(StageOutput features) => AreIn(features) ? features.Files(Table.FileName<DescriptorRow>()) : [];

    /// <summary>Writes <c>descriptors.csv</c>, where there are any.</summary>
    public static void Write(StageOutput features, StageOutput lyrics, string folder)
    {
        if (!AreIn(features))
        {
            return;
        }

        var durations = Table.Read<FeatureTrackRow>(features.Folder).ToDictionary(row => row.TrackId, row => row.Duration);
        var voiced = VoicedShares(lyrics, durations);
        Table.Write(folder, Table.Read<DescriptorRow>(features.Folder)
            .Select(row => voiced.TryGetValue(row.TrackId, out var share) ? row with { VoicedShare = share } : row));
    }

    /// <summary>Reads what <see cref="Write"/> wrote, by track id; empty where it wrote nothing.</summary>
    public static Dictionary<string, DescriptorRow> Read(string folder) => File.Exists(Table.PathIn<DescriptorRow>(folder))
        ? Table.Read<DescriptorRow>(folder).ToDictionary(row => row.TrackId)
        : [];

    private static bool AreIn(StageOutput features) => features.FileDigests.ContainsKey(Table.FileName<DescriptorRow>());

    // Of the tracks whose lyrics say when they are sung.
    private static Dictionary<string, double> VoicedShares(StageOutput lyrics, Dictionary<string, double> durations)
    {
        var table = Table.ReadWide<LyricsRow, string>(lyrics.Folder);
        var (voiced, listened) = (Seconds(table, LyricsTable.VoicedSeconds), Seconds(table, LyricsTable.ListenedSeconds));
        return voiced.Where(track => durations.ContainsKey(track.Key))
            .ToDictionary(track => track.Key, track => Math.Min(1, track.Value / listened.GetValueOrDefault(track.Key, durations[track.Key])));
    }

    private static Dictionary<string, double> Seconds(WideTable<LyricsRow, string> table, string name)
    {
        var column = table.Series.Single(series => series.Name == name);
        return table.Rows.Select((row, i) => (row.TrackId, Text: column.Values[i])).Where(item => item.Text.Length > 0)
            .ToDictionary(item => item.TrackId, item => double.Parse(item.Text, CultureInfo.InvariantCulture));
    }
}
