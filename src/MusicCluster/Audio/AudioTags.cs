namespace MusicCluster.Audio;

/// <summary>What a file says about itself (ID3, Vorbis comments, RIFF INFO); untrusted text, empty where it says nothing.</summary>
/// <param name="Title">Name of the track.</param>
/// <param name="Artist">Who plays.</param>
/// <param name="Genre">The genre as the file names it.</param>
/// <param name="Year">The first four digits of its date.</param>
public sealed record AudioTags(string Title, string Artist, string Genre, string Year)
{
    private const double TimeLimitSeconds = 10;
    private const int LongestTag = 1_000;

    public static AudioTags None { get; } = new("", "", "", "");

    /// <summary>Reads the tags of a file; a file that libsndfile cannot open has none.</summary>
    public static AudioTags Read(string path, CancellationToken cancellation)
    {
        if (!Sndfile.IsUsable)
        {
            return None;
        }

        try
        {
            var info = default(Sndfile.Info);
            var table = SndfileSource.Table;
            using var source = new SndfileSource(path, TimeLimitSeconds, cancellation);
            using var file = Sndfile.Open(in table, source, ref info);
            return file.IsInvalid
                ? None
                : new AudioTags(
                    Clean(Sndfile.Text(file, Sndfile.Tag.Title)), Clean(Sndfile.Text(file, Sndfile.Tag.Artist)),
                    Clean(Sndfile.Text(file, Sndfile.Tag.Genre)), YearOf(Sndfile.Text(file, Sndfile.Tag.Date)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }

    private static string Clean(string text)
    {
        var clean = string.Concat(text.Take(LongestTag).Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        // A cut in the middle of a pair would leave half a character.
        return clean.Length > 0 && char.IsHighSurrogate(clean[^1]) ? clean[..^1] : clean;
    }

    private static string YearOf(string date) => date.Length >= 4 && date[..4].All(char.IsAsciiDigit) ? date[..4] : "";
}
