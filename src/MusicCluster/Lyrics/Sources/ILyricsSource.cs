using MusicCluster.Corpus;
using MusicCluster.Foundation;

namespace MusicCluster.Lyrics.Sources;

/// <summary>A place that may know the lyrics of a track. Called for several tracks at once.</summary>
internal interface ILyricsSource : IDisposable
{
    /// <summary>Its name in profiles and tables.</summary>
    LyricsSource Kind { get; }

    /// <summary>How fast it is going, for display; empty where that means nothing.</summary>
    string Pace => "";

    /// <summary>What it has for a track; <see cref="LyricsAnswer.Nothing"/> where it knows none.</summary>
    /// <exception cref="SourceException">It gives no answer at all now; another run may get one.</exception>
    /// <exception cref="UserException">It cannot be used on this machine or with these settings.</exception>
    ValueTask<LyricsAnswer> FindAsync(Track track, CancellationToken cancellation);
}

/// <summary>A source that should answer does not: what it would have had is unknown.</summary>
internal sealed class SourceException(string message, Exception? inner = null) : Exception(message, inner);
