using System.Globalization;
using System.Text;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report.Tex;

/// <summary>Text for LaTeX that compiles with pdfTeX and its usual fonts.</summary>
internal static class TexText
{
    private static readonly Dictionary<int, string> Known = new()
    {
        ['\\'] = @"\textbackslash{}", ['{'] = @"\{", ['}'] = @"\}", ['$'] = @"\$", ['&'] = @"\&", ['#'] = @"\#", ['%'] = @"\%", ['_'] = @"\_",
        ['^'] = @"\textasciicircum{}", ['~'] = @"\textasciitilde{}", ['<'] = @"\textless{}", ['>'] = @"\textgreater{}", ['|'] = @"\textbar{}",
        ['"'] = @"\textquotedbl{}", ['`'] = @"\textasciigrave{}", ['\''] = @"\textquotesingle{}",
        ['±'] = @"$\pm$", ['×'] = @"$\times$", ['·'] = @"$\cdot$", ['−'] = "$-$", ['≤'] = @"$\le$", ['≥'] = @"$\ge$", ['→'] = @"$\rightarrow$",
        ['†'] = @"\textdagger{}", ['β'] = @"$\beta$", ['µ'] = @"$\mu$", ['²'] = @"\textsuperscript{2}", ['°'] = @"\textdegree{}", ['…'] = @"\ldots{}",
        ['–'] = "--", ['—'] = "---", ['‘'] = "`", ['’'] = "'", ['“'] = "``", ['”'] = "''", ['€'] = @"\texteuro{}",
    };

    /// <summary>
    /// Cleaned and escaped. Letters that the usual fonts have stay; runs of others (Hebrew, Chinese, …) become their code points, because
    /// one of them would stop the whole paper.
    /// </summary>
    public static string Escape(string text, int maximumLength = PlainText.MaximumLength)
    {
        var escaped = new StringBuilder(text.Length);
        var foreign = new List<string>();
        foreach (var rune in PlainText.Of(text, maximumLength).EnumerateRunes())
        {
            if (!Known.ContainsKey(rune.Value) && !IsLatin(rune.Value))
            {
                foreign.Add($"U+{rune.Value.ToString("X4", CultureInfo.InvariantCulture)}");
                continue;
            }

            Flush(escaped, foreign);
            escaped.Append(Known.TryGetValue(rune.Value, out var command) ? command : rune.ToString());
        }

        Flush(escaped, foreign);
        return escaped.ToString();
    }

    /// <summary>ASCII, Latin-1's letters and Latin Extended-A: what the T1 encoding has.</summary>
    private static bool IsLatin(int code) =>
        code is (>= 0x20 and < 0x7F) or (>= 0xC0 and <= 0xFF) or (>= 0x100 and <= 0x17F and not (0x108 or 0x109 or 0x10A or 0x10B))
        && !IsMissing(code);

    /// <summary>Letters of Latin Extended-A that T1 cannot make of an accent and a letter.</summary>
    private static bool IsMissing(int code) => code is 0x126 or 0x127 or 0x138 or 0x13F or 0x140 or 0x149 or 0x166 or 0x167 or 0x17F;

    private static void Flush(StringBuilder escaped, List<string> foreign)
    {
        if (foreign.Count > 0)
        {
            escaped.Append($"\\texttt{{{string.Join(' ', foreign)}}}");
            foreign.Clear();
        }
    }
}
