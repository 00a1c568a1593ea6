using System.Globalization;
using System.Text;
using MusicCluster.Clusters;
using MusicCluster.Foundation.Options;
using MusicCluster.Models;

namespace MusicCluster.Pipeline.Profiles;

/// <summary>The page about profiles, <c>docs/profiles.md</c>, made from what the options say of themselves.</summary>
internal static class ProfilePage
{
    private const string Introduction = "profiles-intro.md";

    /// <summary>The page as Markdown with a final line break.</summary>
    public static string ToMarkdown()
    {
        var page = new StringBuilder(ReadIntroduction());
        var defaults = new Profile();
        foreach (var section in OptionInfo.Of(typeof(Profile)))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {section.Key}\n\n{section.Option?.Description}\n\n");
            if (section.IsRecord && section.IsList)
            {
                var entries = OptionDefault.Of(section, defaults)!.AsArray().Select(name => $"`{name}`");
                page.Append(CultureInfo.InvariantCulture, $"A list of names, or of objects with the keys below. Default: {string.Join(", ", entries)}.\n\n");
            }

            Append(page, section.IsRecord ? OptionRow.Of(section.ValueType) : [new OptionRow(section.Key, section, OptionDefault.Of(section, defaults))]);
            page.Append(section.ValueType == typeof(ModelOptions) ? ModelTable() : section.ValueType == typeof(ClustererOptions) ? ClustererTable() : "");
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, IReadOnlyList<OptionRow> rows)
    {
        page.Append(Table(["key", "default", "range or words", "unit", "what it does"], rows.Select(row => row.Cells())));
        // What an enum's words mean is said nowhere else; names of models and clusterers have tables of their own.
        foreach (var row in rows.Where(row => row.Option.ValueType.IsEnum))
        {
            var words = row.Option.Words.Select(word => $"- `{word}`: {row.Option.Meaning(word)}\n");
            page.Append(CultureInfo.InvariantCulture, $"\n`{row.Key}` is one of\n\n{string.Concat(words)}");
        }
    }

    private static string ModelTable() => "\n" + Table(
        ["model", "what it is", "latent", "epochs", "other defaults"],
        ModelCatalog.All.Select(kind => new[]
        {
            $"`{kind.Name}`", kind.Note.Length == 0 ? kind.Description : $"{kind.Description} *{kind.Note}*", $"{kind.Latent}",
            kind.Epochs == 0 ? "" : $"{kind.Epochs}",
            string.Join(", ", OwnDefaults(kind)),
        }));

    private static IEnumerable<string> OwnDefaults(ModelKind kind)
    {
        var standard = new ModelKind("", kind.Input, kind.Latent, kind.Epochs) { Description = "" };
        (string Key, object Value, object Standard)[] values =
        [
            ("beta", kind.Beta, standard.Beta), ("scaling", kind.Scaling, standard.Scaling), ("normPower", kind.NormPower, standard.NormPower),
            ("components", kind.Components, standard.Components), ("pretrainingEpochs", kind.PretrainingEpochs, standard.PretrainingEpochs),
        ];
        return values.Where(value => !value.Value.Equals(value.Standard)).Select(value => $"{value.Key} {OptionRow.Text(value.Value)}");
    }

    private static string ClustererTable() => "\n" + Table(
        ["clusterer", "what it does", "number of clusters"],
        ClustererCatalog.All.Select(kind => new[] { $"`{kind.Name}`", kind.Description, kind.NeedsClusterCount ? "`k`" : "finds its own" }));

    private static string Table(string[] header, IEnumerable<string[]> rows)
    {
        var lines = rows.Prepend([.. header.Select(_ => "---")]).Prepend(header);
        return string.Concat(lines.Select(cells => $"| {string.Join(" | ", cells.Select(cell => Escaped(cell)))} |\n"));
    }

    private static string Escaped(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string ReadIntroduction()
    {
        using var stream = typeof(ProfilePage).Assembly.GetManifestResourceStream(Introduction)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
