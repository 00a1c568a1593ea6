using MusicCluster.Foundation;
using MusicCluster.Foundation.Downloads;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Options;
using MusicCluster.Lyrics.Whisper;
using Whisper.net.Ggml;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Whisper;

public sealed class WhisperModelsTests : IDisposable
{
    private static readonly DownloadPolicy Quick = new()
    {
        AttemptCount = 2, FirstPause = TimeSpan.FromMilliseconds(5),
        LongestPause = TimeSpan.FromMilliseconds(20), StallTimeout = TimeSpan.FromMilliseconds(400),
    };

    private static readonly byte[] Content = [.. Enumerable.Range(0, 400_000).Select(i => (byte)(i * i >> 3))];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Fetch_DroppedConnections_BringsTheModelFromItsAddress()
    {
        using var server = new LoopbackServer(request => LoopbackAnswer.File(Content, request) with { CutAfter = 150_000 });

        File.WriteAllBytes(folder["copy"], Content);

        WhisperModels.Fetch("tiny", Digest.Sha1OfFile(folder["copy"]), Options(server), folder.Path, Quick, Silent(), TestContext.Current.CancellationToken);

        Assert.Equal(Content, File.ReadAllBytes(folder["ggml-tiny.bin"]));
        Assert.All(server.Requests, request => Assert.Equal("/models/ggml-tiny.bin", request.Target));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public void Provide_BytesOfAnotherFile_AreRefusedByTheirSha1()
    {
        using var server = new LoopbackServer(request => LoopbackAnswer.File(Content, request));

        var error = Assert.Throws<UserException>(() => Provide(Options(server)));

        Assert.Contains("has bd577a113a864445d4c299885e0cb97d4ba92b5f", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Set lyrics.whisper.model to a file that you have, or lyrics.whisper.modelAddress to a mirror.",
            error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["ggml-tiny.bin"]));
    }

    [Fact]
    public void Provide_ModelThatIsThere_AsksNobody()
    {
        using var server = new LoopbackServer(request => LoopbackAnswer.File(Content, request));
        File.WriteAllBytes(folder["ggml-tiny.bin"], Content);

        Assert.Equal(folder["ggml-tiny.bin"], Provide(Options(server)));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Provide_Path_IsTaken()
    {
        File.WriteAllBytes(folder["own.bin"], Content);

        Assert.Equal(folder["own.bin"], Provide(new WhisperOptions { Model = "own.bin" }));
    }

    [Fact]
    public void Provide_Typo_NamesTheNearest()
    {
        var error = Assert.Throws<UserException>(() => Provide(new WhisperOptions { Model = "smal" }));

        Assert.StartsWith("Whisper model 'smal' is neither a file nor a known name; the nearest name is 'small' of tiny, tiny.en, base, ",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_EveryModelThatWhisperNetKnows_IsAmongThem()
    {
        var types = Enum.GetNames<GgmlType>().Select(type => type.Replace("En", ".en").Replace("V", "-v").Replace("Turbo", "-turbo").ToLowerInvariant());

        Assert.Equal([.. types, "large-v3-turbo-q5_0"], WhisperModels.Names);
    }

    [Fact]
    public void Errors_WrongSettings_AreAllTold()
    {
        var options = new WhisperOptions { Model = "", ModelAddress = "http://mirror/",
            Windows = 0, MaximumSeconds = 0.5, BeamWidth = 9, TemperatureStep = 0.01 };

        Assert.Equal(6, options.Errors().Count());
        Assert.Empty(new WhisperOptions().Errors());
        Assert.Empty(new WhisperOptions { ModelAddress = "http://mirror/", AllowHttp = true }.Errors());
        Assert.Single(new WhisperOptions { ModelAddress = "mirror" }.Errors());
    }

    private static WhisperOptions Options(LoopbackServer server) =>
        new() { Model = "tiny", ModelAddress = new Uri(server.Address, "models").AbsoluteUri, AllowHttp = true };

    private static Progress<StageProgress> Silent() => new();

    private string Provide(WhisperOptions options) =>
        WhisperModels.Provide(options, folder.Path, folder.Path, Quick, Silent(), TestContext.Current.CancellationToken);
}
