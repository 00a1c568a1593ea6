using MusicCluster.Audio.Decoding;

namespace MusicCluster.Features;

/// <summary>Takes the sound of a track and computes its rows.</summary>
internal interface ITrackSink : ISoundSink
{
    /// <summary>Fills the rows after the last block.</summary>
    /// <returns>Why the track cannot be used, as a clause that ends in a period; null if it can.</returns>
    string? Complete(FeatureRows rows);
}
