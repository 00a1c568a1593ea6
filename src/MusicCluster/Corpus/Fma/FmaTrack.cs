namespace MusicCluster.Corpus.Fma;

/// <summary>What FMA's <c>tracks.csv</c> says of one track, as far as selection and evaluation need it.</summary>
/// <param name="Id">FMA's number.</param>
/// <param name="Subset">The smallest subset that has it.</param>
/// <param name="TopGenre">Its top-level genre, empty for about half of the large set.</param>
/// <param name="GenreIds">Its genres and all above them (<c>genres_all</c>).</param>
/// <param name="Title">Untrusted text.</param>
/// <param name="Artist">Untrusted text.</param>
/// <param name="Language">Language code, mostly empty.</param>
/// <param name="Duration">Seconds of the original track.</param>
internal sealed record FmaTrack(
    int Id, FmaSubset Subset, string TopGenre, IReadOnlyList<int> GenreIds, string Title, string Artist, string Language, double Duration);
