namespace MusicCluster.Foundation;

/// <summary>How far a stage is: reported through <see cref="IProgress{T}"/>, shown by the command line.</summary>
/// <param name="Activity">What is being done, in a few words, e.g. <c>decoding</c>.</param>
/// <param name="DoneCount">Units done so far.</param>
/// <param name="TotalCount">Units in all; 0 when unknown.</param>
/// <param name="Unit">The unit in the plural, e.g. <c>tracks</c>.</param>
/// <param name="Detail">Anything worth seeing beside the bar, e.g. the losses of an epoch.</param>
/// <param name="Begun">Units that are in work, as far as they are done: .4 of one and .2 of another are .6.</param>
public readonly record struct StageProgress(
    string Activity, long DoneCount, long TotalCount, string Unit, string Detail = "", double Begun = 0)
{
    /// <summary>The unit of downloads, shown as KiB, MiB, ….</summary>
    public const string Bytes = "bytes";
}
