using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using MusicCluster.Audio.Decoding;
using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Features;

/// <summary>Audio files to feature files.</summary>
public static class FeatureExtraction
{
    private const int RowsPerThread = 8;

    /// <summary>
    /// Writes <c>mfcc.npy</c> and <c>logmel.npy</c>, one row per kept track in the order of the input; with
    /// <see cref="FeatureOptions.Coefficients"/> also an array of each, such as <c>plp.npy</c>, with
    /// <see cref="FeatureOptions.Extended"/> also <c>extended.npy</c>, with <see cref="FeatureOptions.Crops"/> also
    /// <c>statistics.npy</c>, <c>crops.mask.npy</c> and <c>crops.logmel.npy</c>. The bytes do not depend on the number of
    /// threads; memory does not depend on the number of tracks.
    /// </summary>
    /// <param name="tracks">What to read.</param>
    /// <param name="options">What to compute.</param>
    /// <param name="outputDirectory">Created if it does not exist; files in it are replaced.</param>
    /// <param name="threadCount">Tracks that are analyzed at the same time.</param>
    /// <param name="progress">Called after every track, or null.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second, with incomplete files.</param>
    /// <returns>Kept tracks and failures; a bad file is a failure, never an exception.</returns>
    /// <exception cref="UserException">The options break a rule, or the files cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static FeatureResult Run(
        IReadOnlyList<Track> tracks, FeatureOptions options, string outputDirectory, int threadCount,
        IProgress<StageProgress>? progress, CancellationToken cancellation) =>
        Run(tracks, options, AudioBackend.Auto, outputDirectory, threadCount, progress, cancellation);

    /// <summary>As the other, with a decoder of choice.</summary>
    public static FeatureResult Run(
        IReadOnlyList<Track> tracks, FeatureOptions options, AudioBackend decoder, string outputDirectory, int threadCount,
        IProgress<StageProgress>? progress, CancellationToken cancellation) =>
        Run(tracks, options, decoder, null, outputDirectory, threadCount, progress, cancellation);

    /// <summary>As the others; files that the store knows are not heard again.</summary>
    /// <param name="tracks">What to read.</param>
    /// <param name="options">What to compute.</param>
    /// <param name="decoder">What decodes.</param>
    /// <param name="store">Rows of files heard before; gets those of the others.</param>
    /// <param name="outputDirectory">Null where the store alone is to be filled.</param>
    /// <param name="threadCount">Tracks that are analyzed at the same time.</param>
    /// <param name="progress">Called after every track, or null.</param>
    /// <param name="cancellation">Ends the run.</param>
    internal static FeatureResult Run(
        IReadOnlyList<Track> tracks, FeatureOptions options, AudioBackend decoder, IFeatureStore? store, string? outputDirectory, int threadCount,
        IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threadCount);
        var errors = options.Errors("features.").ToArray();
        if (errors.Length > 0)
        {
            throw new UserException(string.Join(" ", errors));
        }

        var kernels = new FeatureKernels(options);
        try
        {
            using var files = new FeatureFiles(outputDirectory, kernels, tracks.Count, progress);
            AnalyzeAll(
                tracks, kernels, () => new TrackAnalyzer(kernels, decoder, store), files, Math.Min(threadCount, Math.Max(tracks.Count, 1)), cancellation);
            return files.Complete();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException && !DiskFull.IsCauseOf(error))
        {
            throw new UserException($"The features cannot be written{(outputDirectory is null ? "" : $" to '{outputDirectory}'")}: {error.Message}", error);
        }
    }

    private static void AnalyzeAll(
        IReadOnlyList<Track> tracks, FeatureKernels kernels, Func<TrackAnalyzer> newAnalyzer, FeatureFiles files, int threadCount,
        CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var free = new BlockingCollection<FeatureRows>();
        for (var i = 0; i < RowsPerThread * threadCount; i++)
        {
            free.Add(new FeatureRows(kernels), CancellationToken.None);
        }

        var next = -1;
        Exception? cause = null;
        try
        {
            Workers.ForEach([.. Enumerable.Range(0, threadCount)], _ => Work(), cancellation: CancellationToken.None);
        }
        catch (Exception) when (cause is not null)
        {
            cancellation.ThrowIfCancellationRequested();
            // The first fault stopped the other workers; their cancellations carry no information.
            ExceptionDispatchInfo.Throw(cause);
        }

        void Work()
        {
            try
            {
                var analyzer = newAnalyzer();
                while (true)
                {
                    // Rows first, number second: the lowest number always has its rows, so the others never wait in vain.
                    var rows = free.Take(stop.Token);
                    var index = Interlocked.Increment(ref next);
                    if (index >= tracks.Count)
                    {
                        free.Add(rows, CancellationToken.None);
                        return;
                    }

                    analyzer.Analyze(tracks[index], rows, stop.Token);
                    foreach (var written in files.Add(index, rows))
                    {
                        free.Add(written, CancellationToken.None);
                    }
                }
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref cause, error, null);
                stop.Cancel();
                throw;
            }
        }
    }
}

/// <summary>Which tracks have rows in the feature files, and why the others have none.</summary>
/// <param name="Kept">Tracks in the order of the input and of the rows of every feature file, and what was heard of them.</param>
/// <param name="Failures">The others, in the order of the input.</param>
public sealed record FeatureResult(
    IReadOnlyList<HeardTrack> Kept, IReadOnlyList<TrackFailure> Failures);
