using MusicCluster.Evaluation.Groups;
using MusicCluster.Report.Tables;
using ScottPlot;

namespace MusicCluster.Report.Figures;

/// <summary>What distinguishes the groups: a mark per group and descriptor, as large as the effect.</summary>
internal static class GroupFigures
{
    /// <summary>More rows would be too many to be read.</summary>
    private const int MaximumCount = 24;

    private const double LargestMark = 30;

    /// <summary>An image, where groups are described.</summary>
    public static IEnumerable<FigureJob> Jobs(ReportSource source)
    {
        if (source.ShownPartition is not { } shown || !source.Has<ClusterTraitRow>())
        {
            yield break;
        }

        var groups = source.Groups.Where(row => row.Key == shown).OrderBy(row => row.Number).Take(MaximumCount).ToList();
        var traits = source.Rows<ClusterTraitRow>().Where(row => row.Key == shown && row.Effect is not null).ToList();
        if (traits.Count == 0)
        {
            yield break;
        }

        var title = $"{shown.Representation}: what distinguishes the groups";
        var figure = new ReportFigure(
            "group-traits", "Groups",
            $"{title}. The size of a mark is that of the effect (Cliff's delta): blue discs are higher than the rest, orange squares lower; open marks were "
            + "not shown to differ.", IsInline: true);
        yield return new FigureJob(figure, folder => Draw(groups, traits, title, folder, figure.Name));
    }

    private static void Draw(List<ClusterRow> groups, List<ClusterTraitRow> traits, string title, string folder, string name)
    {
        var plot = FigureStyle.NewPlot(title);
        var terms = DescriptorTerms.All.Where(term => traits.Any(trait => trait.Descriptor == term.Name)).ToList();
        foreach (var trait in traits)
        {
            var row = groups.FindIndex(group => group.Cluster == trait.Cluster);
            if (row >= 0)
            {
                var column = terms.FindIndex(term => term.Name == trait.Descriptor);
                var marker = plot.Add.Marker(column, -row, Shape(trait), (float)(LargestMark * Math.Sqrt(Math.Abs(trait.Effect!.Value))));
                marker.Color = FigureStyle.ColorOf(trait.Effect > 0 ? 0 : 5);
            }
        }

        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. Enumerable.Range(0, groups.Count).Select(i => (double)-i)], [.. groups.Select(group => PlainText.Of(group.Label, 40))]);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. Enumerable.Range(0, terms.Count).Select(i => (double)i)], [.. terms.Select(term => term.Label)]);
        plot.Axes.Bottom.TickLabelStyle.Rotation = -40;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
        plot.Axes.Bottom.MinimumSize = 150;
        plot.Axes.SetLimits(-0.6, terms.Count - 0.4, -groups.Count + 0.4, 0.6);
        FigureStyle.Save(plot, folder, name, 960, 260 + (44 * groups.Count));
    }

    private static MarkerShape Shape(ClusterTraitRow trait) => (trait.Effect > 0, trait.IsShown) switch
    {
        (true, true) => MarkerShape.FilledCircle,
        (true, false) => MarkerShape.OpenCircle,
        (false, true) => MarkerShape.FilledSquare,
        _ => MarkerShape.OpenSquare,
    };
}
