using MusicCluster.Foundation.Tables;

namespace MusicCluster.Evaluation.Groups;

/// <summary>The artists or albums that a group is concentrated in.</summary>
internal static class Concentration
{
    private const int MostNamed = 5;

    /// <summary>Names with at least 2 tracks in the group and a larger share there than in the corpus, as <c>name (tracks)</c>.</summary>
    /// <param name="names">Of each track, empty when unknown.</param>
    /// <param name="members">Rows of the group.</param>
    public static TextList Of(IReadOnlyList<string> names, int[] members)
    {
        var inside = members.Select(row => names[row]).Where(name => name.Length > 0).CountBy(name => name).Where(name => name.Value > 1).ToList();
        var wanted = inside.Select(name => name.Key).ToHashSet(StringComparer.Ordinal);
        var all = names.Where(wanted.Contains).CountBy(name => name).ToDictionary(StringComparer.Ordinal);
        return new TextList([.. inside
            .Where(name => (long)name.Value * names.Count > (long)all[name.Key] * members.Length)
            .OrderByDescending(name => name.Value).ThenBy(name => name.Key, StringComparer.Ordinal)
            .Take(MostNamed).Select(name => $"{name.Key} ({name.Value})")]);
    }
}
