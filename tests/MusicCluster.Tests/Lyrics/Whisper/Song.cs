using MusicCluster.Numerics.Random;

namespace MusicCluster.Tests.Lyrics.Whisper;

/// <summary>Sound to listen to: gliding harmonics with pauses and some noise.</summary>
internal static class Song
{
    public static float[] Samples(double seconds, ulong seed)
    {
        var random = new RandomSource(seed);
        var samples = new float[(int)(seconds * 16000)];
        var phase = 0.0;
        var (pitch, target, loudness) = (200.0, 200.0, 0.2);
        for (var i = 0; i < samples.Length; i++)
        {
            if (i % 3200 == 0)
            {
                target = random.NextDouble(90, 700);
                loudness = random.NextInt(4) == 0 ? 0 : random.NextDouble(0.05, 0.4);
            }

            pitch += (target - pitch) / 800;
            phase += 2 * Math.PI * pitch / 16000;
            samples[i] = (float)((loudness * (Math.Sin(phase) + (0.5 * Math.Sin(2 * phase)) + (0.3 * Math.Sin(5 * phase)))) + (0.002 * random.NextGaussian()));
        }

        return samples;
    }
}
