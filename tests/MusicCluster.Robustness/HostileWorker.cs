using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using MusicCluster.Audio.Decoding;
using MusicCluster.Foundation;
using MusicCluster.Lyrics.Sources;
using MusicCluster.Robustness.Hostile;

namespace MusicCluster.Robustness;

/// <summary>A kind of hostile input.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CaseCount">Cases of a full run.</param>
/// <param name="Run">Makes the case of a number below a folder of its own and gives it to the program.</param>
internal sealed record HostileFamily(string Name, int CaseCount, Action<Random, string> Run);

/// <summary>Runs cases in this process, a line each: number, outcome, seconds, memory, reason.</summary>
internal static partial class HostileWorker
{
    public static IReadOnlyList<HostileFamily> Families { get; } =
    [
        new("audio", 3_000, HostileAudio.Run),
        new("tags", 1_000, HostileTags.Run),
        new("managed-mp3", 1_000, HostileAudio.For(AudioBackend.Managed, ".mp3")),
        new("managed-ogg", 1_000, HostileAudio.For(AudioBackend.Managed, ".ogg")),
        new("managed-opus", 1_000, HostileAudio.For(AudioBackend.Managed, ".opus")),
        new("managed-wav", 1_000, HostileAudio.For(AudioBackend.Managed, ".wav", ".aiff")),
        new("ffmpeg", 300, HostileAudio.For(AudioBackend.Ffmpeg, ".mp3", ".wav", ".flac", ".ogg", ".opus", ".aiff")),
        new("zip", 1_500, HostileZip.Run),
        new("csv", 2_000, HostileTables.Run),
        new("fma-tracks", 1_000, HostileTables.RunFma),
        new("profile", 2_000, HostileProfiles.Run),
        new("npy", 1_500, HostileArrays.Run),
        new("safetensors", 1_000, HostileWeights.Run),
        new("ggml", 600, HostileModels.Run),
        new("lyrics", 1_000, HostileLyrics.Run),
        new("http", 400, HostileHttp.Run),
    ];

    public static int Run(string familyName, int from, int to, string root)
    {
        var family = Families.First(family => family.Name == familyName);
        for (var number = from; number < to; number++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(root, "case", "inner")).FullName;
            var watch = Stopwatch.StartNew();
            var (outcome, reason) = Outcome(family, number, folder);
            var seconds = watch.Elapsed.TotalSeconds;
            if (Directory.GetFileSystemEntries(root).Length > 1 || Directory.GetFileSystemEntries(Path.Combine(root, "case")).Length > 1)
            {
                (outcome, reason) = ("escaped", "a file lies outside the case's folder");
            }

            Directory.Delete(Path.Combine(root, "case"), recursive: true);
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{number}\t{outcome}\t{seconds:F3}\t{Process.GetCurrentProcess().PeakWorkingSet64}\t{reason}"));
        }

        return 0;
    }

    private static (string Outcome, string Reason) Outcome(HostileFamily family, int number, string folder)
    {
        try
        {
            // Families differ in their random numbers, too.
            family.Run(new Random(HashCode(family.Name) + number), folder);
            return ("read", "");
        }
        catch (Exception error) when (error is UserException or SourceException)
        {
            return error.Message.Contains('\n', StringComparison.Ordinal) || error.Message.Length is 0 or > 4000
                ? ("no sentence", $"{error.Message.Length} characters: {Short(error.Message)}")
                : ("refused", Short(error.Message));
        }
        catch (Exception error)
        {
            return ("crashed", $"{error.GetType().Name}: {Short(error.Message)} {Short(error.StackTrace ?? "")}");
        }
    }

    /// <summary>The reason without what differs from case to case.</summary>
    private static string Short(string text)
    {
        var plain = Variable().Replace(text.ReplaceLineEndings(" ").Replace('\t', ' '), "#");
        return plain.Length > 160 ? plain[..160] : plain;
    }

    private static int HashCode(string text) => text.Aggregate(17, (hash, c) => unchecked((hash * 31) + c)) & 0xffffff;

    [GeneratedRegex("'[^']*'|[0-9]+|\"[^\"]*\"")]
    private static partial Regex Variable();
}
