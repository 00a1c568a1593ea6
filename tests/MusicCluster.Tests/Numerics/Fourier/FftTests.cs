using System.Numerics;
using MusicCluster.Numerics.Fourier;
using MusicCluster.Numerics.Random;
using MusicCluster.Numerics.Simd;
using Xunit;

namespace MusicCluster.Tests.Numerics.Fourier;

public class FftTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(128)]
    [InlineData(1024)]
    public void Forward_DifferentSignalPerLane_IsTheDefinition(int length)
    {
        var width = LaneWidth.Count;
        var random = new RandomSource((ulong)length);
        var data = new float[length * 2 * width];
        for (var i = 0; i < data.Length; i++)
        {
            data[i] = (float)random.NextDouble(-1, 1);
        }

        var original = (float[])data.Clone();
        var plan = new FftPlan(length);
        Fft.Forward(plan, data);
        for (var lane = 0; lane < width; lane++)
        {
            var signal = Enumerable.Range(0, length)
                .Select(i => new Complex(original[(2 * i * width) + lane], original[(((2 * i) + 1) * width) + lane])).ToArray();
            for (var k = 0; k < length; k += Math.Max(1, length / 37))
            {
                var expected = signal.Select((x, i) => x * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)k * i % length) / length))
                    .Aggregate(Complex.Zero, (sum, x) => sum + x);
                var position = plan.Positions[k] * 2 * width;
                Assert.Equal(expected.Real, data[position + lane], 2e-6 * length);
                Assert.Equal(expected.Imaginary, data[position + width + lane], 2e-6 * length);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-4)]
    public void FftPlan_NoPowerOfTwo_SaysWhatItIs(int length) =>
        Assert.Contains($"length is {length};", Assert.Throws<ArgumentException>(() => new FftPlan(length)).Message, StringComparison.Ordinal);

    [Fact]
    public void Forward_WrongShape_Throws() =>
        Assert.Throws<ArgumentException>(() => Fft.Forward(new FftPlan(8), new float[8]));
}
