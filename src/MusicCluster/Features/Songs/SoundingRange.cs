using System.Numerics.Tensors;
using MusicCluster.Audio.Decoding;

namespace MusicCluster.Features.Songs;

/// <summary>Where a song begins and ends to sound: from its first to its last stretch within 60 dB of its loudest frame.</summary>
/// <remarks>One level per 16 frames is kept: 39 KB for an hour.</remarks>
/// <param name="hopLength">Samples per frame.</param>
internal sealed class SoundingRange(int hopLength)
{
    /// <summary>Frames per stretch.</summary>
    public const int StretchFrames = 16;

    // −60 dB as a ratio of powers.
    private const float Threshold = 1e-6f;

    private readonly List<float> loudest = [];
    private readonly int stretchLength = StretchFrames * hopLength;

    /// <summary>The first sample that has not been looked at.</summary>
    public int NextSample => loudest.Count * stretchLength;

    /// <summary>Begins a new signal.</summary>
    public void Clear() => loudest.Clear();

    /// <summary>Looks at the whole stretches that are in the window.</summary>
    public void Take(SampleWindow window)
    {
        while (NextSample + (long)stretchLength <= window.End)
        {
            Add(window.Between(NextSample, NextSample + stretchLength));
        }
    }

    /// <summary>Looks at the rest.</summary>
    /// <returns>First sample and the one after the last, (0, the signal's length) if all of it is silent.</returns>
    public (int First, int End) Complete(SampleWindow window)
    {
        var length = window.End;
        if (NextSample < length)
        {
            Add(window.Between(NextSample, length));
        }

        var enough = loudest.Count > 0 ? loudest.Max() * Threshold : 0;
        var first = loudest.FindIndex(power => power > enough);
        return first < 0 ? (0, length) : (first * stretchLength, (int)Math.Min(length, (loudest.FindLastIndex(power => power > enough) + 1L) * stretchLength));
    }

    private void Add(ReadOnlySpan<float> samples)
    {
        var most = 0f;
        for (var start = 0; start < samples.Length; start += hopLength)
        {
            var frame = samples.Slice(start, Math.Min(hopLength, samples.Length - start));
            most = MathF.Max(most, TensorPrimitives.SumOfSquares(frame) / hopLength);
        }

        loudest.Add(most);
    }
}
