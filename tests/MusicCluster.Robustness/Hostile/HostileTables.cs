using System.Text;
using MusicCluster.Corpus;
using MusicCluster.Corpus.Fma;

namespace MusicCluster.Robustness.Hostile;

/// <summary>CSV with broken quotes, NULs, huge fields, byte-order marks, mixed line ends and thousands of columns.</summary>
internal static class HostileTables
{
    public const string Tracks = "track_id,file,genre,title,artist,lyrics_file\n"
        + "1,a.mp3,Rock,\"A, B\",\"He said \"\"no\"\"\",a.txt\n2,b.mp3,Pop,Two,Someone,\n3,c.mp3,,\"Line\nbreak\",,\n";
    private const string Table = "track_id,genre,x,y\n1,Rock,0.5,1e3\n2,Pop,-1,NaN\n3,Jazz,2,3\n";
    public const string Fma =
        ",album,artist,set,set,track,track,track,track,track\n,id,name,split,subset,genre_top,genres_all,title,duration,language_code\n"
        + "track_id,,,,,,,,,\n2,1,AWOL,training,small,Hip-Hop,\"[21]\",Food,168,en\n"
        + "5,1,AWOL,training,small,,\"[21, 3]\",\"This \"\"World\"\"\",206,\n";

    private static readonly string[] Pieces = ["\"", "\"\"", ",", "\n", "\r\n", "\r", "\0", "\ufeff", ";", "\t", "'",
        "\u2028", "😀", "=1+1", "../", "NaN", "1e999", "-", "2147483648", "é", new(',', 10_000), new('x', 1 << 20)];

    public static void Run(Random random, string folder)
    {
        var isTracks = random.Next(2) == 0;
        var path = Path.Combine(folder, isTracks ? "tracks.csv" : "table.csv");
        Write(path, isTracks ? Tracks : Table, random);
        if (isTracks)
        {
            FolderCorpus.Read(folder);
        }
        else
        {
            var tracks = TableCorpus.ReadTracks(path);
            TableCorpus.ReadRepresentation(path, [.. tracks.Select(track => track.Id)]);
        }
    }

    public static void RunFma(Random random, string folder)
    {
        var path = Path.Combine(folder, "fma.csv");
        Write(path, Fma, random);
        FmaTracksFile.Read(path);
    }

    private static void Write(string path, string text, Random random)
    {
        var broken = Mutation.Of(text, random, Pieces);
        Encoding[] encodings = [new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.Latin1, Encoding.UTF32];
        var encoding = encodings[random.Next(3) == 0 ? random.Next(encodings.Length) : 0];
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(broken)];
        File.WriteAllBytes(path, random.Next(4) == 0 ? Mutation.Of(bytes, random) : bytes);
    }
}
