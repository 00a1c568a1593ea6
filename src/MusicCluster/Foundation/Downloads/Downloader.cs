using System.Net;
using MusicCluster.Foundation.Files;
using Polly;
using Polly.Retry;

namespace MusicCluster.Foundation.Downloads;

/// <summary>
/// Brings files from the network: continues what an earlier run began, checks length and SHA-1 while it comes, survives
/// dropped connections and busy servers, goes from mirror to mirror. Proxies come from the environment
/// (<c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c>, <c>NO_PROXY</c>).
/// </summary>
/// <param name="policy">How patient it is.</param>
/// <param name="progress">Receives bytes, with what is going wrong as the detail.</param>
/// <param name="cancellation">Stops at once; the part stays for the next run.</param>
internal sealed class Downloader(DownloadPolicy policy, IProgress<StageProgress> progress, CancellationToken cancellation)
{
    private string trouble = "";

    /// <summary>Makes sure that the file is there and whole. Two processes that want the same file share one download.</summary>
    /// <exception cref="UserException">No mirror has it, or it does not fit on the disk.</exception>
    public void Fetch(Download download)
    {
        foreach (var address in download.Mirrors)
        {
            RequireAllowed(address);
        }

        using var owner = FileLock.Acquire(download.Target + ".lock", cancellation);
        if (!File.Exists(download.Target))
        {
            FetchAsync(download).GetAwaiter().GetResult();
        }
    }

    private void RequireAllowed(Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttps && !(policy.AllowHttp && address.Scheme == Uri.UriSchemeHttp))
        {
            throw new UserException($"Address '{address}' is not https; set corpus.download.allowHttp to true for a mirror on your own network.");
        }
    }

    private async Task FetchAsync(Download download)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("MusicCluster/1.0");
        using var part = new PartialFile(download.Target + ".part", bytes => Report("checking", download, bytes, download.ByteCount ?? 0));
        var mirror = new MirrorClient(client, policy, download, part, (bytes, total) => Report("fetching", download, bytes, total));
        var reasons = new List<string>();
        foreach (var address in download.Mirrors)
        {
            try
            {
                await FromMirrorAsync(mirror, address, download, part).ConfigureAwait(false);
                part.MoveTo(download.Target);
                return;
            }
            catch (Exception error) when (error is MirrorException or TransientDownloadException)
            {
                reasons.Add(error is TransientDownloadException ? $"{address}: {error.Message}" : error.Message);
            }
        }

        var kept = part.Length > 0 ? $" The {ByteSize.Format(part.Length)} that came are kept for the next run." : "";
        throw new UserException($"{download.Name} could not be fetched: {string.Join("; ", reasons)}.{kept} {download.Advice}");
    }

    private async Task FromMirrorAsync(MirrorClient mirror, Uri address, Download download, PartialFile part)
    {
        var patience = Patience();
        // A part of an earlier run or of another mirror may be the culprit; a file that came from here in one go is not.
        for (var isAllFromHere = part.Length == 0; ; isAllFromHere = true)
        {
            while (!await patience.ExecuteAsync(async token => await mirror.ContinueAsync(address, token).ConfigureAwait(false), cancellation)
                .ConfigureAwait(false))
            {
                trouble = "the connection was lost and taken up again";
            }

            if (Fault(download, part, address) is not { } fault)
            {
                return;
            }

            part.Restart();
            if (isAllFromHere)
            {
                throw new MirrorException(fault);
            }
        }
    }

    private static string? Fault(Download download, PartialFile part, Uri address)
    {
        if (download.ByteCount is { } expected && part.Length != expected)
        {
            return $"{address} sent {part.Length} bytes; {download.Name} has {expected}";
        }

        var sha1 = part.Sha1();
        return download.Sha1 is null || string.Equals(download.Sha1, sha1, StringComparison.OrdinalIgnoreCase)
            ? null
            : $"{address} sent bytes with SHA-1 {sha1}; {download.Name} has {download.Sha1}";
    }

    private ResiliencePipeline<bool> Patience() => new ResiliencePipelineBuilder<bool>()
        .AddRetry(new RetryStrategyOptions<bool>
        {
            ShouldHandle = new PredicateBuilder<bool>().Handle<TransientDownloadException>(),
            MaxRetryAttempts = policy.AttemptCount - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = policy.FirstPause,
            MaxDelay = policy.LongestPause,
            DelayGenerator = attempt => ValueTask.FromResult(Asked(attempt.Outcome.Exception)),
            OnRetry = attempt =>
            {
                trouble = $"{attempt.Outcome.Exception?.Message}; trying again in {attempt.RetryDelay.TotalSeconds:F0} s";
                progress.Report(new StageProgress("waiting", 0, 0, StageProgress.Bytes, trouble));
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    /// <summary>What a server's Retry-After asks for, within reason; null leaves it to the back-off.</summary>
    private TimeSpan? Asked(Exception? error) => error is TransientDownloadException { RetryAfter: { } wait }
        ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, policy.LongestPause.Ticks))
        : null;

    private void Report(string activity, Download download, long bytes, long total) =>
        progress.Report(new StageProgress($"{activity} {download.Name}", bytes, total, StageProgress.Bytes, trouble));
}
