namespace MusicCluster.Foundation.Options;

/// <summary>What an option of a profile does. The check, the schema and <c>docs/profiles.md</c> read it here.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OptionAttribute(string description) : Attribute
{
    /// <summary>A sentence for somebody who writes a profile.</summary>
    public string Description { get; } = description;

    /// <summary>What its number counts or measures in, e.g. <c>Hz</c>; null for a number without a unit.</summary>
    public string? Unit { get; init; }

    /// <summary>A value as it stands in JSON, for options whose default is no example.</summary>
    public string? Example { get; init; }

    /// <summary>What holds while it is left out, where the default value itself cannot say so.</summary>
    public string? Unset { get; init; }
}
