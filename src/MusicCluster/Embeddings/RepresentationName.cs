namespace MusicCluster.Embeddings;

/// <summary>The name of a space in the tables: that of its audio and, where lyrics are fused in, how.</summary>
/// <param name="Audio">The representation of the audio alone, e.g. <c>mfcc-pca</c>.</param>
/// <param name="Fusion">How lyrics are joined, e.g. <c>lyrics-0.25</c>; empty without lyrics.</param>
/// <remarks>Names of models and of given representations cannot hold a plus, so the text form is unambiguous.</remarks>
public sealed record RepresentationName(string Audio, string Fusion = "") : IParsable<RepresentationName>
{
    private const char Separator = '+';

    /// <summary>Whether lyrics are fused in.</summary>
    public bool IsFused => Fusion.Length > 0;

    /// <summary>The space without the lyrics.</summary>
    public RepresentationName AudioAlone => IsFused ? new RepresentationName(Audio) : this;

    /// <summary>Reads <c>mfcc-pca</c> or <c>mfcc-pca+lyrics-0.25</c>.</summary>
    public static RepresentationName Parse(string s, IFormatProvider? provider = null) =>
        s.Split(Separator, 2) is [var audio, var fusion] ? new RepresentationName(audio, fusion) : new RepresentationName(s);

    public static bool TryParse(string? s, IFormatProvider? provider, out RepresentationName result)
    {
        result = s is null ? null! : Parse(s, provider);
        return s is not null;
    }

    /// <summary>The form in tables and file names.</summary>
    public override string ToString() => IsFused ? $"{Audio}{Separator}{Fusion}" : Audio;
}
