namespace MusicCluster.Tests.Features.Descriptors;

/// <summary>Sines at levels that change, as the test signals of the EBU are described.</summary>
internal static class TestTones
{
    /// <summary>A sine whose amplitude steps.</summary>
    /// <param name="rate">In Hz.</param>
    /// <param name="frequency">In Hz.</param>
    /// <param name="channelLevels">Per channel, what is added to the steps' level in dB; −∞ for silence.</param>
    /// <param name="steps">Seconds and peak level in dB re full scale.</param>
    /// <returns>Interleaved frames.</returns>
    public static float[] Sine(int rate, double frequency, double[] channelLevels, params (double Seconds, double Level)[] steps)
    {
        var frames = steps.SelectMany(step => Enumerable.Repeat(step.Level, (int)Math.Round(step.Seconds * rate))).ToArray();
        var samples = new float[frames.Length * channelLevels.Length];
        for (var i = 0; i < frames.Length; i++)
        {
            var sine = Math.Sin(2 * Math.PI * frequency * i / rate);
            for (var channel = 0; channel < channelLevels.Length; channel++)
            {
                samples[(i * channelLevels.Length) + channel] = (float)(sine * Math.Pow(10, (frames[i] + channelLevels[channel]) / 20));
            }
        }

        return samples;
    }

    /// <summary>Both channels of a stereo sine alike.</summary>
    public static float[] Stereo(params (double Seconds, double Level)[] steps) => Sine(48_000, 1000, [0, 0], steps);
}
