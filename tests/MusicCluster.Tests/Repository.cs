using MusicCluster.Pipeline;

namespace MusicCluster.Tests;

/// <summary>The repository that the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Workspace.Find(AppContext.BaseDirectory).Root;

    public static string Sample => Path.Combine(Root, "data", "sample");
}
