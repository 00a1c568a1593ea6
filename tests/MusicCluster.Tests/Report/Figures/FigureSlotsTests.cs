using MusicCluster.Embeddings;
using MusicCluster.Report.Figures;
using Xunit;

namespace MusicCluster.Tests.Report.Figures;

public sealed class FigureSlotsTests
{
    [Fact]
    public void PositionOf_TwoFamilies_LeavesAGapAboveEach()
    {
        var slots = new FigureSlots([(new("a"), "one"), (new("b"), "one"), (new("c"), "two")]);
        Assert.Equal([("one", 0), ("two", -3)], slots.Headings);
        Assert.Equal([-1.0, -2, -4], slots.Names.Select(slots.PositionOf));
        Assert.Equal(5, slots.Count);
    }

    [Fact]
    public void PositionOf_OneFamily_HasNoGap()
    {
        var slots = new FigureSlots([(new("a"), "one"), (new RepresentationName("b"), "one")]);
        Assert.Empty(slots.Headings);
        Assert.Equal([0.0, -1], slots.Names.Select(slots.PositionOf));
    }
}
