namespace MusicCluster.Corpus.Fma;

/// <summary>FMA's archives as its site publishes them (hashes: github.com/mdeff/fma, README).</summary>
internal static class FmaArchives
{
    public const string Metadata = "fma_metadata.zip";

    private static readonly ArchiveFile[] Published =
    [
        new(Metadata, "f0df49ffe5f2a6008d7dc83c6915b31835dfe733", 358_412_441),
        new("fma_small.zip", "ade154f733639d52e35e32f5593efe5be76c6d70", 7_679_594_875),
        new("fma_medium.zip", "c67b69ea232021025fca9231fc1c7c1a063ab50b", 23_825_005_356),
        new("fma_large.zip", "497109f4dd721066b5ce5e5f250ec604dc78939e", 100_306_112_191),
        new("fma_full.zip", "0f0ace23fbe9ba30ecb7e95f763e435ea802b8ab"),
    ];

    /// <summary>An archive by its file name, as a profile's own list has it or else as FMA publishes it.</summary>
    public static ArchiveFile Find(string name, IReadOnlyList<ArchiveFile> ownList) => ownList.Concat(Published).First(file => file.Name == name);

    /// <summary>The archive of a subset's audio.</summary>
    public static string AudioOf(FmaSubset subset) => $"{FolderOf(subset)}.zip";

    /// <summary>The folder that everything in the archive is in, and that it is unpacked to.</summary>
    public static string FolderOf(FmaSubset subset) => $"fma_{subset.ToString().ToLowerInvariant()}";
}
