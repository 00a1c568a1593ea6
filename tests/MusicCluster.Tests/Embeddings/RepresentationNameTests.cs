using MusicCluster.Embeddings;
using Xunit;

namespace MusicCluster.Tests.Embeddings;

public sealed class RepresentationNameTests
{
    [Theory]
    [InlineData("vae", "vae", "")]
    [InlineData("vae+lyrics", "vae", "lyrics")]
    [InlineData("beta-conv-vae-1+lyrics-0.5", "beta-conv-vae-1", "lyrics-0.5")]
    public void Parse_Text_SaysWhetherLyricsAreFusedIn(string text, string audio, string fusion)
    {
        var name = RepresentationName.Parse(text);
        Assert.Equal(new RepresentationName(audio, fusion), name);
        Assert.Equal(fusion.Length > 0, name.IsFused);
        Assert.Equal(new RepresentationName(audio), name.AudioAlone);
        Assert.Equal(text, name.ToString());
    }
}
