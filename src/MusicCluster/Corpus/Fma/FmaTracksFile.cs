using System.Globalization;
using System.Text;
using MusicCluster.Foundation;
using Sylvan.Data.Csv;

namespace MusicCluster.Corpus.Fma;

/// <summary>
/// FMA's <c>tracks.csv</c>: three header rows (group, field, and <c>track_id</c> as the index's name), fields with quoted
/// line ends, lists as Python writes them. 106,574 rows, 260 MB.
/// </summary>
internal static class FmaTracksFile
{
    private const int LongestField = 1 << 24;

    /// <summary>Reads every track, in the file's order.</summary>
    /// <exception cref="UserException">The file is not FMA's, or a row is broken.</exception>
    public static IReadOnlyList<FmaTrack> Read(string path)
    {
        try
        {
            using var text = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true,
                new FileStreamOptions { BufferSize = 1 << 20, Options = FileOptions.SequentialScan });
            using var reader = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = false, BufferSize = 1 << 18, MaxBufferSize = LongestField });
            return Read(reader, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException
            or CsvFormatException or InvalidDataException or DecoderFallbackException)
        {
            throw new UserException($"'{path}' cannot be read as FMA's tracks.csv: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    private static List<FmaTrack> Read(CsvDataReader reader, string path)
    {
        var columns = new Columns(HeaderRow(reader, path), HeaderRow(reader, path), path);
        if (HeaderRow(reader, path)[0] != "track_id")
        {
            throw NotFma(path, "the third row must begin with track_id");
        }

        var tracks = new List<FmaTrack>(110_000);
        var seen = new HashSet<int>(110_000);
        // Half a million fields hold a few hundred different words.
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read())
        {
            if (reader.RowFieldCount <= columns.Last)
            {
                throw NotFma(path, $"row {reader.RowNumber} has {reader.RowFieldCount} fields; {columns.Last + 1} are needed");
            }

            var track = Row(reader, columns, words, path);
            if (!seen.Add(track.Id))
            {
                throw NotFma(path, $"track {track.Id} is there twice");
            }

            tracks.Add(track);
        }

        return tracks;
    }

    private static FmaTrack Row(CsvDataReader reader, Columns columns, Dictionary<string, string> words, string path)
    {
        var id = reader.GetFieldSpan(0);
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw NotFma(path, $"row {reader.RowNumber} has the track_id '{Short(id)}', which is not a number");
        }

        var subset = reader.GetFieldSpan(columns.Subset);
        if (!Enum.TryParse<FmaSubset>(subset, ignoreCase: true, out var known))
        {
            throw NotFma(path, $"track {number} is in the subset '{Short(subset)}'; known are small, medium, large");
        }

        _ = double.TryParse(reader.GetFieldSpan(columns.Duration), CultureInfo.InvariantCulture, out var duration);
        return new FmaTrack(
            number, known, Word(columns.GenreTop), PythonList.Numbers(reader.GetFieldSpan(columns.GenresAll)),
            reader.GetString(columns.Title), reader.GetString(columns.Artist), Word(columns.Language), duration);

        string Word(int column)
        {
            var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
            var span = reader.GetFieldSpan(column);
            if (!lookup.TryGetValue(span, out var word))
            {
                word = span.ToString();
                words.Add(word, word);
            }

            return word;
        }
    }

    private static string[] HeaderRow(CsvDataReader reader, string path) => reader.Read()
        ? [.. Enumerable.Range(0, reader.RowFieldCount).Select(reader.GetString)]
        : throw NotFma(path, "it has fewer than three header rows");

    private static string Short(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..37]}...";

    private static UserException NotFma(string path, string reason) => new($"'{path}' is not FMA's tracks.csv: {reason}.");

    /// <summary>Where the fields are, by group and name as the first two rows give them.</summary>
    private sealed class Columns
    {
        private readonly string[] groups;
        private readonly string[] fields;
        private readonly string path;

        public Columns(string[] groups, string[] fields, string path)
        {
            (this.groups, this.fields, this.path) = (groups, fields, path);
            Subset = Find("set", "subset");
            GenreTop = Find("track", "genre_top");
            GenresAll = Find("track", "genres_all");
            Title = Find("track", "title");
            Artist = Find("artist", "name");
            Language = Find("track", "language_code");
            Duration = Find("track", "duration");
        }

        public int Subset { get; }

        public int GenreTop { get; }

        public int GenresAll { get; }

        public int Title { get; }

        public int Artist { get; }

        public int Language { get; }

        public int Duration { get; }

        public int Last => new[] { Subset, GenreTop, GenresAll, Title, Artist, Language, Duration }.Max();

        private int Find(string group, string field)
        {
            for (var i = 1; i < Math.Min(groups.Length, fields.Length); i++)
            {
                if (groups[i] == group && fields[i] == field)
                {
                    return i;
                }
            }

            throw NotFma(path, $"it has no column {group}/{field}");
        }
    }
}
