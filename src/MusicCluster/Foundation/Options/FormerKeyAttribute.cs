namespace MusicCluster.Foundation.Options;

/// <summary>A name that the option had once. Profiles may go on using it; only the present one is documented.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal sealed class FormerKeyAttribute(string key) : Attribute
{
    public string Key { get; } = key;
}
