using MusicCluster.Numerics.Simd;
using Xunit;

namespace MusicCluster.Tests.Numerics.Simd;

public class LaneWidthTests
{
    // Continuous integration runs the suite under each switch: this makes sure that the switch did something.
    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic", 1)]
    [InlineData("DOTNET_EnableAVX2", 4)]
    [InlineData("DOTNET_EnableAVX512", 8)]
    public void Count_WithASwitchOff_IsNoWider(string name, int widest)
    {
        var isOff = Environment.GetEnvironmentVariable(name) == "0";
        Assert.InRange(LaneWidth.Count, 1, isOff ? widest : 16);
    }
}
