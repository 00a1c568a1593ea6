using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Spectra;

/// <summary>The working memory of one thread for one <see cref="StftPlan"/>: made once, used for every frame.</summary>
public sealed class StftScratch(StftPlan plan)
{
    private readonly LaneBuffer packed = new(plan.FftLength * LaneWidth.Count);
    private readonly LaneBuffer power = new(plan.BinCount * LaneWidth.Count);

    internal Span<float> Packed => packed.Span;

    internal float[] Edge { get; } = new float[plan.FftLength * 4];

    /// <summary>Power of the frames last computed, shape [plan.BinCount, LaneWidth.Count].</summary>
    public Span<float> Power => power.Span;

    /// <summary>A copy of the signal with its mirrored ends, for <see cref="FramePadding.Reflect"/>; grows as needed.</summary>
    internal float[] Mirrored { get; set; } = [];
}
