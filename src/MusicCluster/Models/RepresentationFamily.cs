namespace MusicCluster.Models;

/// <summary>What a representation is to a reader who compares many, in the order in which reports group them.</summary>
public enum RepresentationFamily
{
    /// <summary>Descriptors and closed forms of them: no network.</summary>
    Handcrafted,

    /// <summary>The study's autoencoders and their relatives with other priors.</summary>
    Study,

    /// <summary>Trained so that the crops of a track agree, or put together of such.</summary>
    Consistency,

    /// <summary>Made elsewhere, e.g. by a network that was trained on other data.</summary>
    Pretrained,

    /// <summary>Learned nothing: what any other has to beat.</summary>
    Control,
}
