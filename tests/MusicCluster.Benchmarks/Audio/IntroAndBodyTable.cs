using MusicCluster.Audio.Decoding;
using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Tests.Features.Songs;

namespace MusicCluster.Benchmarks.Audio;

/// <summary>Every track of the sample as the body of songs whose intros are of other genres.</summary>
internal static class IntroAndBodyTable
{
    private const int ClipSeconds = 30;

    /// <summary>The sample lists its genres one after the other, 20 tracks of each recorded one.</summary>
    private const int PerGenre = 20;

    /// <summary>Prints how many songs lie nearest to their body, and how many to their intro.</summary>
    public static void Run()
    {
        Workers.Limit = Environment.ProcessorCount;
        Track[] tracks = SampleClips.Tracks;
        var genres = Genres();
        var clips = tracks.Select(track => AudioDecoder.Decode(track.AudioPath, new AudioDecodeOptions(ClipSeconds))).ToList();
        var songs = new IntroAndBody([.. clips.Select(clip => clip.Samples.ToArray())], clips[0].SampleRate);
        (int Intro, int Body)[] pairs = [.. from body in Enumerable.Range(0, tracks.Length)
            from shift in Enumerable.Range(1, tracks.Length - 1)
            let intro = (body + shift) % tracks.Length
            where shift % PerGenre == 0 && genres[tracks[intro].Id] != genres[tracks[body].Id]
            select (intro, body)];
        var nearest = new (int Whole, int Start)[pairs.Length];
        Workers.For(pairs.Length, i => nearest[i] = songs.Nearest(pairs[i].Intro, pairs[i].Body), CancellationToken.None);

        Console.WriteLine($"{tracks.Length} tracks, {pairs.Length} songs: 30 s of one, then 120 s of another genre's");
        Console.WriteLine("| heard | nearest to the body | to another track of the body's genre | to the intro | to another track |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        Console.WriteLine(Row("whole", near => near.Whole));
        Console.WriteLine(Row("30 s", near => near.Start));

        string Row(string name, Func<(int Whole, int Start), int> heard)
        {
            var found = pairs.Zip(nearest, (pair, near) => (pair.Intro, pair.Body, Near: heard(near))).ToList();
            var body = found.Count(song => song.Near == song.Body);
            var intro = found.Count(song => song.Near == song.Intro);
            var genre = found.Count(song => song.Near != song.Body && genres[tracks[song.Near].Id] == genres[tracks[song.Body].Id]);
            return $"| {name} | {body} | {genre} | {intro} | {found.Count - body - genre - intro} |";
        }
    }

    private static Dictionary<string, string> Genres()
    {
        var table = CsvTable.Read(Path.Combine(SampleClips.Root, "tracks.csv"));
        var (file, genre) = (table.Column("file"), table.Column("genre_top"));
        return table.Rows.ToDictionary(row => Path.GetFileNameWithoutExtension(row[file]), row => row[genre]);
    }
}
