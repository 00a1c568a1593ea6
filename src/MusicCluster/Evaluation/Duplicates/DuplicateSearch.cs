using MusicCluster.Features.Fingerprints;

namespace MusicCluster.Evaluation.Duplicates;

/// <summary>Finds the tracks that are of the same recording: <c>fingerprints → shared words → pairs that agree → groups</c>.</summary>
internal sealed class DuplicateSearch(IReadOnlyList<FingerprintedTrack> tracks, DuplicateOptions options)
{
    private readonly List<(int Track, FingerprintMatch Match)>[] links = [.. tracks.Select(_ => new List<(int, FingerprintMatch)>())];
    private readonly int[] definedCounts = [.. tracks.Select(track => track.Words.Count(word => word != FingerprintMeter.Undefined))];

    /// <summary>The copies, in the order of the tracks.</summary>
    public static IReadOnlyList<DuplicateRow> Find(IReadOnlyList<FingerprintedTrack> tracks, DuplicateOptions options) =>
        new DuplicateSearch(tracks, options).Find();

    private List<DuplicateRow> Find()
    {
        LinkSameFiles();
        var words = tracks.Select(track => track.Words).ToList();
        foreach (var (first, second, offsets) in FingerprintIndex.Candidates(words, options))
        {
            var match = FingerprintMatch.Best(words[first], words[second], offsets);
            if (IsCopy(first, second, match))
            {
                Link(first, second, match);
            }
        }

        return Rows();
    }

    private bool IsCopy(int first, int second, FingerprintMatch match) =>
        match.BitError <= options.LargestBitError
        && match.Words * options.StepSeconds >= options.LeastSeconds
        && match.Words >= options.LeastShare * Math.Min(definedCounts[first], definedCounts[second]);

    // Too short or too monotonous for a fingerprint, a file is still itself.
    private void LinkSameFiles()
    {
        var firsts = new Dictionary<string, int>();
        for (var i = 0; i < tracks.Count; i++)
        {
            if (tracks[i].Sha256.Length > 0 && !firsts.TryAdd(tracks[i].Sha256, i))
            {
                Link(firsts[tracks[i].Sha256], i, new FingerprintMatch(0, definedCounts[i], 0));
            }
        }
    }

    private void Link(int first, int second, FingerprintMatch match)
    {
        links[first].Add((second, match));
        links[second].Add((first, match with { Offset = -match.Offset }));
    }

    private List<DuplicateRow> Rows()
    {
        var rows = new (int First, FingerprintMatch Match)?[tracks.Count];
        var isSeen = new bool[tracks.Count];
        for (var first = 0; first < tracks.Count; first++)
        {
            if (!isSeen[first])
            {
                Walk(first, rows, isSeen);
            }
        }

        return [.. rows.Index().Where(item => item.Item is not null).Select(item => Row(item.Index, item.Item!.Value.First, item.Item.Value.Match))];
    }

    /// <summary>Reaches the copies of a track along the links, nearest first; offsets add up along the way.</summary>
    private void Walk(int first, (int First, FingerprintMatch Match)?[] rows, bool[] isSeen)
    {
        var queue = new Queue<(int Track, int Offset)>([(first, 0)]);
        isSeen[first] = true;
        while (queue.TryDequeue(out var from))
        {
            foreach (var (track, match) in links[from.Track])
            {
                if (isSeen[track])
                {
                    continue;
                }

                isSeen[track] = true;
                var direct = from.Track == first ? match : Direct(first, track, match with { Offset = from.Offset + match.Offset });
                rows[track] = (first, direct);
                queue.Enqueue((track, direct.Offset));
            }
        }
    }

    /// <summary>A copy of a copy compared with the first, if the two overlap enough: halves of a track are copies of the whole alone.</summary>
    private FingerprintMatch Direct(int first, int track, FingerprintMatch reached)
    {
        var match = FingerprintMatch.Best(tracks[first].Words, tracks[track].Words, [reached.Offset]);
        return IsCopy(first, track, match) ? match : reached;
    }

    private DuplicateRow Row(int track, int first, FingerprintMatch match) => new(
        tracks[track].Id, tracks[first].Id, match.Offset * options.StepSeconds, match.Words * options.StepSeconds,
        tracks[track].Sha256.Length > 0 && tracks[track].Sha256 == tracks[first].Sha256 ? 0 : match.BitError);
}

/// <summary>What the search knows of a track.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sha256">Digest of its file; empty if it has no file.</param>
/// <param name="Words">Its audio fingerprint.</param>
internal readonly record struct FingerprintedTrack(string Id, string Sha256, uint[] Words);
