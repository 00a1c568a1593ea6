using MusicCluster.Pipeline.Publishing;

namespace MusicCluster.Pipeline.Cache;

/// <summary>What a stage left in the cache.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Key">SHA-256 of the stage's name, revision, settings and input digests, in hex.</param>
/// <param name="Folder">Absolute path of its files.</param>
/// <param name="FileDigests">SHA-256 of each file by its relative path with forward slashes.</param>
/// <param name="Seconds">Wall time of the run that made it.</param>
/// <param name="WasUpToDate">Whether it was there already.</param>
internal sealed record StageOutput(
    string Stage, string Key, string Folder, IReadOnlyDictionary<string, string> FileDigests, double Seconds, bool WasUpToDate)
{
    /// <summary>The digests of the named files, to be the input of a later stage.</summary>
    public IEnumerable<StageInput> Files(params string[] names) =>
        names.Select(name => new StageInput($"{Stage}/{name}", FileDigests[name]));

    /// <summary>The digests of all files.</summary>
    public IEnumerable<StageInput> AllFiles() => FileDigests.Select(file => new StageInput($"{Stage}/{file.Key}", file.Value));

    /// <summary>All files, to be published under their own names.</summary>
    public IEnumerable<PublishedFile> PublishedFiles() => FileDigests.Select(file => new PublishedFile(file.Key, PathOf(file.Key), file.Value));

    /// <summary>Absolute path of a file.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);
}

/// <summary>A file that a stage reads: only what it reads decides whether it runs again.</summary>
internal sealed record StageInput(string Name, string Digest);
