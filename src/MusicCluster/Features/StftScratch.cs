using MusicCluster.Numerics;

namespace MusicCluster.Features;

/// <summary>The working memory of one thread for one <see cref="StftPlan"/>: made once, used for every frame.</summary>
public sealed class StftScratch(StftPlan plan)
{
    internal float[] Packed { get; } = new float[plan.FftLength * LaneWidth.Count];

    internal float[] Edge { get; } = new float[plan.FftLength * 4];

    /// <summary>Power of the frames last computed, shape [plan.BinCount, LaneWidth.Count].</summary>
    public float[] Power { get; } = new float[plan.BinCount * LaneWidth.Count];

    /// <summary>A copy of the signal with its mirrored ends, for <see cref="FramePadding.Reflect"/>; grows as needed.</summary>
    internal float[] Mirrored { get; set; } = [];
}
