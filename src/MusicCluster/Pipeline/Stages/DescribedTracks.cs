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

        var seconds = Table.Read<FeatureTrackRow>(features.Folder).ToDictionary(row => row.TrackId, row => row.Duration);
        var voiced = VoicedSeconds(lyrics);
        Table.Write(folder, Table.Read<DescriptorRow>(features.Folder).Select(row => voiced.TryGetValue(row.TrackId, out var sung)
            ? row with { VoicedShare = Math.Min(1, sung / seconds[row.TrackId]) }
            : row));
    }

    /// <summary>Reads what <see cref="Write"/> wrote, by track id; empty where it wrote nothing.</summary>
    public static Dictionary<string, DescriptorRow> Read(string folder) => File.Exists(Table.PathIn<DescriptorRow>(folder))
        ? Table.Read<DescriptorRow>(folder).ToDictionary(row => row.TrackId)
        : [];

    private static bool AreIn(StageOutput features) => features.FileDigests.ContainsKey(Table.FileName<DescriptorRow>());

    // Of the tracks whose lyrics say when they are sung.
    private static Dictionary<string, double> VoicedSeconds(StageOutput lyrics)
    {
        var table = Table.ReadWide<LyricsRow, string>(lyrics.Folder);
        var column = table.Series.FirstOrDefault(series => series.Name == LyricsTable.VoicedSeconds);
        return column is null
            ? []
            : table.Rows.Select((row, i) => (row.TrackId, Text: column.Values[i])).Where(item => item.Text.Length > 0)
                .ToDictionary(item => item.TrackId, item => double.Parse(item.Text, CultureInfo.InvariantCulture));
    }
}
