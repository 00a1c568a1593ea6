using MusicCluster.Corpus;

namespace MusicCluster.Features;

/// <summary>Keeps the rows of files that were heard before; called by several threads at once.</summary>
internal interface IFeatureStore
{
    /// <summary>Fills the rows of a track whose file has been heard; false if it has not been, or what is kept of it is damaged.</summary>
    bool TryRead(Track track, FeatureRows rows);

    /// <summary>Keeps the rows of a track that has some.</summary>
    /// <returns>False if the file is no longer the one that the run began with: its rows belong to nothing.</returns>
    bool Write(Track track, FeatureRows rows);
}
