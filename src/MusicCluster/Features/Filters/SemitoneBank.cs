namespace MusicCluster.Features.Filters;

/// <summary>Triangles of one semitone to each side, weights of sum 1: the mean power near each of the 72 notes from C2 to B7.</summary>
/// <remarks>Tuned to A440. A note too low for the frame's resolution takes the bin that is nearest to it.</remarks>
public sealed class SemitoneBank : FilterBank
{
    /// <summary>Octaves.</summary>
    public const int OctaveCount = 6;

    /// <summary>Notes.</summary>
    public const int NoteCount = OctaveCount * ChromaBank.PitchClassCount;

    /// <summary>C2, by its MIDI number.</summary>
    private const int LowestNote = 36;

    private const int ConcertPitchNote = 69;
    private const double ConcertPitch = 440;

    /// <summary>Weights of a smaller sum hardly meet a bin.</summary>
    private const double LeastSum = 0.5;

    /// <summary>Builds the bank.</summary>
    /// <param name="sampleRate">In Hz; notes above half of it take the highest bin.</param>
    /// <param name="fftLength">Samples per frame.</param>
    public SemitoneBank(int sampleRate, int fftLength) : base(Triangles(sampleRate, fftLength))
    {
    }

    private static double[][] Triangles(int sampleRate, int fftLength) => [.. Enumerable.Range(LowestNote, NoteCount).Select(note =>
    {
        var weights = new double[(fftLength / 2) + 1];
        for (var bin = 1; bin < weights.Length; bin++)
        {
            var pitch = ConcertPitchNote + (ChromaBank.PitchClassCount * Math.Log2((double)bin * sampleRate / fftLength / ConcertPitch));
            weights[bin] = Math.Max(0, 1 - Math.Abs(pitch - note));
        }

        if (weights.Sum() < LeastSum)
        {
            var frequency = ConcertPitch * Math.Pow(2, (note - ConcertPitchNote) / (double)ChromaBank.PitchClassCount);
            weights[Math.Min((int)Math.Round(frequency * fftLength / sampleRate), weights.Length - 1)] = 1;
        }

        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    })];
}
