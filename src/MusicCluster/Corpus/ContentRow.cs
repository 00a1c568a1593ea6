using MusicCluster.Foundation.Tables;

namespace MusicCluster.Corpus;

/// <summary>A track's audio file: what stages that listen depend on.</summary>
[Table("audio.csv", "The content of every track's audio file.", Stage = "fetch")]
internal sealed record AudioContentRow(
    [Column("track_id", "The track.")] string TrackId,
    [Column("path", "Relative to the corpus's folder.")] string Path,
    [Column("sha256", "Digest of the file; empty for a table of features.")] string Sha256);

/// <summary>A track's lyrics file.</summary>
[Table("lyrics.csv", "The content of every lyrics file.", Stage = "fetch")]
internal sealed record LyricsContentRow(
    [Column("track_id", "The track.")] string TrackId,
    [Column("path", "Relative to the corpus's folder.")] string Path,
    [Column("sha256", "Digest of the file.")] string Sha256);

/// <summary>A track that a profile has chosen from FMA.</summary>
[Table("selection.csv", "The tracks that a profile has chosen from FMA, whether or not they have audio.")]
public sealed record SelectionRow(
    [Column("track_id", "FMA's number.")] string TrackId,
    [Column("genre", "The genre that it was chosen for.")] string Genre);
