using MusicCluster.Corpus;
using MusicCluster.Evaluation.Duplicates;
using MusicCluster.Features.Fingerprints;
using MusicCluster.Foundation.Tables;
using MusicCluster.Pipeline.Cache;

namespace MusicCluster.Pipeline.Stages;

/// <summary>The tracks that are copies of others; a table of features has no fingerprints to tell.</summary>
internal static class DuplicateTracks
{
    /// <summary>What they depend on.</summary>
    public static IEnumerable<StageInput> Inputs(StageOutput fetched, StageOutput features) => AreIn(features)
        ? [.. fetched.Files(Table.FileName<AudioContentRow>()), .. features.Files(FingerprintFile.Name)]
        : [];

    /// <summary>Writes <c>duplicates.csv</c>, where there are fingerprints.</summary>
    public static void Write(StageOutput fetched, StageOutput features, string folder)
    {
        if (!AreIn(features))
        {
            return;
        }

        var contents = Table.Read<AudioContentRow>(fetched.Folder).ToDictionary(row => row.TrackId, row => row.Sha256);
        var (stepSeconds, words) = FingerprintFile.Read(features.Folder);
        var tracks = FeaturesStage.TrackIds(features).Zip(words, (id, own) => new FingerprintedTrack(id, contents[id], own)).ToList();
        Table.Write(folder, DuplicateSearch.Find(tracks, new DuplicateOptions(stepSeconds)));
    }

    private static bool AreIn(StageOutput features) => features.FileDigests.ContainsKey(FingerprintFile.Name);
}
