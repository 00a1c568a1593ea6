using System.Net;
using System.Net.Http.Headers;
using MusicCluster.Foundation;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace MusicCluster.Lyrics.Sources;

/// <summary>
/// Asks one web service, politely: never faster than agreed, again after what may pass (429, 5xx, lost connections), as late
/// as Retry-After says, not at all for a while after a row of failures, and never twice for what is in the cache.
/// </summary>
/// <param name="name">The service's name in messages.</param>
/// <param name="options">Its pace and patience.</param>
/// <param name="cache">Answers of earlier runs.</param>
/// <param name="token">Sent as a bearer token where not empty; it is in no message, cache or address.</param>
internal sealed class ServiceClient(string name, ServiceOptions options, AnswerCache cache, string token = "") : IDisposable
{
    private const int LargestAnswer = 8 << 20;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly HttpClient client = Client(options);
    private readonly RequestPace pace = new(options.RequestsPerSecond, TimeProvider.System);
    private readonly ResiliencePipeline<ServiceAnswer> patience = Patience(options);

    /// <summary>What the service knows under an address, read by <paramref name="read"/>; null where it knows nothing.</summary>
    /// <param name="address">The whole request.</param>
    /// <param name="isSecret">Whether the token goes with it.</param>
    /// <param name="read">Throws <see cref="FormatException"/> on an answer that is not the service's; such an answer is not kept.</param>
    /// <param name="cancellation">Stops at once.</param>
    /// <exception cref="SourceException">No usable answer came.</exception>
    /// <exception cref="UserException">The token is refused.</exception>
    public async Task<T?> GetAsync<T>(Uri address, bool isSecret, Func<string, T> read, CancellationToken cancellation)
        where T : class
    {
        if (cache.Find(address) is { } known)
        {
            return Read(known, read);
        }

        var answer = await AskAsync(address, isSecret, cancellation).ConfigureAwait(false);
        var result = Read(answer, read);
        cache.Keep(answer);
        return result;
    }

    public void Dispose() => client.Dispose();

    private T? Read<T>(ServiceAnswer answer, Func<string, T> read)
        where T : class
    {
        try
        {
            return answer.IsFound ? read(answer.Body) : null;
        }
        catch (FormatException error)
        {
            throw new SourceException($"{name} sent something else than was asked for: {error.Message}", error);
        }
    }

    private async Task<ServiceAnswer> AskAsync(Uri address, bool isSecret, CancellationToken cancellation)
    {
        try
        {
            return await patience.ExecuteAsync(async stop => await SendAsync(address, isSecret, stop).ConfigureAwait(false), cancellation)
                .ConfigureAwait(false);
        }
        catch (BrokenCircuitException error)
        {
            throw new SourceException($"{name} has failed again and again and is not asked any more", error);
        }
        catch (PassingException error)
        {
            throw new SourceException($"{name} {error.Message}", error);
        }
    }

    private async Task<ServiceAnswer> SendAsync(Uri address, bool isSecret, CancellationToken cancellation)
    {
        await pace.WaitAsync(cancellation).ConfigureAwait(false);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (isSecret && token.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            // The client's own buffer limit counts bytes as they come, unpacked: an endless answer ends there.
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, limit.Token).ConfigureAwait(false);
            return await AcceptAsync(address, response, limit.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            throw new PassingException($"cannot be reached: {error.Message.ReplaceLineEndings(" ")}", null, error);
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException or IOException or UriFormatException)
        {
            // Bodies that say they are gzip or brotli and are not, redirections to no address.
            throw new PassingException($"sent an answer that makes no sense: {error.Message.ReplaceLineEndings(" ")}", null, error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new PassingException($"gave no answer within {options.TimeoutSeconds} s", null, error);
        }
    }

    private async Task<ServiceAnswer> AcceptAsync(Uri address, HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        return response.StatusCode switch
        {
            HttpStatusCode.OK => new ServiceAnswer(address.AbsoluteUri, true, await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false)),
            HttpStatusCode.NotFound => new ServiceAnswer(address.AbsoluteUri, false, ""),
            HttpStatusCode.Unauthorized when token.Length > 0 => throw new UserException(
                $"{name} refuses the token ({status}); set {GeniusSource.TokenVariable} to a valid one, or take {name} out of lyrics.sources."),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                throw new PassingException($"answers {status}", RetryAfter(response)),
            _ => throw new SourceException($"{name} answers {status}"),
        };
    }

    private static HttpClient Client(ServiceOptions options)
    {
        var handler = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, MaxAutomaticRedirections = 5 };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("MusicCluster/1.0");
        return client;
    }

    private static ResiliencePipeline<ServiceAnswer> Patience(ServiceOptions options)
    {
        var pipeline = new ResiliencePipelineBuilder<ServiceAnswer>();
        if (options.Attempts > 1)
        {
            pipeline.AddRetry(new RetryStrategyOptions<ServiceAnswer>
            {
                ShouldHandle = new PredicateBuilder<ServiceAnswer>().Handle<PassingException>(),
                MaxRetryAttempts = options.Attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(options.PauseSeconds),
                MaxDelay = LongestPause,
                DelayGenerator = attempt => ValueTask.FromResult(Asked(attempt.Outcome.Exception)),
            });
        }

        // Outside the retries a request counts once: a service that fails so often is down, and further tracks need not wait for it.
        return new ResiliencePipelineBuilder<ServiceAnswer>()
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ServiceAnswer>
            {
                ShouldHandle = new PredicateBuilder<ServiceAnswer>().Handle<PassingException>(),
                FailureRatio = 0.9,
                MinimumThroughput = 3,
                SamplingDuration = TimeSpan.FromMinutes(5),
                BreakDuration = TimeSpan.FromSeconds(30),
            })
            .AddPipeline(pipeline.Build())
            .Build();
    }

    /// <summary>What Retry-After asks for, within reason; null leaves it to the back-off.</summary>
    private static TimeSpan? Asked(Exception? error) => error is PassingException { RetryAfter: { } wait }
        ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, LongestPause.Ticks))
        : null;

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - DateTimeOffset.UtcNow,
        _ => null,
    };

    /// <summary>A failure that another attempt may not meet.</summary>
    private sealed class PassingException(string message, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(message, inner)
    {
        public TimeSpan? RetryAfter { get; } = retryAfter;
    }
}
