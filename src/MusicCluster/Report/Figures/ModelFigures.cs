using MusicCluster.Foundation.Tables;
using MusicCluster.Models;
using MusicCluster.Numerics.Npy;

namespace MusicCluster.Report.Figures;

/// <summary>How the models learned and what they rebuild.</summary>
internal static class ModelFigures
{
    private const int Gap = 8;

    /// <summary>A model without a reconstruction has its total alone.</summary>
    private static readonly (string Name, Func<LossRow, double> Of, int Color)[] Losses =
        [("reconstruction", row => row.Reconstruction, 0), ("kl", row => row.Kl, 1), ("total", row => row.Total, 2)];

    /// <summary>The loss curves and, for spectrograms, originals above reconstructions.</summary>
    public static IEnumerable<FigureJob> Jobs(ReportSource source, IReadOnlySet<string> drawn, IReadOnlySet<string> shown)
    {
        var learned = source.ModelFolders.Where(model => drawn.Contains(model.Key) && File.Exists(Path.Combine(model.Value, "loss.csv"))).ToList();
        // A closed form has no curve: the first that learned is shown for it.
        var inline = learned.Where(model => shown.Contains(model.Key)).Concat(learned).Select(model => model.Key).FirstOrDefault();
        foreach (var (name, folder) in learned)
        {
            var curve = Table.Read<LossRow>(folder);
            yield return new FigureJob(
                new ReportFigure($"loss-{name}", "Loss curves", $"{name}: loss by epoch, mean over tracks, first seed.", name == inline),
                target => DrawLoss(curve, name, target));
        }

        var withDrawings = source.ModelFolders.Where(model => drawn.Contains(model.Key))
            .Select(model => (Name: model.Key, Draw: Spectrograms(source, model.Key, model.Value)))
            .Where(model => model.Draw is not null).ToList();
        foreach (var (name, draw) in withDrawings)
        {
            yield return new FigureJob(
                new ReportFigure($"reconstructions-{name}", "Reconstructions",
                    $"{name}: log-mel spectrograms of three tracks above, what the model makes of them below.", name == withDrawings[0].Name),
                draw!);
        }
    }

    /// <summary>Draws the spectrograms; published results hold only the drawing, which is then copied.</summary>
    private static Action<string>? Spectrograms(ReportSource source, string name, string modelFolder)
    {
        var values = Path.Combine(modelFolder, "reconstructions.npy");
        var drawing = source.Table(Path.Combine("figures", $"reconstructions-{name}"));
        return File.Exists(values) ? target => DrawSpectrograms(values, name, target)
            : File.Exists(drawing + ".png") && File.Exists(drawing + ".svg") ? target => Take(drawing, Path.Combine(target, "figures"))
            : null;
    }

    private static void Take(string drawing, string folder)
    {
        foreach (var path in new[] { drawing + ".png", drawing + ".svg" })
        {
            var target = Path.Combine(folder, Path.GetFileName(path));
            if (Path.GetFullPath(path) != Path.GetFullPath(target))
            {
                File.Copy(path, target, overwrite: true);
            }
        }
    }

    private static void DrawLoss(IReadOnlyList<LossRow> curve, string name, string folder)
    {
        var plot = FigureStyle.NewPlot($"{name}: loss");
        double[] epochs = [.. curve.Select(row => (double)row.Epoch)];
        foreach (var (term, loss, group) in Losses.Where(item => curve.All(row => double.IsFinite(item.Of(row)))))
        {
            var line = plot.Add.ScatterLine(epochs, [.. curve.Select(loss)]);
            line.Color = FigureStyle.ColorOf(group);
            line.LineWidth = 2;
            line.LegendText = term;
        }

        plot.XLabel("epoch");
        plot.YLabel("mean over tracks");
        plot.ShowLegend(ScottPlot.Alignment.UpperRight);
        FigureStyle.Save(plot, folder, $"loss-{name}", 640, 420);
    }

    private static void DrawSpectrograms(string path, string name, string folder)
    {
        using var file = NpyFile.Open(path);
        var (bands, frames) = ((int)file.Shape[1], (int)file.Shape[2]);
        var pairCount = (int)file.RowCount / 2;
        var canvas = new double[(2 * bands) + Gap, (pairCount * (frames + Gap)) - Gap];
        for (var row = 0; row < canvas.GetLength(0); row++)
        {
            for (var column = 0; column < canvas.GetLength(1); column++)
            {
                canvas[row, column] = double.NaN;
            }
        }

        for (var index = 0; index < 2 * pairCount; index++)
        {
            Paste(file.Row(index), bands, frames, canvas, (index % 2) * (bands + Gap), (index / 2) * (frames + Gap));
        }

        var plot = FigureStyle.NewPlot($"{name}: three tracks (top) and what the model makes of them (bottom)");
        var map = plot.Add.Heatmap(canvas);
        map.Colormap = new ScottPlot.Colormaps.Viridis();
        FigureStyle.HideAxes(plot);
        FigureStyle.Save(plot, folder, $"reconstructions-{name}", 1000, 300);
    }

    /// <summary>The lowest band at the bottom, as spectrograms are read.</summary>
    private static void Paste(ReadOnlySpan<float> spectrogram, int bands, int frames, double[,] canvas, int top, int left)
    {
        for (var band = 0; band < bands; band++)
        {
            for (var frame = 0; frame < frames; frame++)
            {
                canvas[top + bands - 1 - band, left + frame] = spectrogram[(band * frames) + frame];
            }
        }
    }
}
