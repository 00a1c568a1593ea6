using System.Diagnostics;
using System.Globalization;
using MusicCluster.Foundation;

namespace MusicCluster.Cli;

/// <summary>A bar with rate and time left on a terminal; otherwise a line every few seconds.</summary>
internal sealed class ProgressDisplay : IProgress<StageProgress>, IDisposable
{
    private const int BarWidth = 24;
    private static readonly TimeSpan TerminalPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LinePause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RepeatPause = TimeSpan.FromSeconds(1);
    private readonly TextWriter errors;
    private readonly bool isTerminal;
    private readonly Lock access = new();

    // One step may take minutes: what was reported last is shown again meanwhile.
    private readonly Timer repeat;
    private StageProgress latest;
    private string activity = "";
    private long startedAt;
    private long lastShownAt;
    private bool isLineOpen;

    public ProgressDisplay(TextWriter errors, bool isTerminal)
    {
        (this.errors, this.isTerminal) = (errors, isTerminal);
        repeat = new Timer(_ => Repeat(), null, RepeatPause, RepeatPause);
    }

    public void Report(StageProgress value)
    {
        lock (access)
        {
            var now = Stopwatch.GetTimestamp();
            latest = value;
            if (activity != value.Activity)
            {
                activity = value.Activity;
                startedAt = now;
                // Work that is over within a few seconds needs no line of its own.
                lastShownAt = now;
                return;
            }

            ShowIfDue(now, isTerminal ? TerminalPause : LinePause);
        }
    }

    /// <summary>Wipes the bar, so that a line can follow.</summary>
    public void Clear()
    {
        lock (access)
        {
            if (isLineOpen)
            {
                errors.Write("\r\u001b[K");
                isLineOpen = false;
            }

            activity = "";
        }
    }

    public void Dispose() => repeat.Dispose();

    private void Repeat()
    {
        lock (access)
        {
            if (activity.Length > 0)
            {
                ShowIfDue(Stopwatch.GetTimestamp(), isTerminal ? RepeatPause : LinePause);
            }
        }
    }

    private void ShowIfDue(long now, TimeSpan pause)
    {
        if (Stopwatch.GetElapsedTime(lastShownAt, now) >= pause)
        {
            lastShownAt = now;
            Show(latest, Stopwatch.GetElapsedTime(startedAt, now));
        }
    }

    private void Show(StageProgress value, TimeSpan elapsed)
    {
        var text = Format(value, elapsed);
        if (!isTerminal)
        {
            errors.WriteLine(text);
            return;
        }

        var width = Math.Max(20, Console.WindowWidth - 1);
        errors.Write("\r\u001b[K" + (text.Length > width ? text[..width] : text));
        isLineOpen = true;
    }

    /// <summary>E.g. <c>training [######------] 42/80 epochs, 3.1/s, 12 s left, conv-vae seed 0: …</c>.</summary>
    internal static string Format(StageProgress value, TimeSpan elapsed)
    {
        var doneCount = value.DoneCount + value.Begun;
        var rate = elapsed.TotalSeconds > 0 ? doneCount / elapsed.TotalSeconds : 0;
        var detail = value.Detail.Length == 0 ? "" : $", {value.Detail}";
        var isBytes = value.Unit == StageProgress.Bytes;
        var speed = isBytes ? ByteSize.Format((long)rate) : rate.ToString("G3", CultureInfo.InvariantCulture);
        if (value.TotalCount <= 0)
        {
            var count = isBytes ? ByteSize.Format(value.DoneCount) : string.Create(CultureInfo.InvariantCulture, $"{value.DoneCount} {value.Unit}");
            return $"{value.Activity}: {count}, {speed}/s{detail}";
        }

        var filled = (int)Math.Clamp(BarWidth * doneCount / value.TotalCount, 0, BarWidth);
        // With nothing done yet, the time left is unknown.
        var left = rate > 0 ? $", {Duration(TimeSpan.FromSeconds((value.TotalCount - doneCount) / rate))} left" : $", {Duration(elapsed)} so far";
        var done = isBytes
            ? $"{ByteSize.Format(value.DoneCount)} of {ByteSize.Format(value.TotalCount)}"
            : string.Create(CultureInfo.InvariantCulture, $"{value.DoneCount}/{value.TotalCount} {value.Unit}");
        return $"{value.Activity} [{new string('#', filled)}{new string('-', BarWidth - filled)}] {done}, {speed}/s{left}{detail}";
    }

    private static string Duration(TimeSpan time) => time.TotalSeconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):F0} s")
        : time.TotalHours < 1.5
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes):F0} min")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:F1} h");
}
