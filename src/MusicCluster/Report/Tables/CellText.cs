using System.Globalization;

namespace MusicCluster.Report.Tables;

/// <summary>Cells as text that is the same in every rendering.</summary>
internal static class CellText
{
    /// <summary>A whole number without decimals, others with three, an estimate with its uncertainty; text cleaned and not yet escaped.</summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        double number when IsWhole(number) => number.ToString("F0", CultureInfo.InvariantCulture),
        double number => Decimals(number, 3),
        Estimate estimate => estimate.ToString(),
        _ => PlainText.Of(value.ToString()!),
    };

    /// <summary>Fixed decimals, never a negative zero.</summary>
    public static string Decimals(double number, int count)
    {
        var text = number.ToString($"F{count}", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAnyExcept("-0.") < 0 ? text.TrimStart('-') : text;
    }

    /// <summary>A number with its noun: <c>1 track</c>, <c>2 tracks</c>.</summary>
    public static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    public static bool IsWhole(double number) => number == Math.Truncate(number) && Math.Abs(number) < 1e15;

    /// <summary>A cell of a CSV file: empty is null, a finite number is a number.</summary>
    public static object? Parse(string text) =>
        text.Length == 0 ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : text;
}
