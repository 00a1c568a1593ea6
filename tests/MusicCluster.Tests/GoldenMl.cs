using System.Text.Json.Nodes;
using MusicCluster.Numerics;
using MusicCluster.Transforms;

namespace MusicCluster.Tests;

/// <summary>scikit-learn's and umap-learn's answers, and the points that they were given.</summary>
internal static class GoldenMl
{
    public static JsonNode Sklearn { get; } = JsonNode.Parse(File.ReadAllText(Golden.Path("ml_golden.json")))!;

    public static JsonNode Umap { get; } = JsonNode.Parse(File.ReadAllText(Golden.Path("umap_golden.json")))!;

    public static Matrix Iris { get; } = Points("iris_X_y.csv", 4);

    public static Matrix Moons { get; } = Points("moons200_round2.csv", 2);

    public static Matrix Blobs { get; } = Points("blobs120x16.csv", 16);

    public static Matrix Small10 { get; } = ToMatrix(Sklearn["metrics"]!["small10"]!["points"]!);

    /// <summary>A data set by its name in the golden file.</summary>
    public static Matrix Data(string name) => name switch
    {
        "iris_raw" => Iris,
        "iris_z" => StandardScaler.Fit(Iris).Transform(Iris),
        "moons" or "moons200" => Moons,
        "small10" => Small10,
        _ => Blobs,
    };

    public static Matrix ToMatrix(JsonNode node) => Matrix.FromRows([.. node.AsArray().Select(ToDoubles)]);

    public static double[] ToDoubles(JsonNode? node) => [.. node!.AsArray().Select(value => value!.GetValue<double>())];

    public static int[] ToInts(JsonNode? node) => [.. node!.AsArray().Select(value => value!.GetValue<int>())];

    private static Matrix Points(string name, int columnCount) =>
        Matrix.FromRows([.. Golden.ReadCsv(name).Select(row => row[..columnCount])]);
}
