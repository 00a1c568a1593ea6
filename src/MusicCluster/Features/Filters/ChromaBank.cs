namespace MusicCluster.Features.Filters;

/// <summary>Sums of power over the twelve pitch classes, C first, for one tuning.</summary>
/// <remarks>Source: librosa 0.11 <c>filters.chroma</c> (Ellis's bumps: octave center 5, width 2, unit norm per bin).</remarks>
public sealed class ChromaBank : FilterBank
{
    /// <summary>Pitch classes.</summary>
    public const int PitchClassCount = 12;

    private const double OctaveCenter = 5;
    private const double OctaveWidth = 2;

    // A0, four octaves below A440.
    private const double LowestA = 27.5;

    // Pitch class 0 of the formula is A; C lies three semitones above.
    private const int FirstClass = 3;

    /// <summary>Builds the bank.</summary>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="fftLength">Samples per frame.</param>
    /// <param name="tuning">Deviation from A440 in semitones, −0.5 … 0.5.</param>
    public ChromaBank(int sampleRate, int fftLength, double tuning = 0) : base(Bumps(sampleRate, fftLength, tuning))
    {
    }

    private static double[][] Bumps(int sampleRate, int fftLength, double tuning)
    {
        var binCount = (fftLength / 2) + 1;
        var pitches = new double[binCount + 1];
        for (var bin = 1; bin < pitches.Length; bin++)
        {
            pitches[bin] = PitchClassCount * (Math.Log2((double)bin * sampleRate / fftLength / LowestA) - (tuning / PitchClassCount));
        }

        // 0 Hz has no pitch: an octave and a half below the first bin it is far from everything.
        pitches[0] = pitches[1] - (1.5 * PitchClassCount);
        var weights = new double[PitchClassCount][];
        for (var row = 0; row < PitchClassCount; row++)
        {
            weights[row] = new double[binCount];
        }

        for (var bin = 0; bin < binCount; bin++)
        {
            var width = Math.Max(pitches[bin + 1] - pitches[bin], 1);
            var octave = ((pitches[bin] / PitchClassCount) - OctaveCenter) / OctaveWidth;
            var bumps = Enumerable.Range(0, PitchClassCount).Select(note => Bump(pitches[bin] - note, width)).ToArray();
            var factor = Math.Exp(-0.5 * octave * octave) / Math.Sqrt(bumps.Sum(bump => bump * bump));
            for (var row = 0; row < PitchClassCount; row++)
            {
                weights[row][bin] = factor * bumps[(row + FirstClass) % PitchClassCount];
            }
        }

        return weights;
    }

    private static double Bump(double distance, double width)
    {
        var wrapped = distance - (PitchClassCount * Math.Floor((distance + (PitchClassCount / 2)) / PitchClassCount));
        return Math.Exp(-0.5 * (2 * wrapped / width) * (2 * wrapped / width));
    }
}
