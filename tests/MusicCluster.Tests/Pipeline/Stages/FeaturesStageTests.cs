using MusicCluster.Corpus;
using MusicCluster.Features;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Pipeline;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Profiles;
using MusicCluster.Pipeline.Stages;
using MusicCluster.Tests.Audio;
using MusicCluster.Tests.Features;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Stages;

public sealed class FeaturesStageTests : IDisposable
{
    private const string Remark = "FMA lists this clip as bad (truncated).";
    private readonly TemporaryFolder folder = new();

    public FeaturesStageTests()
    {
        Directory.CreateDirectory(folder["music"]);
        WavFile.Write(folder["music/a.wav"], TestSpectra.Noise(40_000));
        WavFile.Write(folder["music/b.wav"], TestSpectra.Noise(40_000, seed: 2));
        File.WriteAllBytes(folder["music/cut.mp3"], []);
        File.WriteAllBytes(folder["music/other.mp3"], []);
        File.WriteAllLines(folder["music/tracks.csv"], ["track_id,file", "1,a.wav", "2,b.wav", "98565,cut.mp3", "98566,other.mp3"]);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Both kinds over one cache: neither may be given what the other has left there.</summary>
    [Fact]
    public void Run_IdThatFmaListsAsBad_IsRemarkedOnForFmaOnly()
    {
        var fetched = FetchStage.Run(Context(CorpusKind.Folder));
        foreach (var kind in new[] { CorpusKind.Folder, CorpusKind.Fma, CorpusKind.Folder })
        {
            var features = FeaturesStage.Run(Context(kind), fetched);
            var failures = Table.Read<TrackFailure>(features.Folder);
            Assert.Equal(["98565", "98566"], failures.Select(failure => failure.TrackId));
            Assert.Equal(kind == CorpusKind.Fma, failures[0].Reason.EndsWith(". " + Remark, StringComparison.Ordinal));
            Assert.All(failures, failure => Assert.Contains("is empty", failure.Reason, StringComparison.Ordinal));
            Assert.DoesNotContain("FMA", failures[1].Reason, StringComparison.Ordinal);
        }
    }

    private RunContext Context(CorpusKind kind)
    {
        var profile = new Profile
        {
            Corpus = new CorpusOptions { Kind = kind, Path = folder["music"] },
            Features = new FeatureOptions(LogMelSeconds: 1, LogMelFrames: 43) { Duration = 2 },
        };
        return new RunContext(
            profile, new Workspace(folder.Path), new StageCache(folder["cache"], TestContext.Current.CancellationToken), folder["out"],
            new Progress<StageProgress>(), TestContext.Current.CancellationToken);
    }
}
