namespace MusicCluster.Foundation.Options;

/// <summary>A value that a profile gives as a number or as one of a few words.</summary>
internal interface INumberOrWord
{
    /// <summary>The number; null where the value is a word.</summary>
    double? Number { get; }

    /// <summary>Whether the number has to be a whole one.</summary>
    bool IsWhole { get; }
}
