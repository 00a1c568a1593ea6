namespace MusicCluster.Foundation.Tables;

/// <summary>How numbers are written in tables: fixed decimals, so that a diff shows what changed and nothing else.</summary>
internal static class Numbers
{
    /// <summary>Six decimals; never a negative zero; an undefined number is empty.</summary>
    public static string Format(double value)
    {
        if (!double.IsFinite(value))
        {
            return "";
        }

        var text = value.ToString("F6");
        return text == "-0.000000" ? "0.000000" : text;
    }
}
