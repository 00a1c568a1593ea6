using System.Globalization;
using MusicCluster.Clusters;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Evaluation;

/// <summary>How the numbers of a run were made, as far as the report has to say so: <c>evaluation.csv</c>.</summary>
/// <param name="ReferenceSpace">The space of the reference silhouettes, for captions.</param>
/// <param name="Baseline">The representation that the others are compared with.</param>
/// <param name="BootstrapCount">Resamples of the tracks.</param>
/// <param name="PermutationCount">Shufflings of the genres.</param>
/// <param name="Confidence">Coverage of the intervals, e.g. .95.</param>
/// <param name="Seeds">The seeds of the run.</param>
/// <param name="Primary">The clusterer that was fixed beforehand.</param>
/// <param name="Note">What readers must know of the music; empty for nothing.</param>
public sealed record EvaluationSettings(
    string ReferenceSpace, string Baseline, int BootstrapCount, int PermutationCount, double Confidence, IReadOnlyList<int> Seeds,
    ClusteringMethod Primary, string Note)
{
    /// <summary>Writes the table.</summary>
    public void Write(string folder) => Table.Write<EvaluationSettingRow>(folder,
    [
        new("reference_space", ReferenceSpace),
        new("baseline", Baseline),
        new("bootstrap_resamples", BootstrapCount.ToString(CultureInfo.InvariantCulture)),
        new("permutations", PermutationCount.ToString(CultureInfo.InvariantCulture)),
        new("confidence", Numbers.Format(Confidence)),
        new("seeds", string.Join(" ", Seeds)),
        new("primary", Primary.ToString()),
        new("note", Note),
    ]);

    /// <summary>Reads the table of a folder.</summary>
    /// <exception cref="UserException">A key is missing or its value is not what it must be.</exception>
    public static EvaluationSettings Read(string folder)
    {
        var values = Table.Read<EvaluationSettingRow>(folder).ToDictionary(row => row.Key, row => row.Value);
        try
        {
            return new EvaluationSettings(
                Of("reference_space"), Of("baseline"), Whole(Of("bootstrap_resamples")), Whole(Of("permutations")),
                double.Parse(Of("confidence"), CultureInfo.InvariantCulture), [.. Of("seeds").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Whole)],
                ClusteringMethod.Parse(Of("primary")), values.GetValueOrDefault("note", ""));
        }
        catch (FormatException error)
        {
            throw new UserException($"'{Table.PathIn<EvaluationSettingRow>(folder)}' has a value that is not what its key needs: {error.Message}", error);
        }

        string Of(string key) => values.TryGetValue(key, out var value)
            ? value
            : throw new UserException($"'{Table.PathIn<EvaluationSettingRow>(folder)}' has no key '{key}'; it must be as the run verb wrote it.");

        static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }
}

/// <summary>A key and its value.</summary>
[Table("evaluation.csv", "How the numbers were made, as far as the report has to say so.")]
internal sealed record EvaluationSettingRow([Column("key", "What.")] string Key, [Column("value", "Its value.")] string Value);
