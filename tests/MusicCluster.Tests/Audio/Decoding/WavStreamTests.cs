using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Decoding.Managed;
using Xunit;

namespace MusicCluster.Tests.Audio.Decoding;

public sealed class WavStreamTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ReadFormat_OwnFile_StopsAtTheFirstSample()
    {
        WavFile.Write(folder["a.wav"], [0.5f, 0.25f], 48000, 2);
        using var stream = File.OpenRead(folder["a.wav"]);
        Assert.Equal(new PcmFormat(48000, 2, PcmEncoding.Float, 4, IsBigEndian: false, 8), WavStream.ReadFormat(stream));
        Assert.Equal(stream.Length - 8, stream.Position);
    }

    [Fact]
    public void ReadFormat_CutAnywhereBefore_IsNull()
    {
        WavFile.Write(folder["a.wav"], [], 48000, 2);
        var bytes = File.ReadAllBytes(folder["a.wav"]);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Null(WavStream.ReadFormat(new MemoryStream(bytes[..length])));
        }
    }
}
