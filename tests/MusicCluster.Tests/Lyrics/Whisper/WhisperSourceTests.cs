using MusicCluster.Audio.Decoding;
using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Lyrics;
using MusicCluster.Lyrics.Sources;
using MusicCluster.Lyrics.Whisper;
using MusicCluster.Tests.Audio;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Whisper;

public sealed class WhisperSourceTests : IDisposable
{
    // A tiny model hears nonsense: these rules let it through, so that there is something to look at.
    private static readonly TranscriptRules Lenient = new(
        MinimumWordCount: 1, MinimumUniqueWordRatio: 0, MaximumTopWordShare: 1, MaximumNoSpeech: 1,
        MinimumLanguageShare: 0, MinimumLogProbability: -100, MaximumRepeatedShare: 1);

    private readonly TemporaryFolder folder = new();

    private string Transcripts => Path.Combine(folder.Path, "transcripts");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task FindAsync_Tracks_AreHeardOnceAndThenRemembered()
    {
        var tracks = Tracks(3);
        using var first = Source(Lenient);
        var heard = await Answers(first, tracks);
        Assert.Matches(@"^heard 3 at \d+\.\d\d tracks/s, \d+\.\d × real time$", first.Pace);
        Assert.All(heard.Where(answer => answer.IsKept), answer => Assert.Equal(
            WhisperSource.FigureColumns.Append(LyricsTable.VoicedSeconds).Append(LyricsTable.ListenedSeconds).Order(), answer.Figures.Keys.Order()));
        Assert.Contains(heard, answer => answer.IsKept);

        using var second = Source(Lenient);
        var remembered = await Answers(second, tracks);

        Assert.Equal("", second.Pace);
        Assert.Equal(heard.Select(answer => (answer.Text, answer.Reason)), remembered.Select(answer => (answer.Text, answer.Reason)));
    }

    [Fact]
    public async Task FindAsync_StoppedInTheMiddle_GoesOnWithTheRest()
    {
        var tracks = Tracks(6);
        using (var stop = new CancellationTokenSource())
        using (var broken = Source(Lenient, seats: 1))
        {
            await broken.FindAsync(tracks[0], stop.Token);
            await broken.FindAsync(tracks[1], stop.Token);
            var third = broken.FindAsync(tracks[2], stop.Token).AsTask();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        }

        var kept = Directory.GetFiles(Transcripts, "*.json", SearchOption.AllDirectories).ToDictionary(path => path, File.GetLastWriteTimeUtc);
        Assert.Equal(2, kept.Count);
        using var source = Source(Lenient);
        await Answers(source, tracks);

        Assert.StartsWith("heard 4 at ", source.Pace, StringComparison.Ordinal);
        Assert.All(kept, file => Assert.Equal(file.Value, File.GetLastWriteTimeUtc(file.Key)));
    }

    [Fact]
    public async Task FindAsync_NoSpeech_IsRefusedAndHeardAgainUnderOtherRules()
    {
        var tracks = Tracks(1);
        using (var strict = Source(Lenient with { MaximumNoSpeech = 0 }))
        {
            Assert.Equal("no speech", (await Answers(strict, tracks))[0].Reason);
            Assert.DoesNotContain("\"isDecoded\":true",
                File.ReadAllText(Directory.EnumerateFiles(Transcripts, "*.json", SearchOption.AllDirectories).Single()), StringComparison.Ordinal);
        }

        using var lenient = Source(Lenient);
        await Answers(lenient, tracks);

        Assert.Contains("\"isDecoded\":true",
            File.ReadAllText(Directory.EnumerateFiles(Transcripts, "*.json", SearchOption.AllDirectories).Single()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindAsync_AudioThatIsNone_IsARefusal()
    {
        File.WriteAllText(folder["broken.mp3"], "no sound");
        using var source = Source(Lenient);

        var answers = await Answers(source, [new Track("broken", folder["broken.mp3"]), new Track("missing", folder["missing.mp3"]), new Track("none", "")]);

        Assert.Equal(["audio cannot be decoded", "file cannot be read: FileNotFoundException", LyricsAnswer.Nothing.Reason],
            answers.Select(answer => answer.Reason));
    }

    [Fact]
    public async Task FindAsync_NoModel_EndsTheRunOnlyWhereWordsAreRequired()
    {
        var options = new LyricsOptions { Whisper = new WhisperOptions { Model = "nowhere.bin" } };
        using var required = new WhisperSource(options, Places, AudioBackend.Auto, 1, 1, new Progress<StageProgress>(), default);
        using var optional = new WhisperSource(options with { Required = false }, Places, AudioBackend.Auto, 1, 1, new Progress<StageProgress>(), default);

        var error = await Assert.ThrowsAsync<UserException>(() => Answers(required, Tracks(1)));
        var silence = await Assert.ThrowsAsync<SourceException>(() => Answers(optional, Tracks(1)));

        Assert.Equal(error.Message, silence.Message);
        Assert.StartsWith("Whisper model 'nowhere.bin' is neither a file nor a known name", error.Message, StringComparison.Ordinal);
    }

    private WhisperPlaces Places => new(folder.Path, folder.Path);

    private static async Task<IReadOnlyList<LyricsAnswer>> Answers(WhisperSource source, IReadOnlyList<Track> tracks) =>
        await Task.WhenAll(tracks.Select(track => source.FindAsync(track, TestContext.Current.CancellationToken).AsTask()));

    private List<Track> Tracks(int count)
    {
        for (var i = 0; i < count; i++)
        {
            WavFile.Write(folder[$"{i}.wav"], Song.Samples(2 + i, (ulong)i), rate: 16000);
        }

        return [.. Enumerable.Range(0, count).Select(i => new Track($"{i}", folder[$"{i}.wav"]))];
    }

    private WhisperSource Source(TranscriptRules rules, int seats = 2)
    {
        var options = new LyricsOptions
        {
            Filter = rules,
            Whisper = new WhisperOptions { Model = TinyModel.Write(folder["tiny.bin"]), Windows = 1, TemperatureStep = 0 },
        };
        return new WhisperSource(options, Places, AudioBackend.Auto, seats, 1, new Progress<StageProgress>(), TestContext.Current.CancellationToken);
    }
}
