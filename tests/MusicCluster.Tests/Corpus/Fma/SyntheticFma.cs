using System.Text;
using MusicCluster.Corpus;
using MusicCluster.Foundation.Files;
using SharpCompress.Common;
using SharpCompress.Writers.Zip;

namespace MusicCluster.Tests.Corpus.Fma;

/// <summary>
/// A small FMA as its site serves it: archives compressed with bzip2 whose checksums lie inside, a table with three header
/// rows, quoted line ends and Python lists; the audio is the sample's.
/// </summary>
internal sealed class SyntheticFma
{
    /// <summary>Number, subset, genre, all its genres, artist.</summary>
    public static readonly (int Id, string Subset, string Genre, string Genres, string Artist)[] Tracks =
    [
        (2, "small", "Hip-Hop", "[21]", "AWOL"), (5, "small", "Hip-Hop", "[21]", "AWOL"), (10, "small", "Pop", "[10, 76]", "Kurt Vile"),
        (140, "small", "Folk", "[17]", "Alec K. Redfearn"),
        (141, "small", "Folk", "[17]", "Alec K. Redfearn"), (148, "small", "Experimental", "[38]", "Abominog"),
        (182, "small", "Rock", "[12, 25]", "Blah Blah Blah"), (190, "small", "Rock", "[12]", "Bloody \"Knuckles\", the"),
        (213, "small", "Rock", "[12, 25]", "Food, For Animals"),
        (255, "small", "Rock", "[12]", ""), (256, "medium", "Rock", "[12]", "Grinner"),
        (98565, "large", "", "[]", "Nobody"), (98567, "small", "Pop", "[10]", "Cut Off"),
        (108925, "small", "Pop", "[10]", "Gone"),
    ];

    private static readonly Lazy<SyntheticFma> Built = new(Build);

    private SyntheticFma(Dictionary<string, byte[]> archives) => Archives = archives;

    /// <summary>The one that all tests look at: compressing it takes a few seconds.</summary>
    public static SyntheticFma Shared => Built.Value;

    public IReadOnlyDictionary<string, byte[]> Archives { get; }

    public IReadOnlyList<ArchiveFile> Files => [.. Archives.Select(archive => new ArchiveFile(archive.Key, Hash(archive.Value), archive.Value.Length))];

    /// <summary>Builds the archives. One clip is cut off, one is not in its archive, as in the real one.</summary>
    private static SyntheticFma Build()
    {
        var clips = Tracks.Where(track => track.Subset == "small" && track.Id != 108925)
            .Select((track, i) => ($"{track.Id / 1000:D3}/{track.Id:D6}.mp3", track.Id == 98567 ? Clip(i)[..900] : Clip(i))).ToList();
        return new SyntheticFma(new Dictionary<string, byte[]>
        {
            ["fma_metadata.zip"] = Archive("fma_metadata", [("tracks.csv", TracksCsv()), ("genres.csv", GenresCsv())]),
            ["fma_small.zip"] = Archive("fma_small", clips),
        });
    }

    public static byte[] TracksCsv()
    {
        var text = new StringBuilder();
        text.Append(",album,album,artist,artist,set,set,track,track,track,track,track,track\n");
        text.Append(",id,information,bio,name,split,subset,duration,genre_top,genres,genres_all,language_code,title\n");
        text.Append("track_id,,,,,,,,,,,,\n");
        foreach (var (id, subset, genre, genres, artist) in Tracks)
        {
            text.Append($"{id},1,\"<p>Two lines,\n and a \"\"quote\"\"</p>\",,{Quoted(artist)},training,{subset},{120 + (id % 200)},"
                + $"{genre},{Quoted(genres)},{Quoted(genres)},{(id % 2 == 0 ? "en" : "")},{Quoted($"Title {id}")}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static byte[] GenresCsv() => Encoding.UTF8.GetBytes(
        "genre_id,#tracks,parent,title,top_level\n"
        + "10,13845,0,Pop,10\n12,32923,0,Rock,12\n17,12706,0,Folk,17\n21,8389,0,Hip-Hop,21\n"
        + "25,9261,12,Punk,12\n38,38154,0,Experimental,38\n76,432,10,Experimental Pop,10\n");

    /// <summary>Whatever a client asks for by an archive's name.</summary>
    public LoopbackAnswer Answer(LoopbackRequest request)
    {
        var name = request.Target[(request.Target.LastIndexOf('/') + 1)..];
        return Archives.TryGetValue(name, out var content) ? LoopbackAnswer.File(content, request) : LoopbackAnswer.Error("404 Not Found");
    }

    /// <summary>An archive in FMA's way: a folder of its own name, a README, checksums first.</summary>
    public static byte[] Archive(string folder, IReadOnlyList<(string Name, byte[] Content)> files)
    {
        var checksums = string.Concat(files.Select(file => $"{Hash(file.Content)}  {file.Name}\n"));
        using var bytes = new MemoryStream();
        using (var zip = new ZipWriter(bytes, new ZipWriterOptions(CompressionType.BZip2) { LeaveStreamOpen = true }))
        {
            foreach (var (name, content) in new[] { ("README.txt", "FMA\n"u8.ToArray()), ("checksums", Encoding.UTF8.GetBytes(checksums)) }.Concat(files))
            {
                zip.Write($"{folder}/{name}", new MemoryStream(content), new DateTime(2017, 4, 1, 0, 0, 0, DateTimeKind.Utc));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Twelve seconds: bzip2 takes its time.</summary>
    private static byte[] Clip(int i) => File.ReadAllBytes(Path.Combine(Repository.Sample, "audio", "000", $"{1 + (i * 7 % 80):D6}.mp3"))[..200_000];

    private static string Hash(byte[] content)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["file"], content);
        return Digest.Sha1OfFile(folder["file"]);
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
