using MusicCluster.Audio.Decoding;

namespace MusicCluster.Audio.Tags;

/// <summary>What a file says about itself (ID3, Vorbis comments, RIFF INFO); untrusted text, empty where it says nothing.</summary>
/// <param name="Title">Name of the track.</param>
/// <param name="Artist">Who plays.</param>
/// <param name="Genre">The genre as the file names it.</param>
/// <param name="Year">The first four digits of its date.</param>
public sealed record AudioTags(string Title, string Artist, string Genre, string Year)
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
