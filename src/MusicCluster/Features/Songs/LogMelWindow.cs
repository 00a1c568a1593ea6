using System.Numerics.Tensors;
using MusicCluster.Audio.Decoding;

namespace MusicCluster.Features.Songs;

/// <summary>The seconds of a song that its log-mel spectrogram is of, kept while the song goes by.</summary>
/// <param name="position">Which.</param>
/// <param name="length">Samples.</param>
internal sealed class LogMelWindow(LogMelPosition position, int length)
{
    private const int StepsPerWindow = 4;
    private const int Capacity = 32;

    private readonly int step = Math.Max(1, length / StepsPerWindow);
    private readonly SampleExcerpts? spread =
        position == LogMelPosition.Middle ? new SampleExcerpts(Capacity, Math.Max(1, length / StepsPerWindow), length, 0) : null;

    private readonly float[] best = new float[length];
    private int bestCount;
    private double bestEnergy;
    private int next;

    /// <summary>The first sample that is still needed.</summary>
    public int NextSample => spread?.NextSample ?? (IsFound ? int.MaxValue : next);

    /// <summary>The samples chosen; fewer than asked for if the song is shorter.</summary>
    public ReadOnlySpan<float> Samples => best.AsSpan(0, bestCount);

    private bool IsFound => position == LogMelPosition.Start && bestEnergy > 0;

    /// <summary>Begins a new song.</summary>
    public void Clear()
    {
        spread?.Clear();
        (bestCount, bestEnergy, next) = (0, 0, 0);
    }

    /// <summary>Looks at the places that are in the window.</summary>
    public void Take(SampleWindow window)
    {
        spread?.Take(window);
        while (spread is null && !IsFound && next + (long)length <= window.End)
        {
            Offer(window.Between(next, next + length));
            next += step;
        }
    }

    /// <summary>Chooses.</summary>
    /// <param name="window">The end of the song; all of it if it is shorter than the seconds asked for.</param>
    public void Complete(SampleWindow window)
    {
        if (spread is not null)
        {
            spread.Complete(window, length);
            var middle = spread.Nearest((window.End - length) / 2, 0, int.MaxValue);
            Offer(middle is null ? window.Samples : middle.Samples);
        }
        else if (bestCount == 0)
        {
            var first = Math.Max(window.Start, Math.Max(0, window.End - length));
            Offer(window.Between(first, window.End));
        }
    }

    /// <summary>Where the seconds begin in a signal that is there as a whole.</summary>
    public static int StartIn(ReadOnlySpan<float> signal, LogMelPosition position, int length)
    {
        var room = Math.Max(0, signal.Length - length);
        if (position != LogMelPosition.Loudest)
        {
            return position == LogMelPosition.Middle ? room / 2 : 0;
        }

        var (best, bestEnergy) = (0, -1f);
        for (var start = 0; start <= room; start += Math.Max(1, length / StepsPerWindow))
        {
            var energy = TensorPrimitives.SumOfSquares(signal.Slice(start, Math.Min(length, signal.Length - start)));
            (best, bestEnergy) = energy > bestEnergy ? (start, energy) : (best, bestEnergy);
        }

        return best;
    }

    private void Offer(ReadOnlySpan<float> samples)
    {
        var energy = TensorPrimitives.SumOfSquares(samples);
        if (bestCount == 0 || energy > bestEnergy)
        {
            samples.CopyTo(best);
            (bestCount, bestEnergy) = (samples.Length, energy);
        }
    }
}
