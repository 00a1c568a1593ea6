using System.Numerics.Tensors;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Crops;

/// <summary>
/// The levels of 72 notes over a signal or a part of it, in memory that one thread keeps: frames four times as long as the other features',
/// so that low notes are told apart, and half as many.
/// </summary>
internal sealed class SemitoneFrames
{
    /// <summary>Frames of the other features per frame of these.</summary>
    public const int HopFactor = 2;

    private const int LengthFactor = 4;

    // 10^(x/20) = e^(x · this).
    private const float AmplitudePerDecibel = 0.115129254649702f;

    private readonly BandPower notes;
    private readonly SpectrumPass pass;
    private readonly LaneBuffer level = new();
    private readonly LaneBuffer prominence = new();
    private readonly LaneBuffer amplitude = new();
    private readonly LaneBuffer scratch = new();

    /// <param name="options">Rate, frame length and hop of the other features.</param>
    public SemitoneFrames(FeatureOptions options)
    {
        var length = LengthFactor * options.FftLength;
        var plan = new StftPlan(length, HopFactor * options.HopLength);
        notes = new BandPower(new SemitoneBank(options.SampleRate, length));
        pass = new SpectrumPass(plan, new StftScratch(plan), notes);
    }

    /// <summary>The signal's frame that is the first of these.</summary>
    public int FirstFrame { get; private set; }

    public int FrameCount { get; private set; }

    /// <summary>Level of a note over time, in dB re full scale, at least the loudest of these frames − 80.</summary>
    public ReadOnlySpan<float> Level(int note) => Row(level, note);

    /// <summary>By how many dB a note stands out from the notes around it, at least 0.</summary>
    public ReadOnlySpan<float> Prominence(int note) => Row(prominence, note);

    /// <summary>Root mean power of a note over time.</summary>
    public ReadOnlySpan<float> Amplitude(int note) => Row(amplitude, note);

    /// <summary>Computes the three of them from samples.</summary>
    /// <param name="signal">Mono, at the options' rate.</param>
    /// <param name="firstFrame">The first frame that is wanted.</param>
    /// <param name="frameCount">How many, as far as the signal has them.</param>
    public void Read(ReadOnlySpan<float> signal, int firstFrame = 0, int frameCount = int.MaxValue)
    {
        pass.Run(signal, firstFrame, (int)Math.Min((long)firstFrame + frameCount, int.MaxValue));
        (FirstFrame, FrameCount) = (firstFrame, Math.Min(frameCount, notes.FrameCount - firstFrame));
        for (var note = 0; note < SemitoneBank.NoteCount; note++)
        {
            notes.Band(note).Slice(firstFrame, FrameCount).CopyTo(Row(level, note));
        }

        Complete();
    }

    /// <summary>Computes them from the power of the notes, shape [NoteCount, frames].</summary>
    public void ReadPower(ReadOnlySpan<float> power)
    {
        (FirstFrame, FrameCount) = (0, power.Length / SemitoneBank.NoteCount);
        power.CopyTo(level.Room(power.Length));
        Complete();
    }

    private void Complete()
    {
        var levels = level.Room(SemitoneBank.NoteCount * FrameCount);
        Decibels.FromPower(levels);
        var roots = amplitude.Room(levels.Length);
        TensorPrimitives.Multiply(levels, AmplitudePerDecibel, roots);
        TensorPrimitives.Exp(roots, roots);
        for (var note = 0; note < SemitoneBank.NoteCount; note++)
        {
            FillProminence(note);
        }
    }

    private void FillProminence(int note)
    {
        var row = Row(prominence, note);
        Median(note, row);
        TensorPrimitives.Subtract(Level(note), row, row);
        TensorPrimitives.Max(row, 0, row);
    }

    /// <summary>Median over five notes, two to each side, frame by frame; beyond the ends the notes are mirrored.</summary>
    private void Median(int note, Span<float> median)
    {
        var first = Level(Mirror(note - 2));
        var second = Level(Mirror(note - 1));
        var third = Level(Mirror(note + 1));
        var fourth = Level(Mirror(note + 2));
        var low = scratch.Room(2 * FrameCount)[..FrameCount];
        var high = scratch.Room(2 * FrameCount)[FrameCount..];

        // Of four values, the greater of the lesser ones and the lesser of the greater ones; the median is theirs and the fifth's.
        TensorPrimitives.Min(first, second, low);
        TensorPrimitives.Min(third, fourth, high);
        TensorPrimitives.Max(low, high, low);
        TensorPrimitives.Max(first, second, high);
        TensorPrimitives.Max(third, fourth, median);
        TensorPrimitives.Min(high, median, high);

        TensorPrimitives.Min(low, high, median);
        TensorPrimitives.Max(low, high, high);
        TensorPrimitives.Min(high, Level(note), high);
        TensorPrimitives.Max(median, high, median);
    }

    private Span<float> Row(LaneBuffer buffer, int note) => buffer.Room(SemitoneBank.NoteCount * FrameCount).Slice(note * FrameCount, FrameCount);

    private static int Mirror(int note) =>
        note < 0 ? -note - 1 : note >= SemitoneBank.NoteCount ? (2 * SemitoneBank.NoteCount) - 1 - note : note;
}
