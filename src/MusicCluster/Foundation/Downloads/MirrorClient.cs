using System.Net;
using System.Net.Http.Headers;
using MusicCluster.Foundation.Files;

namespace MusicCluster.Foundation.Downloads;

/// <summary>One connection to a mirror: asks for what is missing and appends what comes.</summary>
internal sealed class MirrorClient(HttpClient client, DownloadPolicy policy, Download download, PartialFile part, Action<long, long> onBytes)
{
    /// <summary>An answer that brought this much is progress: the count of failures starts again.</summary>
    private const int Progress = 1 << 16;

    /// <summary>Brings the rest of the file, or as much of it as the connection lasts for.</summary>
    /// <returns>Whether the file is whole.</returns>
    /// <exception cref="TransientDownloadException">Nothing came, but another attempt may help.</exception>
    /// <exception cref="MirrorException">The mirror does not have the file.</exception>
    public async Task<bool> ContinueAsync(Uri address, CancellationToken cancellation)
    {
        var start = part.Length;
        if (start > 0 && start == download.ByteCount)
        {
            return true;
        }

        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stall.CancelAfter(policy.StallTimeout);
        try
        {
            using var response = await client.SendAsync(Request(address), HttpCompletionOption.ResponseHeadersRead, stall.Token).ConfigureAwait(false);
            if (IsWholeAlready(response))
            {
                return true;
            }

            var total = Accept(response, address);
            FreeDisk.Require(download.Target, (total ?? part.Length) - part.Length + policy.SpareBytes, "run again, or set corpus.path to another disk");
            using var body = await response.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
            await AppendAsync(body, total, stall).ConfigureAwait(false);
            return total is null || part.Length == total ? true : throw new IOException($"the answer ended after {part.Length} of {total} bytes");
        }
        catch (Exception error) when (IsTransient(error, cancellation))
        {
            return part.Length - start >= Progress ? false : throw AsTransient(error);
        }
    }

    /// <summary>Where no length is published, only the server's refusal to send more shows that the part is the whole.</summary>
    private bool IsWholeAlready(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && response.Content.Headers.ContentRange?.Length == part.Length;

    private HttpRequestMessage Request(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        // Compressed on the way, ranges and lengths would be those of the compressed bytes.
        request.Headers.AcceptEncoding.ParseAdd("identity");
        if (part.Length == 0)
        {
            return request;
        }

        // Without a published hash, bytes of another version would go unnoticed: only the version seen before may be continued.
        if (part.VersionAt(address) is { } version)
        {
            request.Headers.TryAddWithoutValidation("If-Range", version);
        }
        else if (download.Sha1 is null)
        {
            part.Restart();
            return request;
        }

        request.Headers.Range = new RangeHeaderValue(part.Length, null);
        return request;
    }

    /// <summary>Reads the status line: what is about to come, and where it belongs.</summary>
    /// <returns>The length of the whole file, where the server says.</returns>
    private long? Accept(HttpResponseMessage response, Uri address)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                // All of it: the server knows no ranges, or has another version than the one we began with.
                part.Restart();
                part.RememberVersion(address, Version(response));
                return Checked(response.Content.Headers.ContentLength);
            case HttpStatusCode.PartialContent when response.Content.Headers.ContentRange is { } range && range.From == part.Length:
                return Checked(range.Length ?? part.Length + response.Content.Headers.ContentLength);
            case HttpStatusCode.PartialContent:
                part.Restart();
                throw new TransientDownloadException($"the server sent the range '{response.Content.Headers.ContentRange}', which was not asked for");
            case HttpStatusCode.RequestedRangeNotSatisfiable:
                part.Restart();
                throw new TransientDownloadException("the server's file is shorter than the part that is here");
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                throw new TransientDownloadException(Status(response), RetryAfter(response));
            default:
                throw new MirrorException($"{address} answers {Status(response)}");
        }

        long? Checked(long? total) => total is { } given && download.ByteCount is { } expected && given != expected
            ? throw new MirrorException($"{address} offers {given} bytes; {download.Name} has {expected}")
            : total ?? download.ByteCount;
    }

    private async Task AppendAsync(Stream body, long? total, CancellationTokenSource stall)
    {
        var buffer = new byte[1 << 17];
        for (int read; (read = await body.ReadAsync(buffer, stall.Token).ConfigureAwait(false)) > 0;)
        {
            stall.CancelAfter(policy.StallTimeout);
            if (total is { } limit && part.Length + read > limit)
            {
                throw new MirrorException($"the server sends more than the {limit} bytes of {download.Name}");
            }

            try
            {
                part.Append(buffer.AsSpan(0, read));
            }
            catch (IOException error)
            {
                throw new UserException(
                    $"'{part.Path}' cannot be written after {part.Length} bytes: {error.Message} Make room and run again: what is here is kept.", error);
            }

            onBytes(part.Length, total ?? 0);
        }
    }

    private static string? Version(HttpResponseMessage response) =>
        response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : response.Content.Headers.LastModified?.ToString("r");

    private static string Status(HttpResponseMessage response) => $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - DateTimeOffset.UtcNow,
        _ => null,
    };

    private static bool IsTransient(Exception error, CancellationToken cancellation) => error switch
    {
        TransientDownloadException or HttpRequestException or IOException or UriFormatException => true,
        // The stall timer, not the user.
        OperationCanceledException => !cancellation.IsCancellationRequested,
        _ => false,
    };

    private TransientDownloadException AsTransient(Exception error) => error switch
    {
        TransientDownloadException transient => transient,
        OperationCanceledException => new TransientDownloadException($"nothing came for {policy.StallTimeout.TotalSeconds:F0} s", null, error),
        _ => new TransientDownloadException(error.Message.ReplaceLineEndings(" "), null, error),
    };
}
