using System.Collections;
using MusicCluster.Corpus;
using MusicCluster.Features;
using MusicCluster.Foundation.Options;
using MusicCluster.Foundation.Tables;
using MusicCluster.Foundation;
using MusicCluster.Models.Torch;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Profiles;
using MusicCluster.Pipeline.Stages;
using MusicCluster.Pipeline;

namespace MusicCluster;

/// <summary>The tracks of a folder of music, in the order of their ids. Everything starts here.</summary>
/// <remarks>
/// <c>collection -> features -> space -> partition</c>: the stages of the program, with its numbers bit by bit for the same options and
/// seed. What takes long is kept in a cache folder and found again for the same files and options.
/// </remarks>
public sealed class MusicCollection : IReadOnlyCollection<Track>, IDisposable
{
    private readonly TemporaryCache? temporary;
    private readonly RunContext context;

    private MusicCollection(RunContext context, TemporaryCache? temporary)
    {
        this.context = context;
        this.temporary = temporary;
        Workers.Limit = context.ThreadCount;
        Fetched = FetchStage.Run(context);
        Tracks = FetchStage.Tracks(Fetched, context);
        Failures = Table.Read<TrackFailure>(Fetched.Folder);
    }

    /// <summary>Absolute path of the music.</summary>
    public string Folder => context.CorpusFolder;

    /// <summary>The tracks whose files could be opened, with titles, artists and years of their tags and genres of their folders.</summary>
    public IReadOnlyList<Track> Tracks { get; }

    /// <summary>How many tracks there are.</summary>
    public int Count => Tracks.Count;

    /// <summary>The others, with the reason.</summary>
    public IReadOnlyList<TrackFailure> Failures { get; }

    /// <summary>Opens a folder of audio files. Every file is read once, for its tags and to know it again.</summary>
    /// <param name="path">The folder; <c>~</c> is the home folder, a relative path counts from the working folder.</param>
    /// <param name="cacheFolder">
    /// Keeps features and models for the next time, e.g. the <c>data/cache</c> of the program, whose results then count here as well;
    /// null for a temporary folder that is deleted with the collection.
    /// </param>
    /// <param name="compute">
    /// Number of threads, which holds for the whole process (<see cref="Workers"/>), and the device of torch; by default one thread per core,
    /// and CUDA where torch has it.
    /// </param>
    /// <param name="progress">Called after each file, or null.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <exception cref="UserException">The folder is missing or holds no audio file, or an option breaks its rule.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static MusicCollection Open(
        string path, string? cacheFolder = null, ComputeOptions? compute = null, IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default) =>
        Open(new CorpusOptions { Path = path }, cacheFolder, compute, progress, cancellation);

    /// <summary>As the other, for genres of tags or of a table, or for the Free Music Archive, which is fetched where it is missing.</summary>
    /// <param name="corpus">Where the music and its genres are; of kind folder or fma.</param>
    /// <param name="cacheFolder">As above.</param>
    /// <param name="compute">As above.</param>
    /// <param name="progress">As above.</param>
    /// <param name="cancellation">As above.</param>
    /// <exception cref="UserException">The music is not there, or an option breaks its rule.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static MusicCollection Open(
        CorpusOptions corpus, string? cacheFolder = null, ComputeOptions? compute = null, IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        var profile = new Profile { Corpus = corpus, Compute = compute ?? new ComputeOptions() };
        ThrowIfBroken([.. corpus.Errors("corpus."), .. profile.Compute.Errors("compute.")]);
        if (corpus.Kind == CorpusKind.Table)
        {
            throw new UserException("corpus.kind is \"table\", which has no audio; open a folder of music, or one of kind \"fma\".");
        }

        var temporary = cacheFolder is null ? new TemporaryCache() : null;
        try
        {
            var workspace = new Workspace(Environment.CurrentDirectory);
            var cache = new StageCache(temporary?.Folder ?? workspace.Resolve(cacheFolder!), cancellation);
            if (profile.Compute.Libtorch.Length > 0)
            {
                TorchRuntime.LoadFrom(workspace.Resolve(profile.Compute.Libtorch));
            }

            return new MusicCollection(new RunContext(profile, workspace, cache, cache.Root, progress ?? NoProgress.Instance, cancellation), temporary);
        }
        catch
        {
            temporary?.Dispose();
            throw;
        }
    }

    /// <summary>Computes what is heard in the tracks: MFCC and log-mel spectrograms, with crops and more as the options say.</summary>
    /// <param name="options">What to compute; null for the defaults, which have no crops.</param>
    /// <param name="progress">Called after each track, or null.</param>
    /// <param name="cancellation">Stops within a fraction of a second.</param>
    /// <returns>The features of at least two tracks; a track that cannot be decoded is among its failures.</returns>
    /// <exception cref="UserException">An option breaks its rule, or fewer than two tracks can be decoded.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public MusicFeatures Extract(FeatureOptions? options = null, IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        var run = Context(context.Profile with { Features = options ?? FeatureOptions.DefaultFor(context.Profile.Corpus.Kind) }, progress, cancellation);
        var output = FeaturesStage.Run(run, Fetched);
        return new MusicFeatures(this, run, output, EvaluateStage.Tracks(run, Fetched, output));
    }

    public IEnumerator<Track> GetEnumerator() => Tracks.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Deletes the temporary folder, if it has one; what has been computed and is in memory stays of use.</summary>
    public void Dispose() => temporary?.Dispose();

    /// <summary>What the stages share, for one call.</summary>
    internal RunContext Context(Profile profile, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        Workers.Limit = context.ThreadCount;
        return context with
        {
            Profile = profile,
            Cache = new StageCache(context.Cache.Root, cancellation),
            Progress = progress ?? NoProgress.Instance,
            Cancellation = cancellation,
        };
    }

    /// <summary>What the stages begin with.</summary>
    internal StageOutput Fetched { get; }

    /// <exception cref="UserException">There is an error.</exception>
    internal static void ThrowIfBroken(IReadOnlyList<string> errors)
    {
        if (errors.Count > 0)
        {
            throw new UserException(string.Join(" ", errors));
        }
    }
}
