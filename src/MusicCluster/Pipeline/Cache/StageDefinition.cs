namespace MusicCluster.Pipeline.Cache;

/// <summary>A piece of work whose result depends on nothing but what is named here.</summary>
/// <param name="Name">The stage's name and its folder in the cache.</param>
/// <param name="Revision">Raised by hand when the code gives other results for the same settings and inputs.</param>
/// <param name="Settings">Its own part of the profile, serialised into the key.</param>
/// <param name="Inputs">The files that it reads.</param>
/// <param name="Produce">Writes the result into the folder given.</param>
internal sealed record StageDefinition(
    string Name, int Revision, object Settings, IReadOnlyList<StageInput> Inputs, Action<string> Produce)
{
    /// <summary>Whether <see cref="Produce"/> goes on from what an interrupted run left in the folder.</summary>
    public bool Resumes { get; init; }
}
