namespace MusicCluster.Corpus;

/// <summary>A track that a stage had to leave out: a row of <c>failures.csv</c>.</summary>
/// <param name="TrackId">The track left out.</param>
/// <param name="Stage">The stage that met the fault, e.g. <c>features</c>.</param>
/// <param name="Reason">One sentence with the value found, e.g. <c>file is empty (0 bytes)</c>.</param>
public sealed record TrackFailure(string TrackId, string Stage, string Reason);
