using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Profiles;

namespace MusicCluster.Pipeline;

/// <summary>What every stage of one run shares.</summary>
/// <param name="Profile">What to do.</param>
/// <param name="Workspace">Where relative paths count from.</param>
/// <param name="Cache">Where stage outputs are.</param>
/// <param name="OutputFolder">Where results are published.</param>
/// <param name="Progress">Told how far the running stage is.</param>
/// <param name="Cancellation">Stops the run between two units of work.</param>
public sealed record RunContext(
    Profile Profile, Workspace Workspace, StageCache Cache, string OutputFolder, IProgress<StageProgress> Progress, CancellationToken Cancellation)
{
    /// <summary>Absolute folder of the music; of a table, the folder that it lies in.</summary>
    public string CorpusFolder => Profile.Corpus.Kind == CorpusKind.Table
        ? Path.GetDirectoryName(Workspace.Resolve(Profile.Corpus.Path))!
        : Workspace.Resolve(Profile.Corpus.Path);

    public int ThreadCount => Profile.Compute.ThreadCount();
}
