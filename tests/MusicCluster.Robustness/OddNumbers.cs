using System.Globalization;
using System.Text;

namespace MusicCluster.Robustness;

/// <summary>Music and tables that leave nothing to compare, through the whole chain.</summary>
internal sealed class OddNumbers : IPart
{
    public string Name => "numbers";

    public string Title => "Odd numbers";

    public PartResult Run(Scale scale)
    {
        var result = new PartResult(
            "Whole runs. Each must end with a report, or with one sentence; no table may "
            + "hold NaN or infinity, and a metric without a value must have its reason.",
            "music", "outcome");
        Music(result, "one track", folder => Clip(folder, "a", Tone(440)));
        Music(result, "two tracks", folder => { Clip(folder, "a", Tone(440)); Clip(folder, "b", Tone(660)); });
        Music(result, "ten times the same track", folder => Many(folder, _ => Tone(440)));
        Music(result, "all silent", folder => Many(folder, _ => new float[22050 * 4]));
        Music(result, "all but one silent", folder => Many(folder, i => i == 0 ? Tone(440) : new float[22050 * 4]));
        Music(result, "constant (a steady voltage)", folder => Many(folder, i => [.. Enumerable.Repeat(0.1f * i, 22050 * 4)]));
        Music(result, "samples of 1e-40 (denormal)", folder => Many(folder, i => [.. Tone(200 + (20 * i)).Select(value => value * 1e-40f)]));
        Music(result, "NaN in half of the samples",
            folder => Many(folder, i => [.. Tone(200 + (20 * i)).Select((value, j) => j % 2 == 0 ? float.NaN : value)]));
        Music(result, "infinite samples", folder => Many(folder, i => [.. Tone(200 + (20 * i)).Select((value, j) => j == 7 ? float.PositiveInfinity : value)]));
        Music(result, "one genre", folder => Many(Directory.CreateDirectory(Path.Combine(folder, "Rock")).FullName, i => Tone(200 + (20 * i))));
        Music(result, "a genre per track", folder =>
        {
            for (var i = 0; i < 10; i++)
            {
                Clip(Directory.CreateDirectory(Path.Combine(folder, $"Genre {i}")).FullName, "a", Tone(200 + (20 * i)));
            }
        });
        var random = new Random(3);
        Table(result, "a table of constants", (_, _) => "1");
        Table(result, "a table with one NaN", (row, column) => row == 7 && column == 1 ? "NaN" : $"{row}");
        Table(result, "a table with infinity", (row, column) => row == 7 && column == 1 ? "1e999" : $"{row}");
        Table(result, "a table of denormals", (row, _) => string.Create(CultureInfo.InvariantCulture, $"{random.NextDouble() * 1e-310:R}"));
        Table(result, "a table of numbers around 1e150", (row, _) => string.Create(CultureInfo.InvariantCulture, $"{random.NextDouble() * 1e150:R}"));
        Table(result, "a table of numbers around 1e308", (row, _) => string.Create(CultureInfo.InvariantCulture, $"{random.NextDouble() * 1e308:R}"));
        Table(result, "a table of doubled rows", (row, column) => $"{row / 2 * (column + 1)}");
        return result;
    }

    private static void Music(PartResult result, string what, Action<string> make)
    {
        using var run = new Chain();
        var corpus = Directory.CreateDirectory(Path.Combine(run.Folder, "music")).FullName;
        make(corpus);
        run.WriteProfile(corpus, "\"mfcc-pca\", { \"name\": \"dense-vae\", \"epochs\": 2 }, "
            + "{ \"name\": \"vicreg-statistics\", \"epochs\": 2 }, { \"name\": \"conv-vae\", \"epochs\": 1 }");
        Judge(result, what, run);
    }

    private static void Table(PartResult result, string what, Func<int, int, string> value)
    {
        using var run = new Chain();
        var table = Path.Combine(run.Folder, "tracks.csv");
        File.WriteAllLines(table, ["track_id,genre", .. Enumerable.Range(0, 30).Select(row => $"t{row},{"ABC"[row % 3]}")]);
        File.WriteAllLines(Path.Combine(run.Folder, "points.csv"),
            ["track_id,x,y,z", .. Enumerable.Range(0, 30).Select(row => $"t{row},{value(row, 0)},{value(row, 1)},{value(row, 2)}")]);
        run.WriteProfile(table, "\"mfcc-pca\"");
        File.WriteAllText(run.Profile, File.ReadAllText(run.Profile)
            .Replace("\"corpus\": {", "\"corpus\": { \"kind\": \"table\", \"representations\": { \"theirs\": \""
                + Path.Combine(run.Folder, "points.csv") + "\" },", StringComparison.Ordinal)
            .Replace("\"features\": { \"crops\": 10 },", "", StringComparison.Ordinal));
        Judge(result, what, run);
    }

    private static void Judge(PartResult result, string what, Chain run)
    {
        var ran = run.Run();
        result.Expect(ran.ExitCode is 0 or 1 && !ran.Errors.Contains("   at ", StringComparison.Ordinal)
            && !ran.LastLine.StartsWith("Unexpected", StringComparison.Ordinal), $"{what}: {ran}");
        if (ran.ExitCode == 0)
        {
            foreach (var path in Directory.EnumerateFiles(run.Output, "*.csv", SearchOption.AllDirectories))
            {
                result.Expect(!File.ReadLines(path).Any(line => line.Split(',').Any(field => field is "NaN" or "Infinity" or "-Infinity" or "∞")),
                    $"{what}: NaN or infinity in {Path.GetFileName(path)}");
            }

            var metrics = File.ReadLines(Path.Combine(run.Output, "metrics.csv")).Skip(1).Select(line => line.Split(',')).ToList();
            result.Expect(metrics.All(fields => fields[5].Length > 0 || fields[6].Length > 0), $"{what}: a metric without value and reason");
            var undefined = metrics.Count(fields => fields[5].Length == 0);
            result.Add(what, $"a report; {undefined} of {metrics.Count} metrics have no value but a reason");
        }
        else
        {
            result.Add(what, ran.LastLine.Replace(run.Folder, "…", StringComparison.Ordinal));
        }
    }

    private static void Many(string folder, Func<int, float[]> samples)
    {
        for (var i = 0; i < 10; i++)
        {
            Clip(folder, $"{i}", samples(i));
        }
    }

    private static float[] Tone(double hertz) => [.. Enumerable.Range(0, 22050 * 4).Select(i => (float)(0.3 * Math.Sin(2 * Math.PI * hertz * i / 22050)))];

    /// <summary>A mono WAV of 32-bit floats.</summary>
    private static void Clip(string folder, string name, float[] samples)
    {
        using var writer = new BinaryWriter(File.Create(Path.Combine(folder, name + ".wav")));
        writer.Write(Encoding.ASCII.GetBytes("RIFF"));
        writer.Write(36 + (4 * samples.Length));
        writer.Write(Encoding.ASCII.GetBytes("WAVEfmt "));
        writer.Write(16);
        writer.Write((short)3);
        writer.Write((short)1);
        writer.Write(22050);
        writer.Write(22050 * 4);
        writer.Write((short)4);
        writer.Write((short)32);
        writer.Write(Encoding.ASCII.GetBytes("data"));
        writer.Write(4 * samples.Length);
        foreach (var sample in samples)
        {
            writer.Write(sample);
        }
    }
}
