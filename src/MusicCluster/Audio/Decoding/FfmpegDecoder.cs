using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace MusicCluster.Audio.Decoding;

/// <summary>Decodes with an ffmpeg process, which reads nearly everything. No shell, a time limit, our own downmix.</summary>
internal static partial class FfmpegDecoder
{
    /// <summary>The first line of <c>ffmpeg -version</c>, null when there is no ffmpeg on the path.</summary>
    public static readonly string? FoundVersion = FindVersion();

    /// <summary>Decodes into <paramref name="sink"/>; null and a reason when it cannot read the file.</summary>
    public static DecodedSound? Decode(
        string path, long byteCount, AudioDecodeOptions options, ISoundSink sink, out string reason, CancellationToken cancellation)
    {
        var watch = new DecodeWatch(options.TimeLimitSeconds, cancellation);
        using var process = Start([
            "-hide_banner", "-nostdin", "-protocol_whitelist", "file,pipe", "-i", "file:" + Path.GetFullPath(path),
            .. Limit(options), "-map", "0:a:0", "-c:a", "pcm_f32le", "-f", "wav", "pipe:1"]);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(watch.Left);
        // Killing the process ends both pipes, so no read below can hang.
        using var kill = limit.Token.Register(() => Kill(process));
        var messages = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var format = WavStream.ReadFormat(process.StandardOutput.BaseStream);
        var heard = (FrameCount: 0L, IsAtEnd: true);
        try
        {
            if (format is { } known)
            {
                AudioLimits.Check(path, byteCount, known.SampleRate, known.ChannelCount);
                sink.Start(known.SampleRate, known.ChannelCount);
                var wanted = AudioLimits.SampleCount(options.MaximumSeconds, known.SampleRate);
                heard = new SoundPump(path, byteCount, watch).Run(
                    sink, known.ChannelCount, wanted, part => Read(process.StandardOutput.BaseStream, part, watch, limit) / known.ChannelCount);
            }
        }
        finally
        {
            Kill(process);
        }

        var text = messages.GetAwaiter().GetResult();
        cancellation.ThrowIfCancellationRequested();
        if (limit.IsCancellationRequested)
        {
            throw AudioLimits.TooSlow(path, byteCount, options);
        }

        reason = format is null ? Reason(text) : "";
        if (format is not { } found)
        {
            return null;
        }

        // What it says of the duration is a guess where there is no header: only other decoders tell a file that breaks off.
        var sound = DecodedSound.Of(found.SampleRate, heard, 0, isDamaged: false);
        return sound with { DurationSeconds = Duration(text, sound.HeardSeconds) };
    }

    private static IEnumerable<string> Limit(AudioDecodeOptions options) =>
        double.IsFinite(options.MaximumSeconds) ? ["-t", options.MaximumSeconds.ToString("0.######")] : [];

    private static Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("ffmpeg", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("ffmpeg did not start.");
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    // The limit is counted here alone: it must not end the process while its sound is being worked on.
    private static int Read(Stream stream, Span<float> values, DecodeWatch watch, CancellationTokenSource limit)
    {
        limit.CancelAfter(watch.Left);
        var bytes = MemoryMarshal.AsBytes(values);
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) / sizeof(float);
        limit.CancelAfter(Timeout.InfiniteTimeSpan);
        return count;
    }

    private static double Duration(string messages, double decoded)
    {
        var match = DurationPattern().Match(messages);
        return match.Success && TimeSpan.TryParse(match.Groups[1].Value, out var duration)
            ? Math.Max(duration.TotalSeconds, decoded)
            : decoded;
    }

    /// <summary>
    /// ffmpeg's message in words of ours: its own hold the file's absolute path, addresses in memory and the speed of this very run.
    /// </summary>
    private static string Reason(string messages) =>
        messages.Contains("matches no streams", StringComparison.Ordinal) || messages.Contains("does not contain any stream", StringComparison.Ordinal)
            ? "it holds no sound"
        : messages.Contains("Invalid data found", StringComparison.Ordinal) ? "it is not a format that ffmpeg knows, or is damaged"
        : "it cannot be decoded";

    private static string? FindVersion()
    {
        if (HiddenPrograms.Contains("ffmpeg"))
        {
            return null;
        }

        try
        {
            using var process = Start(["-hide_banner", "-version"]);
            _ = process.StandardError.ReadToEndAsync();
            return process.StandardOutput.ReadLine();
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^\s*Duration: (\d+:\d+:\d+\.\d+)", RegexOptions.Multiline)]
    private static partial Regex DurationPattern();
}
