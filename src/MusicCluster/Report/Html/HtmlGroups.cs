using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using MusicCluster.Evaluation.Groups;
using MusicCluster.Features.Descriptors;
using MusicCluster.Foundation.Tables;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report.Html;

/// <summary>The section of groups: cards that the page makes of data, and the same as tables for those who have no script.</summary>
internal static class HtmlGroups
{
    /// <summary>The value of a track whose descriptor is undefined.</summary>
    private const ushort Undefined = ushort.MaxValue;

    private static readonly string[] TableNames = ["groups", "group-traits"];

    /// <summary>Whether a table stands in this section.</summary>
    public static bool Has(string table) => TableNames.Contains(table);

    /// <summary>The section; nothing where no group is described.</summary>
    public static string Section(ReportContent content)
    {
        var tables = content.Tables.Where(table => Has(table.Name)).ToList();
        if (tables.Count == 0)
        {
            return "";
        }

        var html = new StringBuilder("""
            <section id="groups" aria-labelledby="groups-heading">
            <h2 id="groups-heading">Groups</h2>
            <noscript><p>The cards need JavaScript; the tables do not.</p></noscript>
            <div class="live-only">
            <p class="note">What each group is: its sound against that of the whole collection, its most typical tracks,
            and whether it comes back when tracks are left out. A name only says what was measured.</p>
            <div class="controls"><label>Groups of <select id="groups-representation"></select></label></div>
            <p class="note" id="groups-trust"></p>
            <div id="group-cards" class="cards"></div>
            </div>
            <details><summary>The same as tables</summary>

            """);
        tables.ForEach(table => HtmlTable.Append(html, table));
        return html.Append("</details>\n</section>\n").ToString();
    }

    /// <summary>Per representation its groups, tracks by row, and how far to trust them.</summary>
    public static JsonObject Groups(ReportSource source, IReadOnlyDictionary<string, int> rowOf)
    {
        var separation = (source.Has<ClusterSeparationRow>() ? source.Rows<ClusterSeparationRow>() : []).ToDictionary(row => row.Key, row => row.Verdict);
        var traits = (source.Has<ClusterTraitRow>() ? source.Rows<ClusterTraitRow>() : []).Where(row => row.IsShown).ToLookup(row => (row.Key, row.Cluster));
        return new JsonObject(source.Groups.GroupBy(row => row.Key).OrderByDescending(group => group.Key == source.ShownPartition)
            .Select(partition => KeyValuePair.Create(partition.Key.Representation.ToString(), (JsonNode?)new JsonObject
            {
                ["partition"] = partition.Key.Method.Caption,
                ["verdict"] = separation.GetValueOrDefault(partition.Key, ""),
                ["groups"] = new JsonArray([.. partition.OrderBy(row => row.Number).Select(row => Group(row, traits[(row.Key, row.Cluster)], rowOf))]),
            })));
    }

    private static JsonObject Group(ClusterRow row, IEnumerable<ClusterTraitRow> traits, IReadOnlyDictionary<string, int> rowOf) => new()
    {
        ["cluster"] = row.Cluster,
        ["label"] = PlainText.Of(row.Label),
        ["size"] = row.Size,
        ["stability"] = Rounded(row.Stability),
        ["silhouette"] = Rounded(row.Silhouette),
        ["exemplars"] = Rows(row.Exemplars, rowOf),
        ["borderline"] = Rows(row.Borderline, rowOf),
        ["artists"] = Texts(row.Artists),
        ["words"] = Texts(row.Words),
        ["traits"] = new JsonArray([.. traits.OrderByDescending(trait => Math.Abs(trait.Effect!.Value)).Select(trait => (JsonNode)new JsonArray(
            trait.Descriptor, Rounded(trait.Effect), Rounded(trait.Low), Rounded(trait.High)))]),
    };

    /// <summary>Every track's descriptors, 16 bits each between the smallest and the largest of the collection, and its key.</summary>
    public static JsonObject Descriptors(ReportSource source, IReadOnlyDictionary<string, int> rowOf)
    {
        var rows = source.Has<DescriptorRow>() ? source.Rows<DescriptorRow>() : [];
        var result = new JsonObject();
        foreach (var term in DescriptorTerms.All)
        {
            var values = rows.Select(row => (Row: rowOf.GetValueOrDefault(row.TrackId, -1), Value: term.Of(row)))
                .Where(item => item.Row >= 0 && item.Value is { } value && double.IsFinite(value))
                .Select(item => (item.Row, Value: item.Value!.Value)).ToList();
            if (values.Count > 0)
            {
                result[term.Name] = Packed(term, values, rowOf.Count);
            }
        }

        return result;
    }

    /// <summary>The key of each track, in the order of the tracks; empty where unknown.</summary>
    public static JsonArray Keys(ReportSource source, IReadOnlyDictionary<string, int> rowOf)
    {
        var keys = new string[rowOf.Count];
        Array.Fill(keys, "");
        foreach (var row in source.Has<DescriptorRow>() ? source.Rows<DescriptorRow>() : [])
        {
            if (rowOf.TryGetValue(row.TrackId, out var i))
            {
                keys[i] = PlainText.Of(row.Key);
            }
        }

        return keys.All(key => key.Length == 0) ? [] : new JsonArray([.. keys.Select(key => (JsonNode)key)]);
    }

    private static JsonObject Packed(DescriptorTerm term, List<(int Row, double Value)> values, int count)
    {
        var (low, high) = (values.Min(item => item.Value), values.Max(item => item.Value));
        var packed = new ushort[count];
        Array.Fill(packed, Undefined);
        foreach (var (row, value) in values)
        {
            packed[row] = (ushort)Math.Round((value - low) / Math.Max(high - low, 1e-12) * (Undefined - 1));
        }

        return new JsonObject
        {
            ["label"] = term.Label, ["low"] = low, ["high"] = high,
            ["values"] = Convert.ToBase64String(MemoryMarshal.AsBytes(packed.AsSpan())),
        };
    }

    private static JsonArray Rows(TextList ids, IReadOnlyDictionary<string, int> rowOf) =>
        new([.. ids.Items.Where(rowOf.ContainsKey).Select(id => (JsonNode)rowOf[id])]);

    private static JsonArray Texts(TextList texts) => new([.. texts.Items.Select(text => (JsonNode)PlainText.Of(text))]);

    private static double? Rounded(double? value) => value is { } number ? Math.Round(number, 4) : null;
}
