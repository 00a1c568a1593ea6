using MusicCluster.Audio.Tags;
using MusicCluster.Corpus;

namespace MusicCluster.Lyrics.Sources;

/// <summary>The lyrics in an audio file's own tags.</summary>
internal sealed class TagLyrics : ILyricsSource
{
    public LyricsSource Kind => LyricsSource.Tags;

    public ValueTask<LyricsAnswer> FindAsync(Track track, CancellationToken cancellation) =>
        ValueTask.FromResult(track.AudioPath.Length == 0 ? LyricsAnswer.Nothing : Answer(TagFile.Lyrics(track.AudioPath, cancellation)));

    public void Dispose()
    {
        // Files are closed as soon as they are read.
    }

    private static LyricsAnswer Answer(string text) => text.Length switch
    {
        0 => LyricsAnswer.Nothing,
        > LyricsText.MaximumByteCount => new LyricsAnswer("", $"tags have lyrics of more than {LyricsText.MaximumByteCount} characters"),
        _ => LyricsAnswer.Of(text),
    };
}
