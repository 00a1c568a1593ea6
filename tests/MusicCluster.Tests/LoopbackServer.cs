using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MusicCluster.Tests;

/// <summary>A web server on this machine that answers byte for byte as a test says, faults included.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<LoopbackRequest, LoopbackAnswer> answer;

    public LoopbackServer(Func<LoopbackRequest, LoopbackAnswer> answer)
    {
        this.answer = answer;
        listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public ConcurrentQueue<LoopbackRequest> Requests { get; } = new();

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var request = await LoopbackRequest.ReadAsync(stream);
                Requests.Enqueue(request);
                await answer(request).WriteAsync(stream, stop.Token);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The other side hung up.
            }
        }
    }
}

/// <summary>What a client asked for.</summary>
internal sealed record LoopbackRequest(string Target, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The first byte asked for.</summary>
    public long RangeStart => Headers.TryGetValue("Range", out var range) ? long.Parse(range["bytes=".Length..].TrimEnd('-')) : 0;

    public bool HasRange => Headers.ContainsKey("Range");

    public static async Task<LoopbackRequest> ReadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer) == 1)
        {
            head.Append((char)buffer[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return new LoopbackRequest(
            lines[0].Split(' ')[1],
            lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase));
    }
}

/// <summary>What goes back: head and body as they are, cut off or held up where asked.</summary>
/// <param name="Status">E.g. <c>200 OK</c>.</param>
/// <param name="Headers">Lines without the line end.</param>
/// <param name="Body">The bytes.</param>
/// <param name="CutAfter">The connection is dropped after so many bytes of the body.</param>
/// <param name="HoldAfter">Nothing more comes after so many bytes of the body.</param>
internal sealed record LoopbackAnswer(string Status, IReadOnlyList<string> Headers, ReadOnlyMemory<byte> Body, int? CutAfter = null, int? HoldAfter = null)
{
    public static LoopbackAnswer Error(string status, params string[] headers) => new(status, ["Content-Length: 0", .. headers], default);

    /// <summary>A file as a decent server sends it: ranges, an ETag, If-Range.</summary>
    public static LoopbackAnswer File(byte[] content, LoopbackRequest request, string tag = "\"v1\"")
    {
        var isWanted = !request.Headers.TryGetValue("If-Range", out var version) || version == tag;
        if (!request.HasRange || !isWanted)
        {
            return Whole(content, tag);
        }

        var start = (int)request.RangeStart;
        return start >= content.Length
            ? Error("416 Range Not Satisfiable", $"Content-Range: bytes */{content.Length}")
            : new LoopbackAnswer(
                "206 Partial Content",
                [$"Content-Length: {content.Length - start}", $"Content-Range: bytes {start}-{content.Length - 1}/{content.Length}", $"ETag: {tag}"],
                content.AsMemory(start));
    }

    /// <summary>The whole file, whatever range was asked for.</summary>
    public static LoopbackAnswer Whole(byte[] content, string tag = "\"v1\"") =>
        new("200 OK", [$"Content-Length: {content.Length}", $"ETag: {tag}"], content);

    public async Task WriteAsync(Stream stream, CancellationToken stop)
    {
        var headers = string.Concat(Headers.Select(header => header + "\r\n"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Status}\r\n{headers}Connection: close\r\n\r\n"), stop);
        await stream.WriteAsync(Body[..Math.Min(CutAfter ?? HoldAfter ?? Body.Length, Body.Length)], stop);
        await stream.FlushAsync(stop);
        if (HoldAfter is not null)
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
    }
}
