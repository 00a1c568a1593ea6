using System.Globalization;

namespace MusicCluster.Foundation;

/// <summary>Byte counts for people.</summary>
internal static class ByteSize
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>E.g. <c>7.2 GiB</c>.</summary>
    public static string Format(long byteCount)
    {
        double value = byteCount;
        var unit = 0;
        while (Math.Abs(value) >= 1024 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"{(unit == 0 ? value.ToString("F0", CultureInfo.InvariantCulture) : value.ToString("F1", CultureInfo.InvariantCulture))} {Units[unit]}");
    }
}
