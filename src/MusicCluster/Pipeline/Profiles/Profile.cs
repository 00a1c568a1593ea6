using System.Text.Json.Serialization;
using MusicCluster.Audio;
using MusicCluster.Clusters;
using MusicCluster.Corpus;
using MusicCluster.Embeddings;
using MusicCluster.Evaluation;
using MusicCluster.Features;
using MusicCluster.Features.Handcrafted;
using MusicCluster.Foundation.Options;
using MusicCluster.Lyrics;
using MusicCluster.Models;
using MusicCluster.Pipeline.Slurm;
using MusicCluster.Projection;
using MusicCluster.Report;

namespace MusicCluster.Pipeline.Profiles;

/// <summary>Everything that a run depends on. A profile's JSON lists what differs from these defaults.</summary>
public sealed record Profile : IOptions
{
    /// <summary>The file's name without its ending; results go to <c>results/&lt;name&gt;/</c>.</summary>
    [JsonIgnore]
    public string Name { get; init; } = "";

    [Option("Where the music is.")]
    public CorpusOptions Corpus { get; init; } = new();

    [Option("How sound files are read.")]
    public AudioOptions Audio { get; init; } = new();

    [Option("What is computed from the sound of a track; names as in librosa, spelled out.")]
    public FeatureOptions Features { get; init; } = new();

    [Option("Where lyrics come from and how they become numbers.")]
    public LyricsOptions Lyrics { get; init; } = new();

    [Option("The representations to learn; what is left out takes the model's own default.", Example = "\"mfcc-pca\""), Items(AreNeeded = true)]
    public IReadOnlyList<ModelOptions> Models { get; init; } =
    [
        new("mfcc-pca"), new("dense-vae"), new("conv-vae"),
        new("beta-conv-vae-1"), new("beta-conv-vae-4"), new("beta-conv-vae-10"), new("conv-ae"),
    ];

    [Option("Each model is trained, and each clusterer started, once per seed."), Range(Minimum = 0), Items(AreNeeded = true, AreDistinct = true)]
    public IReadOnlyList<int> Seeds { get; init; } = [0, 1, 2, 3, 4];

    [Option("How the representations of audio and lyrics are joined.")]
    public FusionOptions Fusion { get; init; } = new();

    [Option("The methods that cluster every representation; options that a method does not use are ignored.", Example = "\"k-means\"")]
    [Items(AreNeeded = true)]
    public IReadOnlyList<ClustererOptions> Clusterers { get; init; } = ClustererOptions.Defaults;

    [Option("How sure the tables have to be.")]
    public EvaluationOptions Evaluation { get; init; } = new();

    [Option("How UMAP draws the maps; the defaults are umap-learn's.")]
    public UmapOptions Map { get; init; } = new();

    [Option("Where and how wide to compute.")]
    public ComputeOptions Compute { get; init; } = new();

    [Option("Which renderings are written, and what they show besides.")]
    public ReportOptions Report { get; init; } = new();

    [Option("How the long stages are done in parts on a Slurm cluster; nothing here changes a result."), FormerKey("cluster")]
    public SlurmOptions Slurm { get; init; } = new();

    /// <summary>
    /// The profile with what its other keys decide: in a table that lacks the baseline, the first representation is it.
    /// </summary>
    public Profile Resolve() => Corpus.Kind != CorpusKind.Table || Corpus.Representations.Count == 0 || Corpus.Representations.ContainsKey(Evaluation.Baseline)
        ? this
        : this with { Evaluation = Evaluation with { Baseline = Corpus.Representations.Keys.First() } };

    IEnumerable<string> IOptions.BrokenRules(string prefix)
    {
        foreach (var error in CropErrors())
        {
            yield return error;
        }

        foreach (var name in Fusion.Of.Where(name => Corpus.Kind != CorpusKind.Table && Models.All(model => model.Representation != name)))
        {
            var names = string.Join(", ", Models.Select(model => model.Representation));
            yield return $"fusion.of names '{name}', which is not a representation of this profile; its models are {names}.";
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

        foreach (var (name, kind) in known.Select(model => (model.Name, ModelCatalog.Get(model.Name).Coefficients)))
        {
            if (kind is { } needed && !Features.Coefficients.Contains(needed))
            {
                var word = CoefficientStatistics.NameOf(needed);
                yield return $"models: '{name}' needs {word}, which features.coefficients does not list; add \"{word}\" to it.";
            }
        }

        var hasMoments = Features.Crops > 0 || (Features.Statistics == FeatureStatistics.MeanStd && Features.MfccCount >= TrackStatistics.MfccCount);
        if (!hasMoments && known.FirstOrDefault(model => ModelCatalog.Get(model.Name).Input == ModelInput.MfccMoments) is { } fair)
        {
            yield return $"models: '{fair.Name}' needs mean and deviation of {TrackStatistics.MfccCount} MFCC; "
                + "set features.crops to 10, or features.statistics to mean-std.";
        }
    }
}
