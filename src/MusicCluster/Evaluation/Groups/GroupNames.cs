namespace MusicCluster.Evaluation.Groups;

/// <summary>What a name is made of.</summary>
/// <param name="Number">The group's place by size from 1 on, for groups that nothing else tells apart.</param>
/// <param name="Traits">All of the group.</param>
/// <param name="MajorityGenre">Empty when unknown.</param>
/// <param name="Purity">Share of the majority genre; null when unknown.</param>
/// <param name="Terms">Of its lyrics.</param>
internal sealed record NamedGroup(
    int Number, IReadOnlyList<ClusterTraitRow> Traits, string MajorityGenre, double? Purity, IReadOnlyList<TypicalTerm> Terms);

/// <summary>Names of the groups of a partition: modest, distinct, and the same in whatever order the tracks come.</summary>
internal static class GroupNames
{
    /// <summary>Cliff's delta from which a trait is named: a medium effect by the bounds of Romano et al. (2006).</summary>
    public const double SmallestEffect = 0.33;

    /// <summary>Purity above which a genre is named.</summary>
    public const double SmallestPurity = 0.6;

    // Words of a kind in the shortest form of a name, and in the longest.
    private const int FewestWords = 2;
    private const int MostWords = 3;

    /// <summary>One name per group: of two words, or of three where that tells more groups apart; what is still equal gets its number.</summary>
    public static string[] Of(IReadOnlyList<NamedGroup> groups)
    {
        var names = groups.Select(group => Name(group, FewestWords)).ToArray();
        names = [.. names.Select((name, i) => names.Count(other => other == name) > 1 ? Name(groups[i], MostWords) : name)];
        return [.. names.Select((name, i) => name.Length == 0 ? ClusterRow.Unnamed(groups[i].Number)
            : names.Count(other => other == name) > 1 ? $"{name} {groups[i].Number}" : name)];
    }

    /// <summary>The words of a group's traits, the largest effect first.</summary>
    public static IEnumerable<string> TraitWords(IReadOnlyList<ClusterTraitRow> traits) =>
        from trait in traits
        where trait.IsShown && Math.Abs(trait.Effect!.Value) >= SmallestEffect
        let term = DescriptorTerms.Get(trait.Descriptor)
        let word = trait.Verdict == TraitVerdict.Higher ? term.High : term.Low
        where word.Length > 0
        orderby Math.Abs(trait.Effect!.Value) descending
        select word;

    private static string Name(NamedGroup group, int wordCount)
    {
        var words = TraitWords(group.Traits).Take(wordCount).ToList();
        if (group.Purity > SmallestPurity)
        {
            words.Insert(0, group.MajorityGenre);
        }

        var terms = group.Terms.Where(term => term.Distinguishes).Take(wordCount).Select(term => $"“{term.Term}”").ToList();
        return string.Join(", ", words.Count == 0 || wordCount == MostWords ? [.. words, .. terms] : words);
    }
}
