using System.Runtime.InteropServices;
using MusicCluster.Features.Fingerprints;

namespace MusicCluster.Evaluation.Duplicates;

/// <summary>Which tracks share words, and at which offsets.</summary>
/// <remarks>
/// Time and memory grow with the words and not with the pairs of tracks: of every track a sample of words is looked up, chosen by the words
/// themselves so that copies choose alike; and each occurrence of a word is paired with a few before it in the order of tracks, so that a word
/// of every track costs no more than another, while copies, however many, form a chain.
/// </remarks>
internal static class FingerprintIndex
{
    private const int TrackBits = 22;
    private const int OffsetBits = 20;
    private const int OffsetZero = 1 << (OffsetBits - 1);

    /// <summary>Pairs of tracks, first &lt; second, in order, each with the offsets that have the most votes.</summary>
    public static IEnumerable<(int First, int Second, int[] Offsets)> Candidates(IReadOnlyList<uint[]> tracks, DuplicateOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tracks.Count, 1 << TrackBits);
        var votes = Votes(tracks, options);
        votes.Sort();
        for (int start = 0, end; start < votes.Count; start = end)
        {
            var pair = votes[start] >> OffsetBits;
            for (end = start + 1; end < votes.Count && votes[end] >> OffsetBits == pair; end++)
            {
            }

            var offsets = end - start < options.LeastVotes ? [] : Elected(CollectionsMarshal.AsSpan(votes)[start..end], options);
            if (offsets.Length > 0)
            {
                yield return ((int)(pair >> TrackBits), (int)(pair & ((1 << TrackBits) - 1)), offsets);
            }
        }
    }

    // Each vote is a pair of tracks and an offset: first track, second track, offset from the highest bits on.
    private static List<ulong> Votes(IReadOnlyList<uint[]> tracks, DuplicateOptions options)
    {
        var (entries, ends) = Entries(tracks, options.WordsPerTrack);
        var votes = new List<ulong>();
        Span<(int Track, int Place)> recent = stackalloc (int, int)[options.PairsPerWord];
        var count = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            if (i > 0 && entries[i] >> 32 != entries[i - 1] >> 32)
            {
                count = 0;
            }

            var place = (uint)entries[i];
            var track = TrackAt(ends, place);
            var own = (track, Place: (int)(place - (track == 0 ? 0 : ends[track - 1])));
            foreach (var (other, otherPlace) in recent[..Math.Min(count, recent.Length)])
            {
                if (other != track)
                {
                    votes.Add(((ulong)other << (TrackBits + OffsetBits)) | ((ulong)track << OffsetBits) | (uint)(otherPlace - own.Place + OffsetZero));
                }
            }

            recent[count++ % recent.Length] = own;
        }

        return votes;
    }

    /// <summary>Chosen words with their places in all tracks put one after another, in order; and where each track ends.</summary>
    private static (ulong[] Entries, long[] Ends) Entries(IReadOnlyList<uint[]> tracks, int wordsPerTrack)
    {
        var (entries, ends) = (new List<ulong>(), new long[tracks.Count]);
        var end = 0L;
        for (var track = 0; track < tracks.Count; track++)
        {
            var words = tracks[track];
            var start = end;
            entries.AddRange(Enumerable.Range(0, words.Length)
                .Where(i => words[i] != FingerprintMeter.Undefined && (i == 0 || words[i] != words[i - 1]))
                .OrderBy(i => Mixed(words[i])).Take(wordsPerTrack)
                .Select(i => ((ulong)words[i] << 32) | checked((uint)(start + i))));
            ends[track] = end += words.Length;
        }

        var sorted = entries.ToArray();
        Array.Sort(sorted);
        return (sorted, ends);
    }

    private static int TrackAt(long[] ends, long place)
    {
        var found = Array.BinarySearch(ends, place + 1);
        if (found < 0)
        {
            return ~found;
        }

        // An empty track ends where the one before it does.
        while (found > 0 && ends[found - 1] == ends[found])
        {
            found--;
        }

        return found;
    }

    private static int[] Elected(ReadOnlySpan<ulong> votes, DuplicateOptions options)
    {
        var counts = new SortedDictionary<int, int>();
        foreach (var vote in votes)
        {
            var offset = (int)(vote & ((1 << OffsetBits) - 1)) - OffsetZero;
            counts[offset] = counts.GetValueOrDefault(offset) + 1;
        }

        // Half a step of misalignment divides the votes between neighbors.
        return [.. counts.Select(item => (Offset: item.Key, Votes: item.Value + counts.GetValueOrDefault(item.Key + 1)))
            .Where(item => item.Votes >= options.LeastVotes)
            .OrderByDescending(item => item.Votes).ThenBy(item => item.Offset)
            .Take(options.OffsetsPerPair).Select(item => item.Offset)];
    }

    // Fibonacci hashing: which words are chosen must not depend on what they say.
    private static uint Mixed(uint word) => (word ^ (word >> 15)) * 2_654_435_769;
}
