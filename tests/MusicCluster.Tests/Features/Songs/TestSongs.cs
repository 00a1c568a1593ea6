using MusicCluster.Features;

namespace MusicCluster.Tests.Features.Songs;

/// <summary>Made songs, and the way they reach an analyzer.</summary>
internal static class TestSongs
{
    /// <summary>Chords that change every half second, with a noise that has no gap: all bands have level at all times.</summary>
    public static float[] Melody(int seed, int length)
    {
        var random = new Random(seed);
        var song = new float[length];
        var notes = new double[3];
        for (var i = 0; i < length; i++)
        {
            if (i % 11_025 == 0)
            {
                notes = [.. notes.Select(_ => 110 * Math.Pow(2, random.Next(36) / 12.0))];
            }

            var fade = Math.Exp(-3.0 * (i % 11_025) / 11_025);
            song[i] = (float)((notes.Sum(note => Math.Sin(2 * Math.PI * note * i / 22_050)) * 0.15 * fade) + (0.02 * (random.NextDouble() - 0.5)));
        }

        return song;
    }

    /// <summary>Feeds a song in blocks; returns the analyzer's verdict.</summary>
    public static string? Feed(ITrackSink analyzer, float[] song, int rate, int blockLength, FeatureRows rows, int channelCount = 1)
    {
        analyzer.Start(rate, channelCount);
        for (var start = 0; start < song.Length; start += blockLength)
        {
            analyzer.Take(song.AsSpan(start, Math.Min(blockLength, song.Length - start)));
        }

        return analyzer.Complete(rows);
    }
}
