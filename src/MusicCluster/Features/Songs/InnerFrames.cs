using MusicCluster.Features.Spectra;

namespace MusicCluster.Features.Songs;

/// <summary>Passes on the frames of a piece, and not those to both sides of it that belong to its neighbors.</summary>
internal sealed class InnerFrames(params ISpectrumConsumer[] consumers) : ISpectrumConsumer
{
    private int first;
    private int count;

    /// <summary>Says which frames of the next signal are passed on.</summary>
    /// <param name="first">The first, a multiple of the frames per block.</param>
    /// <param name="count">How many.</param>
    public void Select(int first, int count) => (this.first, this.count) = (first, count);

    /// <inheritdoc/>
    public void Begin(int frameCount) => Array.ForEach(consumers, consumer => consumer.Begin(count));

    /// <inheritdoc/>
    public void Take(SpectrumBlock block)
    {
        var start = block.FirstFrame - first;
        if (start >= 0 && start < count)
        {
            var own = new SpectrumBlock(block.Power, start, Math.Min(block.FrameCount, count - start));
            foreach (var consumer in consumers)
            {
                consumer.Take(own);
            }
        }
    }
}
