using System.Globalization;
using MusicCluster.Audio.Decoding;
using MusicCluster.Foundation.Files;
using TagLib;
using TagLib.Id3v2;
using TagLib.Ogg;

namespace MusicCluster.Audio.Tags;

/// <summary>Reads tags with TagLib. A file that it cannot parse, or not in time, has none.</summary>
internal static class TagFile
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);
    private static readonly string[] SyncedFields = ["UNSYNCEDLYRICS", "UNSYNCED LYRICS", "SYNCEDLYRICS"];

    /// <summary>The tags of a file; what TagLib finds none of, libsndfile may.</summary>
    public static AudioTags Tags(string path, CancellationToken cancellation) =>
        FileTarget.HasBytes(path) ? (Parse(path, Tags, cancellation) ?? AudioTags.None).Or(AudioHeader.Read(path, cancellation).Tags) : AudioTags.None;

    /// <summary>The lyrics in a file's tags (ID3 USLT and SYLT, Vorbis LYRICS and UNSYNCEDLYRICS, MP4 ©lyr); empty where there are none.</summary>
    public static string Lyrics(string path, CancellationToken cancellation) =>
        FileTarget.HasBytes(path) ? Parse(path, Lyrics, cancellation) ?? "" : "";

    /// <summary>
    /// Parses in a thread of its own: some lengths that a file may state keep TagLib busy for hours over bytes it has read already.
    /// Such a thread is left behind and ends with the process, if not before.
    /// </summary>
    private static T? Parse<T>(string path, Func<TagLib.File, T> read, CancellationToken cancellation) where T : class
    {
        var result = default(T);
        var thread = new Thread(() => result = Open(path, read, cancellation)) { IsBackground = true, Name = "tags" };
        thread.Start();
        var isDone = thread.Join(TimeLimit);
        cancellation.ThrowIfCancellationRequested();
        return isDone ? result : null;
    }

    private static T? Open<T>(string path, Func<TagLib.File, T> read, CancellationToken cancellation) where T : class
    {
        try
        {
            using var stream = new TagStream(path, TimeLimit, cancellation);
            return TagFrames.Parse(stream, () =>
            {
                using var file = TagLib.File.Create(stream, mimetype: null, ReadStyle.None | ReadStyle.PictureLazy);
                return read(file);
            });
        }
        catch (Exception)
        {
            // TagLib is a parser of untrusted bytes that fails in every way: what it cannot read has no tags.
            return null;
        }
    }

    private static AudioTags Tags(TagLib.File file)
    {
        var tag = file.Tag;
        // Before version 4, several artists are parted by a slash, which AC/DC have as well.
        var joint = file.GetTag(TagTypes.Id3v2) is TagLib.Id3v2.Tag { Version: < 4, IsEmpty: false } ? "/" : "; ";
        return new AudioTags(
            AudioTags.Clean(tag.Title), Join(joint, tag.Performers), AudioTags.Clean(tag.FirstGenre), AudioTags.YearOf($"{tag.Year}"),
            AudioTags.Clean(tag.Album), Join(joint, tag.AlbumArtists), Join("; ", tag.Genres), tag.Track == 0 ? "" : $"{tag.Track}",
            Decibels(tag.ReplayGainTrackGain), Decibels(tag.ReplayGainAlbumGain),
            AudioTags.Clean(tag.MusicBrainzTrackId), AudioTags.Clean(tag.MusicBrainzReleaseId), AudioTags.Clean(tag.MusicBrainzArtistId));
    }

    private static string Lyrics(TagLib.File file)
    {
        IEnumerable<string?> found =
        [
            file.Tag.Lyrics,
            .. file.GetTag(TagTypes.Id3v2) is TagLib.Id3v2.Tag id3 ? Id3Lyrics(id3) : [],
            .. file.GetTag(TagTypes.Xiph) is XiphComment vorbis ? SyncedFields.Select(vorbis.GetFirstField) : [],
        ];
        return found.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? "";
    }

    private static IEnumerable<string> Id3Lyrics(TagLib.Id3v2.Tag tag) =>
    [
        .. tag.GetFrames<UnsynchronisedLyricsFrame>().Select(frame => frame.Text),
        .. tag.GetFrames<SynchronisedLyricsFrame>().Where(frame => frame.Type is SynchedTextType.Lyrics or SynchedTextType.TextTranscription)
            .Select(frame => string.Concat(frame.Text.Select(line => line.Text.StartsWith('\n') ? line.Text : "\n" + line.Text))),
    ];

    private static string Join(string joint, string[] values) => AudioTags.Clean(string.Join(joint, values.Where(value => !string.IsNullOrWhiteSpace(value))));

    private static string Decibels(double gain) => double.IsFinite(gain) ? gain.ToString("0.00", CultureInfo.InvariantCulture) : "";
}
