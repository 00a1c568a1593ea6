namespace MusicCluster.Foundation.Options;

/// <summary>What a list must be like, whatever its entries are.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ItemsAttribute : Attribute
{
    /// <summary>Whether there must be at least one entry.</summary>
    public bool AreNeeded { get; init; }

    /// <summary>Whether each entry may be there only once.</summary>
    public bool AreDistinct { get; init; }

    /// <summary>Whether one entry may stand there without a list around it.</summary>
    public bool MayBeOne { get; init; }
}
