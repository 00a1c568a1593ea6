using System.Text.RegularExpressions;
using MusicCluster.Foundation.Files;
using ScottPlot;

namespace MusicCluster.Report.Figures;

/// <summary>One look for all figures, the same bytes for the same tables on every machine.</summary>
internal static partial class FigureStyle
{
    public const string FontName = "DejaVu Sans";
    private const string FontFile = "DejaVuSans.ttf";

    /// <summary>Okabe and Ito's colors (2008), distinguishable by color-blind readers too.</summary>
    private static readonly Color[] Palette =
    [
        Color.FromHex("#0072B2"), Color.FromHex("#E69F00"), Color.FromHex("#009E73"), Color.FromHex("#CC79A7"),
        Color.FromHex("#56B4E9"), Color.FromHex("#D55E00"), Color.FromHex("#F0E442"), Color.FromHex("#000000"),
    ];

    private static readonly MarkerShape[] Shapes =
        [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond];

    private static readonly Lazy<bool> Font = new(() =>
    {
        // The font comes along: a bare server has none, and a figure without its labels is useless.
        Fonts.AddFontFile(FontName, Path.Combine(AppContext.BaseDirectory, "Report", "Fonts", FontFile), false, false);
        return true;
    });

    /// <summary>From white to one dark blue: read in gray and by the color-blind alike.</summary>
    public static IColormap Shares { get; } = ScottPlot.Colormap.FromColors([Color.FromHex("#FFFFFF"), Color.FromHex("#56B4E9"), Color.FromHex("#003F66")]);

    public static Color Noise { get; } = Color.FromHex("#BBBBBB");

    public static Color ColorOf(int group) => group < 0 ? Noise : Palette[group % Palette.Length];

    /// <summary>After the last color the shapes go on telling groups apart.</summary>
    public static MarkerShape ShapeOf(int group) => group < 0 ? MarkerShape.OpenCircle : Shapes[(group / Palette.Length) % Shapes.Length];

    /// <summary>Shapes alone, for groups that share a color.</summary>
    public static MarkerShape ShapeAt(int index) => Shapes[index % Shapes.Length];

    public static Plot NewPlot(string title)
    {
        _ = Font.Value;
        var plot = new Plot();
        plot.Font.Set(FontName);
        plot.Title(title, 16);
        plot.Grid.MajorLineColor = Color.FromHex("#E6E6E6");
        plot.Legend.FontName = FontName;
        return plot;
    }

    /// <summary>No ticks, no grid: an image, not a chart. The title stays.</summary>
    public static void HideAxes(Plot plot)
    {
        plot.HideGrid();
        plot.Axes.Bottom.IsVisible = false;
        plot.Axes.Left.IsVisible = false;
        plot.Axes.Right.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
    }

    /// <summary>Writes <c>figures/&lt;name&gt;.png</c> and <c>.svg</c>.</summary>
    public static void Save(Plot plot, string folder, string name, int width = 800, int height = 600)
    {
        var figures = Path.Combine(folder, "figures");
        Directory.CreateDirectory(figures);
        plot.SavePng(Path.Combine(figures, name + ".png"), width, height);
        AtomicFile.WriteText(Path.Combine(figures, name + ".svg"), Renumbered(plot.GetSvgXml(width, height)));
    }

    /// <summary>Skia numbers the parts of a drawing through the whole process; here each drawing begins at 0, whenever it is drawn.</summary>
    private static string Renumbered(string svg)
    {
        var numbers = new Dictionary<string, int>();
        return PartId().Replace(svg, match =>
        {
            if (!numbers.TryGetValue(match.Value, out var number))
            {
                numbers.Add(match.Value, number = numbers.Count);
            }

            return $"{match.Groups[1].Value}_{number}";
        });
    }

    /// <summary>An id where it is defined or referred to.</summary>
    [GeneratedRegex(@"(?<=id=""|#)(cl|img|gr|fltr|pat)_[0-9a-f]+\b")]
    private static partial Regex PartId();
}
