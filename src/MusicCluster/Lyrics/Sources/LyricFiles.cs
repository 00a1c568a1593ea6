using MusicCluster.Corpus;
using MusicCluster.Foundation.Files;

namespace MusicCluster.Lyrics.Sources;

/// <summary>A <c>.txt</c> or <c>.lrc</c> file that the corpus names, or <c>&lt;track_id&gt;.txt</c> in a folder of its own.</summary>
internal sealed class LyricFiles : ILyricsSource
{
    public LyricsSource Kind => LyricsSource.Files;

    public ValueTask<LyricsAnswer> FindAsync(Track track, CancellationToken cancellation) =>
        ValueTask.FromResult(track.LyricsPath.Length == 0 ? LyricsAnswer.Nothing : Read(track.LyricsPath));

    public void Dispose()
    {
        // Files are closed as soon as they are read.
    }

    private static LyricsAnswer Read(string path)
    {
        try
        {
            return FileTarget.Of(path).Length switch
            {
                0 => LyricsAnswer.Of(""),
                > LyricsText.MaximumByteCount => new LyricsAnswer("", $"file has more than {LyricsText.MaximumByteCount} bytes"),
                _ => LyricsAnswer.Of(LyricsText.Decode(File.ReadAllBytes(path))),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new LyricsAnswer("", $"file cannot be read: {error.GetType().Name}");
        }
    }
}
