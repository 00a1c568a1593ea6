using MusicCluster.Embeddings;

namespace MusicCluster.Report.Figures;

/// <summary>Heights of representations below one another, with a gap for its name above each family.</summary>
internal sealed class FigureSlots
{
    private readonly Dictionary<RepresentationName, double> positions = [];

    /// <summary>Places them.</summary>
    /// <param name="representations">Each with its family, those of one together; a single family has no heading.</param>
    public FigureSlots(IReadOnlyList<(RepresentationName Name, string Family)> representations)
    {
        var hasHeadings = representations.Select(item => item.Family).Distinct().Count() > 1;
        var headings = new List<(string Family, double Position)>();
        foreach (var (name, family) in representations)
        {
            if (hasHeadings && (headings.Count == 0 || headings[^1].Family != family))
            {
                headings.Add((family, -(positions.Count + headings.Count)));
            }

            positions.Add(name, -(positions.Count + headings.Count));
        }

        (Names, Headings) = ([.. representations.Select(item => item.Name)], headings);
    }

    /// <summary>From the top.</summary>
    public IReadOnlyList<RepresentationName> Names { get; }

    /// <summary>Where names of families stand.</summary>
    public IReadOnlyList<(string Family, double Position)> Headings { get; }

    /// <summary>Rows and gaps together.</summary>
    public int Count => Names.Count + Headings.Count;

    /// <summary>0 is the top, each row one below.</summary>
    public double PositionOf(RepresentationName name) => positions[name];
}
