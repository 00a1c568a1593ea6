using MusicCluster.Evaluation.Groups;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Evaluation.Groups;

public sealed class TraitTestsTests
{
    private const int CorpusCount = 100;

    [Fact]
    public void PlantedShift_OfOneDeviation_IsFound()
    {
        var foundCount = Enumerable.Range(0, CorpusCount).Count(corpus =>
            PlantedGroups.Traits(PlantedGroups.Descriptors(200, 4, 1, (ulong)corpus), PlantedGroups.Labels(200, 4))
                .Any(row => row is { Cluster: 0, Descriptor: "loudness_lufs", Verdict: TraitVerdict.Higher }));
        Assert.InRange(foundCount, 95, CorpusCount);
    }

    [Fact]
    public void Null_LabelsIndependentOfDescriptors_SeldomGetsAClaim()
    {
        var claimCount = Enumerable.Range(0, CorpusCount).Count(corpus =>
            PlantedGroups.Traits(PlantedGroups.Descriptors(200, 4, 0, 1000 + (ulong)corpus), PlantedGroups.Labels(200, 4)).Any(row => row.IsShown));
        Assert.InRange(claimCount, 0, 5);
    }

    [Fact]
    public void Traits_MissingOrConstant_AreUndefinedWithoutNumbers()
    {
        var rows = PlantedGroups.Descriptors(40, 2, 0, 1).Select((row, i) => row with
        {
            Flatness = 0.5, TempoBpm = i < 10 ? row.TempoBpm : null, Percussiveness = i % 2 == 0 ? row.Percussiveness : null,
        }).ToArray();
        var traits = PlantedGroups.Traits(rows, PlantedGroups.Labels(40, 2));
        foreach (var name in new[] { "flatness", "tempo_bpm", "percussiveness", "voiced_share" })
        {
            Assert.All(traits.Where(row => row.Descriptor == name), row =>
            {
                Assert.Equal(TraitVerdict.Undefined, row.Verdict);
                Assert.NotEmpty(row.Status);
                Assert.Null(row.Effect);
                Assert.Null(row.AdjustedPValue);
            });
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(3, 3)]
    public void Traits_OfFewTracks_ClaimNothing(int count, int groupCount) => Assert.All(
        PlantedGroups.Traits(PlantedGroups.Descriptors(count, Math.Max(1, groupCount), 3, 1), PlantedGroups.Labels(count, Math.Max(1, groupCount))),
        row => Assert.False(row.IsShown));

    [Fact]
    public void Traits_OfArtists_HaveWiderIntervalsThanOfTracks()
    {
        // Ten artists whose tracks are alike: ten observations, not two hundred.
        var random = new RandomSource(5);
        double[] levels = [.. Enumerable.Range(0, 10).Select(_ => random.NextGaussian())];
        var rows = PlantedGroups.Descriptors(200, 4, 0, 2).Select((row, i) => row with { LoudnessLufs = levels[i % 10] + (0.01 * i / 200) }).ToArray();
        int[] labels = [.. rows.Select((_, i) => i % 10 < 5 ? 0 : 1)];
        var byTrack = Width(new UnitResamples([.. rows.Select(_ => "")], 500, new SeedSequence(1)));
        var byArtist = Width(new UnitResamples([.. rows.Select((_, i) => $"artist {i % 10}")], 500, new SeedSequence(1)));
        Assert.True(byArtist > 2 * byTrack, $"{byArtist} against {byTrack}");

        double Width(UnitResamples units)
        {
            var row = new TraitTests(rows, units, 0.95).Test(PlantedGroups.Key, labels).First(row => row.Descriptor == "loudness_lufs");
            return row.High!.Value - row.Low!.Value;
        }
    }
}
