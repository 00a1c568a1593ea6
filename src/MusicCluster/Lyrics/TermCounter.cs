namespace MusicCluster.Lyrics;

/// <summary>Counts the terms of document after document; a term's number is that of its first appearance.</summary>
internal sealed class TermCounter
{
    private readonly TfIdfOptions options;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> numbersBySpan;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> stopWords;
    private readonly List<string> terms = [];
    private readonly List<int> counts = [];
    private readonly List<int> found = [];
    private char[] joined = new char[256];

    public TermCounter(TfIdfOptions options)
    {
        this.options = options;
        numbersBySpan = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        var words = options.StopWords == StopWords.English ? EnglishText.StopWords : new HashSet<string>();
        stopWords = words.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Terms by number.</summary>
    public IReadOnlyList<string> Terms => terms;

    /// <summary>The document's terms in order of first appearance, with how often each occurs.</summary>
    public TermCount[] Count(string document)
    {
        var text = (options.StripAccents ? WithoutAccents(document) : document).ToLowerInvariant();
        var words = new List<Range>();
        foreach (var word in Tokenizer.WordsOf(text))
        {
            if (!stopWords.Contains(word))
            {
                var start = OffsetOf(word, text);
                words.Add(start..(start + word.Length));
            }
        }

        for (var first = 0; first < words.Count; first++)
        {
            Add(text.AsSpan(words[first]));
            for (var length = 2; length <= options.MaximumWordCountPerTerm && first + length <= words.Count; length++)
            {
                Add(Joined(text, words, first, length));
            }
        }

        TermCount[] result = [.. found.Select(number => new TermCount(number, counts[number]))];
        found.ForEach(number => counts[number] = 0);
        found.Clear();
        return result;
    }

    private static int OffsetOf(ReadOnlySpan<char> part, string whole)
    {
        whole.AsSpan().Overlaps(part, out var offset);
        return offset;
    }

    private void Add(ReadOnlySpan<char> term)
    {
        if (!numbersBySpan.TryGetValue(term, out var number))
        {
            number = terms.Count;
            terms.Add(term.ToString());
            counts.Add(0);
            numbers.Add(terms[number], number);
        }

        if (counts[number]++ == 0)
        {
            found.Add(number);
        }
    }

    /// <summary>Some words after one another, one space between.</summary>
    private ReadOnlySpan<char> Joined(string text, List<Range> words, int first, int wordCount)
    {
        var length = 0;
        for (var i = first; i < first + wordCount; i++)
        {
            var word = text.AsSpan(words[i]);
            if (joined.Length < length + word.Length + 1)
            {
                Array.Resize(ref joined, 2 * (length + word.Length + 1));
            }

            word.CopyTo(joined.AsSpan(length));
            length += word.Length;
            joined[length++] = ' ';
        }

        return joined.AsSpan(0, length - 1);
    }

    private static string WithoutAccents(string text) => string.Concat(UnicodeForm.Decomposed(text).EnumerateRunes()
        .Where(rune => !UnicodeForm.IsCombining(rune)).Select(rune => rune.ToString()));
}

/// <summary>How often a document has a term.</summary>
internal readonly record struct TermCount(int Term, int Count);
