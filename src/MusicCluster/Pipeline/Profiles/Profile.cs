using System.Text.Json.Serialization;
using MusicCluster.Clusters;
using MusicCluster.Corpus;
using MusicCluster.Embeddings;
using MusicCluster.Evaluation;
using MusicCluster.Features;
using MusicCluster.Lyrics;
using MusicCluster.Models;
using MusicCluster.Projection;
using MusicCluster.Report;

namespace MusicCluster.Pipeline.Profiles;

/// <summary>Everything that a run depends on. A profile's JSON lists what differs from these defaults.</summary>
public sealed record Profile
{
    /// <summary>The file's name without its ending; results go to <c>results/&lt;name&gt;/</c>.</summary>
    [JsonIgnore]
    public string Name { get; init; } = "";

    public CorpusOptions Corpus { get; init; } = new();

    public FeatureOptions Features { get; init; } = new();

    public LyricsOptions Lyrics { get; init; } = new();

    /// <summary>Representations to learn; a bare word is a model with its defaults.</summary>
    public IReadOnlyList<ModelOptions> Models { get; init; } =
    [
        new("mfcc-pca"), new("dense-vae"), new("conv-vae"),
        new("beta-conv-vae-1"), new("beta-conv-vae-4"), new("beta-conv-vae-10"), new("conv-ae"),
    ];

    /// <summary>Each model is trained, and each clusterer started, once per seed.</summary>
    public IReadOnlyList<int> Seeds { get; init; } = [0, 1, 2, 3, 4];

    public FusionOptions Fusion { get; init; } = new();

    public IReadOnlyList<ClustererOptions> Clusterers { get; init; } = ClustererOptions.Defaults;

    public EvaluationOptions Evaluation { get; init; } = new();

    /// <summary>Maps are drawn by UMAP.</summary>
    public UmapOptions Map { get; init; } = new();

    public ComputeOptions Compute { get; init; } = new();

    public ReportOptions Report { get; init; } = new();

    /// <summary>The machines of a Slurm, where there is one.</summary>
    public ClusterOptions Cluster { get; init; } = new();

    /// <summary>
    /// The profile with what its other keys decide: in a table that lacks the baseline, the first representation is it.
    /// </summary>
    public Profile Resolve() => Corpus.Kind != CorpusKind.Table || Corpus.Representations.Count == 0 || Corpus.Representations.ContainsKey(Evaluation.Baseline)
        ? this
        : this with { Evaluation = Evaluation with { Baseline = Corpus.Representations.Keys.First() } };

    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors() =>
    [
        .. Corpus.Errors(), .. Features.Errors(), .. Lyrics.Errors(), .. Fusion.Errors(), .. Models.SelectMany(model => model.Errors()),
        .. Clusterers.SelectMany(clusterer => clusterer.Errors()), .. Evaluation.Errors(), .. Map.Errors().Select(error => $"map.{error}"), .. Compute.Errors(), .. Cluster.Errors(),
        .. ListErrors(),
    ];

    private IEnumerable<string> ListErrors()
    {
        if (Models.Count == 0)
        {
            yield return "models is empty; at least one representation is needed, e.g. \"mfcc-pca\".";
        }

        if (Clusterers.Count == 0)
        {
            yield return "clusterers is empty; at least one is needed, e.g. \"k-means\".";
        }

        if (Seeds.Count == 0 || Seeds.Distinct().Count() != Seeds.Count || Seeds.Any(seed => seed < 0))
        {
            yield return $"seeds is [{string.Join(", ", Seeds)}]; it must be a list of different numbers from 0 on.";
        }

        foreach (var error in CropErrors())
        {
            yield return error;
        }

        foreach (var name in Fusion.Of.Where(name => Corpus.Kind != CorpusKind.Table && Models.All(model => model.Representation != name)))
        {
            yield return $"fusion.of names '{name}', which is no representation of this profile; its models are {string.Join(", ", Models.Select(model => model.Representation))}.";
        }

        foreach (var twice in Models.GroupBy(model => model.Representation).Where(group => group.Count() > 1))
        {
            yield return $"models has the representation '{twice.Key}' {twice.Count()} times; each may be there once.";
        }
    }

    private IEnumerable<string> CropErrors()
    {
        var known = Models.Where(model => ModelCatalog.Find(model.Name) is not null).ToList();
        var inNeed = known.FirstOrDefault(ModelInputs.NeedsCrops);
        if (inNeed is not null && Features.Crops == 0)
        {
            yield return $"models: '{inNeed.Name}' learns from crops, but features.crops is 0; set it to 10.";
        }
        else if (known.FirstOrDefault(model => model.Crops > Features.Crops) is { } greedy)
        {
            yield return $"models: crops of {greedy.Representation} is {greedy.Crops}, but features.crops is {Features.Crops}; it must be that at most.";
        }

        var hasMoments = Features.Crops > 0 || (Features.Statistics == FeatureStatistics.MeanStd && Features.MfccCount >= TrackStatistics.MfccCount);
        if (!hasMoments && known.FirstOrDefault(model => ModelCatalog.Get(model.Name).Input == ModelInput.MfccMoments) is { } fair)
        {
            yield return $"models: '{fair.Name}' needs mean and deviation of {TrackStatistics.MfccCount} MFCC; set features.crops to 10, or features.statistics to mean-std.";
        }
    }
}
