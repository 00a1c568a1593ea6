using System.Globalization;
using System.Text;

namespace MusicCluster.Lyrics;

/// <summary>
/// Unicode's normalisation form KC: one spelling per text, with ligatures, wide letters and the like written plainly.
/// </summary>
/// <remarks>
/// The runtime's own does nothing without ICU, which the programs here run without. Unicode Standard Annex 15; the table is
/// <c>Nfkc.txt</c>, Hangul is computed (The Unicode Standard, section 3.12).
/// </remarks>
public static class CompatibilityForm
{
    private const int SyllableStart = 0xac00;
    private const int LeadStart = 0x1100;
    private const int VowelStart = 0x1161;
    private const int TailStart = 0x11a7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TailCount = 28;
    private const int SyllableCount = LeadCount * VowelCount * TailCount;
    private static readonly Lazy<Tables> Table = new(Load);

    /// <summary>The text in form KC; a lone surrogate becomes U+FFFD.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var codes = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, codes);
        }

        Reorder(codes);
        Compose(codes);
        var result = new StringBuilder(text.Length);
        codes.ForEach(code => result.Append(new Rune(code)));
        return result.ToString();
    }

    private static void Decompose(int code, List<int> codes)
    {
        var syllable = code - SyllableStart;
        if (syllable is >= 0 and < SyllableCount)
        {
            codes.Add(LeadStart + (syllable / (VowelCount * TailCount)));
            codes.Add(VowelStart + (syllable / TailCount % VowelCount));
            if (syllable % TailCount > 0)
            {
                codes.Add(TailStart + (syllable % TailCount));
            }
        }
        else if (Table.Value.Decompositions.TryGetValue(code, out var parts))
        {
            codes.AddRange(parts);
        }
        else
        {
            codes.Add(code);
        }
    }

    /// <summary>Marks behind a letter go by their class; those of one class keep their order.</summary>
    private static void Reorder(List<int> codes)
    {
        for (var i = 1; i < codes.Count; i++)
        {
            var code = codes[i];
            var level = Class(code);
            var place = i;
            while (level > 0 && place > 0 && Class(codes[place - 1]) > level)
            {
                codes[place] = codes[place - 1];
                place--;
            }

            codes[place] = code;
        }
    }

    private static void Compose(List<int> codes)
    {
        var start = -1;
        var lastClass = 0;
        var count = 0;
        foreach (var code in codes.ToArray())
        {
            var level = Class(code);
            var isNext = count == start + 1;
            if (start >= 0 && (isNext || (lastClass < level && lastClass > 0)) && Pair(codes[start], code) is { } composite)
            {
                codes[start] = composite;
                continue;
            }

            if (level == 0)
            {
                start = count;
            }

            lastClass = level;
            codes[count++] = code;
        }

        codes.RemoveRange(count, codes.Count - count);
    }

    private static int? Pair(int first, int second)
    {
        if (first - LeadStart is >= 0 and < LeadCount && second - VowelStart is >= 0 and < VowelCount)
        {
            return SyllableStart + ((((first - LeadStart) * VowelCount) + second - VowelStart) * TailCount);
        }

        if (first - SyllableStart is >= 0 and < SyllableCount && (first - SyllableStart) % TailCount == 0 && second - TailStart is > 0 and < TailCount)
        {
            return first + second - TailStart;
        }

        return Table.Value.Compositions.TryGetValue((first, second), out var composite) ? composite : null;
    }

    private static int Class(int code) => Table.Value.Classes.GetValueOrDefault(code);

    private static Tables Load()
    {
        var tables = new Tables([], [], []);
        using var reader = new StreamReader(typeof(CompatibilityForm).Assembly.GetManifestResourceStream("Nfkc.txt")!);
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(' ');
            switch (fields[0])
            {
                case "D":
                    tables.Decompositions.Add(Code(fields[1]), [.. fields[2..].Select(Code)]);
                    break;
                case "K":
                    tables.Classes.Add(Code(fields[1]), byte.Parse(fields[2], CultureInfo.InvariantCulture));
                    break;
                case "C":
                    tables.Compositions.Add((Code(fields[1]), Code(fields[2])), Code(fields[3]));
                    break;
            }
        }

        return tables;
    }

    private static int Code(string hex) => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private sealed record Tables(
        Dictionary<int, int[]> Decompositions, Dictionary<int, byte> Classes, Dictionary<(int First, int Second), int> Compositions);
}
