using MusicCluster.Audio.Decoding;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Audio.Tags;

/// <summary>What a file says about itself (ID3, Vorbis comments, RIFF INFO); untrusted text, empty where it says nothing.</summary>
internal sealed record AudioTags(
    [Column("title", "Name of the track.")] string Title,
    [Column("artist", "Who plays.")] string Artist,
    [Column("genre", "The genre as the file names it.")] string Genre,
    [Column("year", "The first four digits of its date.")] string Year)
{
    private const int LongestTag = 1_000;

    public static AudioTags None { get; } = new("", "", "", "");

    internal static AudioTags Of(SndfileHandle file) => new(
        Clean(Sndfile.Text(file, Sndfile.Tag.Title)), Clean(Sndfile.Text(file, Sndfile.Tag.Artist)),
        Clean(Sndfile.Text(file, Sndfile.Tag.Genre)), YearOf(Sndfile.Text(file, Sndfile.Tag.Date)));

    private static string Clean(string text)
    {
        var clean = string.Concat(text.Take(LongestTag).Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        // A cut in the middle of a pair would leave half a character.
        return clean.Length > 0 && char.IsHighSurrogate(clean[^1]) ? clean[..^1] : clean;
    }

    private static string YearOf(string date) => date.Length >= 4 && date[..4].All(char.IsAsciiDigit) ? date[..4] : "";
}
