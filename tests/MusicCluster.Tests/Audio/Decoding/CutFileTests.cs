using MusicCluster.Audio.Decoding;
using Xunit;

namespace MusicCluster.Tests.Audio.Decoding;

/// <summary>Files that end anywhere, as an interrupted download leaves them: each ends at once, with what it holds or with a reason.</summary>
public sealed class CutFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("mp3/cbr96_32k_notag.mp3")]
    [InlineData("formats/signal.ogg")]
    [InlineData("formats/signal.opus")]
    [InlineData("formats/signal.aiff")]
    [InlineData("signal_2s_22050_mono_s16.wav")]
    public void Decode_CutAnywhere_IsShorterOrRefusedAtOnce(string name)
    {
        var bytes = File.ReadAllBytes(Golden.Path(name));
        var whole = Decode(Golden.Path(name)).Samples.ToArray();
        var path = folder["cut" + Path.GetExtension(name)];
        var readCount = 0;
        for (var length = 1; length < bytes.Length; length += 1 + (bytes.Length / 50))
        {
            File.WriteAllBytes(path, bytes[..length]);
            try
            {
                var cut = Decode(path).Samples;
                Assert.InRange(cut.Length, 1, whole.Length);
                readCount++;
            }
            catch (AudioException error)
            {
                Assert.DoesNotContain("took more than", error.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(readCount, 10, 50);
    }

    private static AudioClip Decode(string path) => AudioDecoder.Decode(
        path, new AudioDecodeOptions(TimeLimitSeconds: 5, Backend: AudioBackend.Managed), TestContext.Current.CancellationToken);
}
