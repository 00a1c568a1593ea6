using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using MusicCluster.Audio.Decoding;
using MusicCluster.Tests.Audio;
using Xunit;

namespace MusicCluster.Tests.Features.Descriptors;

/// <summary>Loudness, range and true peak of every sample clip against <c>ffmpeg -af ebur128</c>.</summary>
public partial class EbuFfmpegTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void SampleClips_AllOfThem_AgreeWithFfmpeg()
    {
        Assert.SkipUnless(HasFfmpeg(), "There is no ffmpeg on this machine.");
        var rows = Directory.GetFiles(Path.Combine(SampleClips.Root, "audio", "000"), "*.mp3").Order(StringComparer.Ordinal).AsParallel().AsOrdered()
            .WithDegreeOfParallelism(2).Select(Compare).ToList();
        Assert.NotEmpty(rows);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{rows.Count} clips: loudness within {rows.Max(row => row.Loudness):0.000} LU, range within {rows.Max(row => row.Range):0.00} LU, "
            + $"true peak within {rows.Max(row => row.Peak):0.00} dB");
        Assert.All(rows, row => Assert.True(row.Loudness <= 0.1, $"{row.Name}: loudness differs by {row.Loudness} LU."));
        // Up to .54 LU apart on these clips; probably by ffmpeg's first blocks, which was not looked up in its source.
        Assert.All(rows, row => Assert.True(row.Range <= 0.6, $"{row.Name}: the range differs by {row.Range} LU."));
        Assert.All(rows, row => Assert.True(row.Peak <= 0.5, $"{row.Name}: the true peak differs by {row.Peak} dB."));
    }

    private static (string Name, double Loudness, double Range, double Peak) Compare(string path)
    {
        var clip = AudioDecoder.Decode(path, new AudioDecodeOptions(MaximumSeconds: 60));
        var own = DescribedSound.OfSound(clip.Samples.ToArray(), clip.SampleRate, 1);
        var text = Run("-nostats", "-i", path, "-af", "ebur128=peak=true", "-f", "null", "-");
        var summary = text[text.LastIndexOf("Summary:", StringComparison.Ordinal)..];
        return (
            Path.GetFileName(path),
            Math.Abs(own.LoudnessLufs!.Value - Number(LoudnessLine().Match(summary))),
            Math.Abs(own.LoudnessRangeLu!.Value - Number(RangeLine().Match(summary))),
            Math.Abs(own.TruePeakDbtp!.Value - Number(PeakLine().Match(summary))));
    }

    private static double Number(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    private static bool HasFfmpeg()
    {
        try
        {
            return Run("-version").Length >= 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var text = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return text;
    }

    [GeneratedRegex(@"I:\s+(-?[\d.]+) LUFS")]
    private static partial Regex LoudnessLine();

    [GeneratedRegex(@"LRA:\s+(-?[\d.]+) LU")]
    private static partial Regex RangeLine();

    [GeneratedRegex(@"Peak:\s+(-?[\d.]+) dBFS")]
    private static partial Regex PeakLine();
}
