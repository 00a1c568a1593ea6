using MusicCluster.Audio.Decoding;

namespace MusicCluster.Features.Songs;

/// <summary>
/// Keeps short stretches that are evenly spread over a signal whose length is not known beforehand: whenever there is no room
/// for one more, every second one goes, and from then on they are taken half as often.
/// </summary>
/// <param name="capacity">Excerpts at most, even; at least half as many are there for a signal that has room for them.</param>
/// <param name="spacing">Samples between the starts of two excerpts at first.</param>
/// <param name="length">Samples of an excerpt.</param>
/// <param name="margin">Samples that are kept before and behind it, as far as the signal has them.</param>
internal sealed class SampleExcerpts(int capacity, int spacing, int length, int margin)
{
    private readonly List<Excerpt> kept = [];
    private readonly Stack<Excerpt> free = [];
    private int step = 1;
    private int next;

    /// <summary>A stretch of the signal.</summary>
    internal sealed class Excerpt
    {
        private float[] values = [];

        /// <summary>Index in the signal at which the excerpt begins, without the margin.</summary>
        public int Start { get; private set; }

        /// <summary>Samples of the margin before it.</summary>
        public int Lead { get; private set; }

        /// <summary>Margin, excerpt, margin.</summary>
        public ReadOnlySpan<float> Samples => values.AsSpan(0, Count);

        private int Count { get; set; }

        public void Fill(int start, int lead, ReadOnlySpan<float> samples)
        {
            if (values.Length < samples.Length)
            {
                values = new float[samples.Length];
            }

            samples.CopyTo(values);
            (Start, Lead, Count) = (start, lead, samples.Length);
        }
    }

    /// <summary>The excerpts in order of time.</summary>
    public IReadOnlyList<Excerpt> Kept => kept;

    /// <summary>The first sample that the next excerpt needs.</summary>
    public int NextSample => Math.Max(0, (next * spacing) - margin);

    /// <summary>Begins a new signal.</summary>
    public void Clear()
    {
        kept.ForEach(free.Push);
        kept.Clear();
        (step, next) = (1, 0);
    }

    /// <summary>Takes the excerpts that are in the window with all of their margin.</summary>
    public void Take(SampleWindow window)
    {
        while ((next * (long)spacing) + length + margin <= window.End)
        {
            Add(window);
        }
    }

    /// <summary>Takes those that the end cuts short.</summary>
    /// <param name="window">The end of the signal.</param>
    /// <param name="minimumLength">Samples that an excerpt has to have.</param>
    public void Complete(SampleWindow window, int minimumLength)
    {
        while ((next * (long)spacing) + minimumLength <= window.End)
        {
            Add(window);
        }
    }

    /// <summary>The excerpt that begins nearest to an index, of those that begin within a range; null if there is none.</summary>
    public Excerpt? Nearest(int start, int first, int last) =>
        kept.Where(excerpt => excerpt.Start >= first && excerpt.Start <= last).MinBy(excerpt => Math.Abs((long)excerpt.Start - start));

    private void Add(SampleWindow window)
    {
        if (kept.Count == capacity)
        {
            Thin();
        }

        // Thinning may have left this place out.
        if (next % step == 0)
        {
            var start = next * spacing;
            var first = Math.Max(0, start - margin);
            var excerpt = free.TryPop(out var old) ? old : new Excerpt();
            excerpt.Fill(start, start - first, window.Between(first, (int)Math.Min((long)start + length + margin, window.End)));
            kept.Add(excerpt);
        }

        next = ((next / step) + 1) * step;
    }

    private void Thin()
    {
        step *= 2;
        for (var i = kept.Count - 1; i >= 0; i--)
        {
            if (kept[i].Start / spacing % step != 0)
            {
                free.Push(kept[i]);
                kept.RemoveAt(i);
            }
        }
    }
}
