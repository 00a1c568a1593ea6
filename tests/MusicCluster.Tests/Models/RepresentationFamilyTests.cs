using MusicCluster.Models;
using Xunit;

namespace MusicCluster.Tests.Models;

public sealed class RepresentationFamilyTests
{
    [Theory]
    [InlineData("mfcc-pca-raw", RepresentationFamily.Handcrafted)]
    [InlineData("instance-lda", RepresentationFamily.Handcrafted)]
    [InlineData("chroma-pca", RepresentationFamily.Handcrafted)]
    [InlineData("dense-vae", RepresentationFamily.Study)]
    [InlineData("conv-ae", RepresentationFamily.Study)]
    [InlineData("vade", RepresentationFamily.Study)]
    [InlineData("consistent-vae", RepresentationFamily.Consistency)]
    [InlineData("four-stream", RepresentationFamily.Consistency)]
    [InlineData("random-projection", RepresentationFamily.Control)]
    [InlineData("random-weights", RepresentationFamily.Control)]
    [InlineData("an array of a table", RepresentationFamily.Pretrained)]
    public void RepresentationFamily_Model_IsWhereReadersLookForIt(string name, RepresentationFamily expected) =>
        Assert.Equal(expected, new ModelOptions(name).RepresentationFamily());
}
