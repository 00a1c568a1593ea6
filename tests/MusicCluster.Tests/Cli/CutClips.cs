using MusicCluster.Audio.Decoding;
using MusicCluster.Numerics.Random;
using MusicCluster.Tests.Audio;

namespace MusicCluster.Tests.Cli;

/// <summary>A folder of short clips cut from the sample's eighty recordings, one subfolder per genre.</summary>
internal static class CutClips
{
    /// <summary>Cuts so many clips of each track, one after another, of random lengths.</summary>
    /// <param name="folder">Made here.</param>
    /// <param name="tracksPerGenre">Of the sample's twenty.</param>
    /// <param name="clipCount">Per track.</param>
    /// <param name="shortest">Seconds.</param>
    /// <param name="longest">Seconds.</param>
    public static void Write(string folder, int tracksPerGenre, int clipCount, double shortest, double longest)
    {
        var random = new RandomSource(5);
        var tracks = File.ReadLines(Path.Combine(Repository.Sample, "tracks.csv")).Skip(1).Take(80).Select(line => line.Split(',')).ToList();
        foreach (var genre in tracks.GroupBy(fields => fields[1]))
        {
            var own = Directory.CreateDirectory(Path.Combine(folder, genre.Key)).FullName;
            foreach (var fields in genre.Take(tracksPerGenre))
            {
                var clip = AudioDecoder.Decode(Path.Combine(Repository.Sample, fields.First(field => field.StartsWith("audio/", StringComparison.Ordinal))));
                var start = 0;
                for (var i = 0; i < clipCount; i++)
                {
                    var length = (int)(random.NextDouble(shortest, longest) * clip.SampleRate);
                    if (start + length <= clip.Samples.Length)
                    {
                        WavFile.Write(Path.Combine(own, $"{fields[0]}-{i}.wav"), clip.Samples.Slice(start, length).ToArray(), clip.SampleRate);
                    }

                    start += length;
                }
            }
        }
    }
}
