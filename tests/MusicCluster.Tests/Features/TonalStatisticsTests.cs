using System.Text.Json.Nodes;
using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Resampling;
using MusicCluster.Features;
using MusicCluster.Features.Crops;
using MusicCluster.Features.Filters;
using MusicCluster.Tests.Audio;
using Xunit;

namespace MusicCluster.Tests.Features;

public sealed class TonalStatisticsTests
{
    private const int SampleRate = 22050;
    private static readonly JsonArray Cases = JsonNode.Parse(File.ReadAllText(Golden.Path("tonal_golden.json")))!["cases"]!.AsArray();

    private const int FrameCount = 128;

    /// <summary>How many of the tonal columns come from the chroma.</summary>
    private const int ChromaColumns = 36;

    /// <summary>Positions in statistics.npy.</summary>
    private static readonly Range Tonal = CropStatistics.Count..CropColumns.Count;

    public static TheoryData<int> CaseNumbers => [.. Enumerable.Range(0, 9)];

    [Fact]
    public void Names_AllColumns_AreThe135ThenThe77()
    {
        Assert.Equal((135, 77, 212), (CropStatistics.Count, TonalStatistics.Count, CropColumns.Count));
        Assert.Equal(212, CropColumns.Names.Distinct().Count());
        Assert.Equal(CropStatistics.Names, CropColumns.Names.Take(135));
        Assert.Equal(Enumerable.Range(0, 135), CropColumns.Of(CropColumnSet.Timbre));
        Assert.Equal(Enumerable.Range(0, 212), CropColumns.Of(CropColumnSet.All));
        var keyFree = CropColumns.Of(CropColumnSet.KeyFree);
        Assert.Equal((185, 108), (keyFree.Length, keyFree.Count(column => column < 135)));
        Assert.DoesNotContain(keyFree, column => CropColumns.Names[column] is "chroma-c-mean" or "chroma-b-std" or "tempo-log2");
    }

    /// <remarks>
    /// Two things are wider than the references' own rounding. The means of the semitones come from levels kept in half precision
    /// (64 means are whole multiples of 2⁻¹⁰): 5e-3. The chroma of 000001 and 000044 is not librosa's, of which ours is within 1e-5
    /// over the whole clips: up to 6.8e-3 in C … E, and what is computed from it moves as much.
    /// </remarks>
    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public void Fill_GoldenCrops_AreTheReferences(int number)
    {
        var expected = Cases[number]!;
        var clip = expected["clip"]!.GetValue<string>();
        var hasOwnChroma = clip.EndsWith("000001.mp3", StringComparison.Ordinal) || clip.EndsWith("000044.mp3", StringComparison.Ordinal);
        var signal = Signal(clip);
        var row = Rows(signal)[expected["first_frame"]!.GetValue<int>() == 0 ? 0 : 1];
        AssertClose(Values(expected["chroma_mean"]!), ChromaMeans(row).ToArray(), hasOwnChroma ? 7e-3 : 1e-3);
        var tonal = Values(expected["tonal"]!);
        AssertClose(tonal[..ChromaColumns], row[Tonal][..ChromaColumns], hasOwnChroma ? 7e-3 : 2e-3);
        AssertClose(tonal[ChromaColumns..], row[Tonal][ChromaColumns..], 2e-3);
        var notes = new SemitoneFrames(new FeatureOptions());
        notes.Read(signal);
        var frames = Values(expected["semitone_frames"]!);
        var means = Enumerable.Range(0, SemitoneBank.NoteCount)
            .Select(note => (double)notes.Level(note)[(int)frames[0]..(int)frames[1]].ToArray().Average()).ToArray();
        AssertClose(Values(expected["semitone_mean_db"]!), means, 5e-3);
    }

    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public void Fill_GoldenChroma_GivesItsColumns(int number)
    {
        // The means say all but how much the classes change from frame to frame.
        var (expected, mean) = (Values(Cases[number]!["tonal"]!), Values(Cases[number]!["chroma_mean"]!));
        int[] changes = [22, 23];
        var row = Statistics(mean.Select(value => Enumerable.Repeat((float)value, FrameCount).ToArray()), Power(0));
        foreach (var column in Enumerable.Range(0, ChromaColumns).Except(changes))
        {
            Assert.Equal(expected[column], row[column], 1e-6);
        }
    }

    [Fact]
    public void Fill_NoiseAndChords_AreTheDefinitions()
    {
        foreach (var signal in new[] { TestSpectra.Noise(63_945), Chords(0, 64_000), TestSpectra.GoldenSignal })
        {
            var row = Rows(signal)[0];
            var chroma = Chroma(signal);
            var levels = TonalOracle.Levels(signal);
            AssertClose(TonalOracle.Statistics([.. chroma.Select(values => values[..80])], [.. levels.Select(values => values[..40])]), row[Tonal], 1e-3);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Fill_TransposedNotes_AreTheSame(int semitones)
    {
        var chroma = Enumerable.Range(0, 12).Select(i => TestSpectra.Noise(FrameCount, (ulong)i + 1).Select(MathF.Abs).ToArray()).ToArray();
        var original = Statistics(chroma, Power(0));
        var transposed = Statistics([.. chroma[^semitones..], .. chroma[..^semitones]], Power(semitones));
        for (var column = 0; column < original.Length; column++)
        {
            Assert.Equal(original[column], transposed[column], 1e-5);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Fill_TransposedChords_AreAlmostTheSame(int semitones)
    {
        // Sampled spectra differ by how the tones meet the bins. Octaves without a tone hold what the window lets through, 60 dB
        // down, which is no property of the chords; decibels are compared with how much they vary over music, about 1 dB.
        var original = Rows(Chords(0, 110_250))[0][Tonal];
        var transposed = Rows(Chords(semitones, 110_250))[0][Tonal];
        for (var column = 0; column < original.Length; column++)
        {
            var name = TonalStatistics.Names[column];
            var tolerance = name.StartsWith("octave", StringComparison.Ordinal) ? 1 : 0.02;
            Assert.True(
                name.StartsWith("register-1", StringComparison.Ordinal) || name.StartsWith("register-3", StringComparison.Ordinal)
                || Math.Abs(original[column] - transposed[column]) <= tolerance,
                $"{name}: {original[column]} and {transposed[column]}");
        }
    }

    [Fact]
    public void Fill_SilentCrop_IsFinite()
    {
        // Ten seconds of silence between two of noise: the track is not silent, the middle crop is.
        float[] signal = [.. TestSpectra.Noise(22_050), .. new float[220_500], .. TestSpectra.Noise(22_050)];
        var row = Rows(signal)[1][Tonal];
        Assert.All(row, value => Assert.True(float.IsFinite(value)));
        Assert.All(row[..30], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Fill_OneNote_HasOneClassAndLastsOn()
    {
        var note = Enumerable.Range(0, 66_150).Select(i => (float)(0.3 * Math.Sin(2 * Math.PI * 440 * i / SampleRate))).ToArray();
        var row = Rows(note)[1][Tonal];
        Assert.All(row, value => Assert.True(float.IsFinite(value)));
        float Value(string name) => row[Array.IndexOf([.. TonalStatistics.Names], name)];
        Assert.InRange(Value("chroma-sorted-1"), 0.6, 1);
        Assert.Equal(Value("chroma-sorted-1"), Value("chroma-from-root-0"));
        Assert.InRange(Value("chroma-interval-6"), 0, 0.1);
        Assert.InRange(Value("octave-3-prominence-mean"), Value("octave-1-prominence-mean") + 1, 80);
    }

    [Fact]
    public void Fill_Noise_HasNoKeyAndForgetsAtOnce()
    {
        var row = Rows(TestSpectra.Noise(110_250))[0][Tonal];
        float Value(string name) => row[Array.IndexOf([.. TonalStatistics.Names], name)];
        Assert.InRange(Value("chroma-entropy"), 2.3, Math.Log(12));
        Assert.InRange(Value("chroma-sorted-1"), 1 / 12.0, 0.12);
        Assert.InRange(Value("prominence-lag-16"), -0.1, 0.1);
        Assert.InRange(Value("prominence-lag-1"), 0.5, 1);
    }

    [Theory]
    [InlineData(44_100)]
    [InlineData(16_000)]
    public void SemitoneBank_OtherRates_HasWeightsOfSumOne(int rate)
    {
        var bank = new SemitoneBank(rate, 8192);
        Assert.Equal((72, 4097), (bank.Count, bank.BinCount));
        Assert.All(Enumerable.Range(0, 72), note => Assert.Equal(1, bank.Weights(note).ToArray().Sum(), 1e-5));
        // A4 is the 34th note.
        var center = Enumerable.Range(0, bank.Weights(33).Length).Sum(i => bank.Weights(33)[i] * (bank.Start(33) + i)) * rate / 8192.0;
        Assert.InRange(center, 438, 442);
    }

    /// <summary>The columns of one crop of whole frames.</summary>
    private static float[] Statistics(IEnumerable<float[]> chroma, float[] power)
    {
        float[] series = [.. new float[13 * FrameCount], .. chroma.SelectMany(values => values)];
        var mfcc = new float[CropStatistics.MfccCount * FrameCount];
        var frames = new CropFrames(series, mfcc, new float[FrameCount], 2584, new float[mfcc.Length], new float[mfcc.Length]);
        var notes = new SemitoneFrames(new FeatureOptions());
        notes.ReadPower(power);
        var row = new float[TonalStatistics.Count];
        TonalStatistics.Fill(frames, notes, 0, FrameCount, row);
        return row;
    }

    /// <summary>Power of 72 notes, of which those that sound stay within their octave and have quiet ones around them.</summary>
    private static float[] Power(int transposition)
    {
        const int Count = FrameCount / 2;
        var power = new float[SemitoneBank.NoteCount * Count];
        Array.Fill(power, 1e-4f);
        foreach (var note in new[] { 2, 5, 7 })
        {
            for (var octave = 0; octave < SemitoneBank.OctaveCount; octave++)
            {
                var values = TestSpectra.Noise(Count, (ulong)((octave * 12) + note));
                for (var frame = 0; frame < Count; frame++)
                {
                    power[(((octave * 12) + note + transposition) * Count) + frame] = values[frame] * values[frame];
                }
            }
        }

        return power;
    }

    private static string Path(string clip) => clip.StartsWith("golden/", StringComparison.Ordinal)
        ? Golden.Path(clip["golden/".Length..])
        : SampleClips.Clip(int.Parse(System.IO.Path.GetFileNameWithoutExtension(clip), System.Globalization.CultureInfo.InvariantCulture));

    private static float[] Signal(string clip)
    {
        var audio = AudioDecoder.Decode(Path(clip));
        var resampled = Resampler.Resample(audio.Samples.Span, audio.SampleRate, SampleRate);
        return resampled[..Math.Min(resampled.Length, 30 * SampleRate)];
    }

    /// <summary>Statistics of three crops, as in the feature file.</summary>
    private static float[][] Rows(float[] signal)
    {
        var kernels = new FeatureKernels(new FeatureOptions(Crops: 3));
        var rows = new FeatureRows(kernels);
        Assert.Null(new SignalAnalyzer(kernels).Analyze(signal, rows));
        return [.. rows.Statistics.Chunk(CropColumns.Count)];
    }

    private static IEnumerable<double> ChromaMeans(float[] row) =>
        Enumerable.Range(0, CropColumns.Count).Where(column => CropColumns.Names[column] is var name
            && name.StartsWith("chroma-", StringComparison.Ordinal) && name.EndsWith("-mean", StringComparison.Ordinal) && column < CropStatistics.Count)
            .Select(column => (double)row[column]);

    /// <summary>Shape [class][frame].</summary>
    private static double[][] Chroma(float[] signal)
    {
        var bank = new ChromaBank(SampleRate, 2048);
        var frames = Oracle.Power(signal, 2048, 512).Select(power =>
        {
            var classes = Enumerable.Range(0, 12).Select(i =>
                Enumerable.Range(0, bank.Weights(i).Length).Sum(bin => bank.Weights(i)[bin] * power[bank.Start(i) + bin])).ToArray();
            return classes.Select(value => classes.Max() > 1.2e-38 ? value / classes.Max() : value).ToArray();
        }).ToArray();
        return [.. Enumerable.Range(0, 12).Select(i => frames.Select(frame => frame[i]).ToArray())];
    }

    /// <summary>Chords of pure tones that swell and fade, all of one octave's notes each: two seconds, twice.</summary>
    private static float[] Chords(int transposition, int length)
    {
        const int ChordLength = 11_025;
        int[][] chords = [[0, 4, 7], [2, 5, 9], [0, 5, 9], [2, 7, 9]];
        var signal = new float[length];
        for (var i = 0; i < length; i++)
        {
            var envelope = Math.Sin(Math.PI * (i % ChordLength) / ChordLength);
            foreach (var note in chords[i / ChordLength % chords.Length])
            {
                foreach (var octave in new[] { 60, 72, 84 })
                {
                    var frequency = 440 * Math.Pow(2, (note + transposition + octave - 69) / 12.0);
                    signal[i] += (float)(0.05 * envelope * envelope * Math.Sin(2 * Math.PI * frequency * i / SampleRate));
                }
            }
        }

        return signal;
    }

    private static double[] Values(JsonNode node) => [.. node.AsArray().Select(value => value!.GetValue<double>())];

    private static void AssertClose(double[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"{i}: {expected[i]} and {actual[i]}");
        }
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance) =>
        AssertClose(expected, Array.ConvertAll(actual, value => (float)value), tolerance);
}
