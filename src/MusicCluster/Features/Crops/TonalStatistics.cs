using System.Globalization;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Frames;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Crops;

/// <summary>
/// The 77 tonal statistics of a crop, none of which depends on the absolute key: which intervals sound together, how clear the key
/// is, how much notes stand out in each octave, and how long they last.
/// </summary>
/// <remarks>
/// From the chroma of the 135 statistics and from <see cref="SemitoneFrames"/>. Defined in docs/models.md, "Crop statistics".
/// </remarks>
public static class TonalStatistics
{
    private const int ClassCount = ChromaBank.PitchClassCount;
    private const int OctaveCount = SemitoneBank.OctaveCount;

    /// <summary>Intervals from a semitone to a tritone; the others are their complements.</summary>
    private const int IntervalCount = ClassCount / 2;

    private const int RegisterCount = OctaveCount / 2;
    private const double LeastVariance = 1e-6;
    private static readonly int[] Lags = [1, 2, 4, 8, 16];

    /// <summary>Names of the statistics, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Numbered("chroma-sorted-{0}", ClassCount), .. Numbered("chroma-interval-{0}", IntervalCount),
        "key-best", "key-lead", "key-major-lead", "chroma-entropy", "chroma-change-mean", "chroma-change-std",
        .. Numbered("chroma-from-root-{0}", ClassCount, first: 0),
        .. Numbered("octave-{0}-prominence-mean", OctaveCount), .. Numbered("octave-{0}-prominence-std", OctaveCount),
        .. Enumerable.Range(1, RegisterCount).SelectMany(register => Numbered($"register-{register}-interval-{{0}}", IntervalCount)),
        .. Numbered("octave-{0}-change", OctaveCount), .. Lags.Select(lag => $"prominence-lag-{lag}"),
    ];

    /// <summary>Statistics per crop.</summary>
    public static int Count => Names.Count;

    /// <summary>Fills the statistics of one crop.</summary>
    /// <param name="track">The track's frames.</param>
    /// <param name="notes">The same track's notes.</param>
    /// <param name="start">First frame of the crop.</param>
    /// <param name="length">Frames of the crop.</param>
    /// <param name="row"><see cref="Count"/> values.</param>
    internal static void Fill(CropFrames track, SemitoneFrames notes, int start, int length, Span<float> row)
    {
        var (first, wanted) = NoteFrames(start, length);
        first -= notes.FirstFrame;
        var end = Math.Min(first + wanted, notes.FrameCount);
        var writer = new RowWriter(row);
        AddChroma(track, start, length, ref writer);
        AddProminence(notes, first, end - first, ref writer);
        AddRegisters(notes, first, end - first, ref writer);
        AddChanges(notes, first, end - first, ref writer);
        AddLags(notes, first, end - first, ref writer);
    }

    /// <summary>The frames of notes that a crop reads, as far as there are so many.</summary>
    /// <param name="start">First frame of the crop.</param>
    /// <param name="length">Frames of the crop.</param>
    internal static (int First, int Count) NoteFrames(int start, int length)
    {
        var first = start / SemitoneFrames.HopFactor;
        return (first, Math.Max(4, ((start + length) / SemitoneFrames.HopFactor) - first));
    }

    private static void AddChroma(CropFrames track, int start, int length, ref RowWriter row)
    {
        Span<double> chroma = stackalloc double[ClassCount];
        for (var i = 0; i < ClassCount; i++)
        {
            chroma[i] = FrameMoments.Mean(track.Series(FrameSeries.Chroma + i).Slice(start, length));
        }

        Span<double> shares = stackalloc double[ClassCount];
        var entropy = Share(chroma, shares);
        Span<double> sorted = stackalloc double[ClassCount];
        shares.CopyTo(sorted);
        sorted.Sort();
        sorted.Reverse();
        row.Add(sorted);
        AddIntervals(chroma, ref row);
        var key = KeyMatch.Of(chroma);
        var (change, deviation) = ChromaChange(track, start, length);
        row.Add([key.Best, key.Lead, key.MajorLead, entropy, change, deviation]);
        for (var i = 0; i < ClassCount; i++)
        {
            row.Add(shares[(i + key.Root) % ClassCount]);
        }
    }

    /// <summary>Divides by the sum, and says how evenly it is spread, in nats; of silence all is 0.</summary>
    private static double Share(ReadOnlySpan<double> chroma, Span<double> shares)
    {
        var sum = 0.0;
        foreach (var value in chroma)
        {
            sum += value;
        }

        var entropy = 0.0;
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = sum > 0 ? chroma[i] / sum : 0;
            entropy -= shares[i] > 0 ? shares[i] * Math.Log(shares[i]) : 0;
        }

        return entropy;
    }

    /// <summary>Circular autocorrelation of pitch classes, relative to lag 0: which intervals sound, in whatever key.</summary>
    private static void AddIntervals(scoped ReadOnlySpan<double> classes, ref RowWriter row)
    {
        var energy = 0.0;
        foreach (var value in classes)
        {
            energy += value * value;
        }

        for (var interval = 1; interval <= IntervalCount; interval++)
        {
            var sum = 0.0;
            for (var i = 0; i < ClassCount; i++)
            {
                sum += classes[i] * classes[(i + interval) % ClassCount];
            }

            row.Add(energy > 0 ? sum / energy : 0);
        }
    }

    /// <summary>Mean and deviation over time of the sum of all classes' changes from frame to frame.</summary>
    private static (double Mean, double Deviation) ChromaChange(CropFrames track, int start, int length)
    {
        if (length < 2)
        {
            return (0, 0);
        }

        Span<float> changes = stackalloc float[CropPlan.LogMelFrames];
        changes = changes[..(length - 1)];
        changes.Clear();
        for (var i = 0; i < ClassCount; i++)
        {
            var chroma = track.Series(FrameSeries.Chroma + i).Slice(start, length);
            for (var frame = 0; frame < changes.Length; frame++)
            {
                changes[frame] += Math.Abs(chroma[frame + 1] - chroma[frame]);
            }
        }

        return FrameMoments.Of(changes);
    }

    private static void AddProminence(SemitoneFrames notes, int first, int count, ref RowWriter row)
    {
        Span<double> deviations = stackalloc double[OctaveCount];
        for (var octave = 0; octave < OctaveCount; octave++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var note = octave * ClassCount; note < (octave + 1) * ClassCount; note++)
            {
                var (noteMean, deviation) = FrameMoments.Of(notes.Prominence(note).Slice(first, count));
                sum += noteMean;
                squares += ((double)deviation * deviation) + ((double)noteMean * noteMean);
            }

            var mean = sum / ClassCount;
            row.Add(mean);
            deviations[octave] = Math.Sqrt(Math.Max(0, (squares / ClassCount) - (mean * mean)));
        }

        row.Add(deviations);
    }

    /// <summary>The intervals of each two octaves: the pitch classes of an octave, all octaves as loud, averaged in pairs.</summary>
    private static void AddRegisters(SemitoneFrames notes, int first, int count, ref RowWriter row)
    {
        Span<double> classes = stackalloc double[ClassCount];
        Span<double> octaveClasses = stackalloc double[ClassCount];
        for (var register = 0; register < RegisterCount; register++)
        {
            classes.Clear();
            for (var octave = 2 * register; octave < 2 * (register + 1); octave++)
            {
                var energy = 0.0;
                for (var i = 0; i < ClassCount; i++)
                {
                    octaveClasses[i] = LaneSum.Of(notes.Amplitude((octave * ClassCount) + i).Slice(first, count));
                    energy += octaveClasses[i] * octaveClasses[i];
                }

                for (var i = 0; i < ClassCount; i++)
                {
                    classes[i] += octaveClasses[i] / Math.Sqrt(energy) / 2;
                }
            }

            AddIntervals(classes, ref row);
        }
    }

    private static void AddChanges(SemitoneFrames notes, int first, int count, ref RowWriter row)
    {
        for (var octave = 0; octave < OctaveCount; octave++)
        {
            var sum = 0.0;
            for (var note = octave * ClassCount; note < (octave + 1) * ClassCount; note++)
            {
                var values = notes.Level(note).Slice(first, count);
                for (var frame = 1; frame < count; frame++)
                {
                    sum += Math.Abs(values[frame] - values[frame - 1]);
                }
            }

            row.Add(count > 1 ? sum / (ClassCount * (count - 1)) : 0);
        }
    }

    /// <summary>How alike the prominent notes are after some frames, relative to how much they vary at all.</summary>
    private static void AddLags(SemitoneFrames notes, int first, int count, ref RowWriter row)
    {
        Span<double> products = stackalloc double[Lags.Length];
        Span<double> centered = stackalloc double[CropPlan.LogMelFrames];
        centered = centered[..count];
        products.Clear();
        var squares = 0.0;
        for (var note = 0; note < SemitoneBank.NoteCount; note++)
        {
            var values = notes.Prominence(note).Slice(first, count);
            var mean = FrameMoments.Mean(values);
            for (var frame = 0; frame < count; frame++)
            {
                centered[frame] = values[frame] - mean;
            }

            squares += Products.Lagged(centered, 0);
            for (var i = 0; i < Lags.Length; i++)
            {
                products[i] += Lags[i] < count ? Products.Lagged(centered, Lags[i]) : 0;
            }
        }

        var variance = squares / (SemitoneBank.NoteCount * count);
        for (var i = 0; i < Lags.Length; i++)
        {
            var pairs = SemitoneBank.NoteCount * Math.Max(1, count - Lags[i]);
            row.Add(products[i] / pairs / (variance + LeastVariance));
        }
    }

    private static IEnumerable<string> Numbered(string format, int count, int first = 1) =>
        Enumerable.Range(first, count).Select(i => string.Format(CultureInfo.InvariantCulture, format, i));

    /// <summary>Writes one value after the other.</summary>
    private ref struct RowWriter(Span<float> row)
    {
        private Span<float> rest = row;

        public void Add(double value)
        {
            rest[0] = (float)value;
            rest = rest[1..];
        }

        public void Add(scoped ReadOnlySpan<double> values)
        {
            foreach (var value in values)
            {
                Add(value);
            }
        }
    }
}
