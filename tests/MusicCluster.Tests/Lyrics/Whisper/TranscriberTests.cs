using System.Diagnostics;
using System.Text.Json;
using MusicCluster.Foundation;
using MusicCluster.Lyrics.Whisper;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Whisper;

public sealed class TranscriberTests : IDisposable
{
    private static readonly WhisperOptions Options = new() { Windows = 2, TemperatureStep = 0.5 };
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Transcribe_RealLibrary_WritesWordsOfTheVocabulary()
    {
        using var transcriber = Open();

        var transcript = await Hear(transcriber, Song.Samples(8, 1));

        Assert.True(transcript.IsDecoded);
        Assert.Equal(8, transcript.Seconds, 1e-3);
        Assert.Equal([0, 4], transcript.Windows.Select(window => window.StartSeconds));
        Assert.All(transcript.Windows, window => Assert.InRange(window.NoSpeech, 0, 1));
        Assert.All(transcript.Windows, window => Assert.InRange(window.Languages.Values.Sum(), 0.01, 1.000001));
        Assert.NotEmpty(transcript.Segments);
        Assert.All(transcript.Segments, segment =>
        {
            Assert.True(segment.TokenCount > 0);
            Assert.True(segment.LogProbability < 0);
            Assert.InRange(segment.StartSeconds, 0, segment.EndSeconds);
            Assert.All(segment.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries), word => Assert.Contains(" " + word, TinyModel.Words));
        });
    }

    [Fact]
    public async Task Transcribe_InParallelOrOneByOneOrWithMoreThreads_IsTheSame()
    {
        using var transcriber = Open();
        var songs = Enumerable.Range(0, 4).Select(i => Song.Samples(2 + (i % 3), (ulong)i)).ToArray();

        var serial = new List<string>();
        foreach (var song in songs)
        {
            serial.Add(Text(await Hear(transcriber, song)));
        }

        var parallel = await Task.WhenAll(songs.Reverse().Select(song => Task.Run(async () => Text(await Hear(transcriber, song)))));

        Assert.Equal(serial, parallel.Reverse());
        Assert.Equal(serial[0], Text(await Hear(transcriber, songs[0], threadCount: 2)));
        Assert.True(serial.Distinct().Count() > 1, "Different songs should not all sound the same.");
    }

    [Fact]
    public async Task Transcribe_ModelsOfOtherSeeds_HearOtherThings()
    {
        using var first = Open(0);
        using var second = Open(1);
        var song = Song.Samples(4, 1);

        Assert.NotEqual(Text(await Hear(first, song)), Text(await Hear(second, song)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(150)]
    [InlineData(1000)]
    public async Task Transcribe_AlmostNoSamples_IsNoFault(int count)
    {
        using var transcriber = Open();

        Assert.Equal(count / 16000.0, (await Hear(transcriber, new float[count])).Seconds);
    }

    [Fact]
    public async Task Transcribe_NotWorthWriting_WritesNothing()
    {
        using var transcriber = Open();

        var transcript = await transcriber.TranscribeAsync(Song.Samples(4, 1), heard => heard.Windows.Count == 99, 1, TestContext.Current.CancellationToken);

        Assert.False(transcript.IsDecoded);
        Assert.Empty(transcript.Segments);
        Assert.Equal(2, transcript.Windows.Count);
    }

    [Fact]
    public async Task Transcribe_Cancelled_StopsSoonAndTheNextOneIsWhole()
    {
        using var transcriber = Open();
        var song = Song.Samples(240, 3);
        using var stop = new CancellationTokenSource();
        // The windows are done when this is asked: what is stopped is the writing.
        bool Begin(Transcript heard)
        {
            stop.CancelAfter(50);
            return true;
        }

        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transcriber.TranscribeAsync(song, Begin, 1, stop.Token).AsTask());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"It took {watch.Elapsed.TotalSeconds:F1} s to stop.");
        Assert.NotEmpty((await Hear(transcriber, Song.Samples(3, 1))).Segments);
    }

    [Fact]
    public async Task Transcribe_ModelWithoutNumbers_EndsInARefusedTranscript()
    {
        var path = TinyModel.Write(folder["nan.bin"], weight: float.NaN);
        using var transcriber = new Transcriber(RealLibrary.Load(folder), path, Options with { TemperatureStep = 0 });

        var transcript = await Hear(transcriber, Song.Samples(2, 1));

        Assert.False(TranscriptFilter.Judge(transcript, new()).IsKept);
    }

    [Fact]
    public void Transcriber_ModelThatIsMissing_IsOneSentence()
    {
        var library = RealLibrary.Load(folder);

        var error = Assert.Throws<UserException>(() => new Transcriber(library, folder["none.bin"], Options));

        Assert.StartsWith("Whisper model '", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_WhileATrackIsHeard_WaitsForIt()
    {
        var transcriber = Open();
        bool Begin(Transcript heard)
        {
            transcriber.Dispose();
            return true;
        }

        Assert.True((await transcriber.TranscribeAsync(Song.Samples(2, 1), Begin, 1, TestContext.Current.CancellationToken)).IsDecoded);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Hear(transcriber, Song.Samples(2, 1)));
    }

    private static Task<Transcript> Hear(Transcriber transcriber, float[] samples, int threadCount = 1) =>
        transcriber.TranscribeAsync(samples, _ => true, threadCount, TestContext.Current.CancellationToken).AsTask();

    private static string Text(Transcript transcript) => JsonSerializer.Serialize(transcript);

    private Transcriber Open(int seed = 0) => new(RealLibrary.Load(folder), TinyModel.Write(folder[$"tiny-{seed}.bin"], seed), Options);
}
