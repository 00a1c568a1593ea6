using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using MusicCluster.Models.Torch;
using TorchSharp;
using Xunit;

namespace MusicCluster.Tests.Models.Torch;

public sealed class SafetensorsFileTests
{
    // Whoever is the first to use torch makes it loadable, or nobody in this process can.
    public SafetensorsFileTests() => TorchRuntime.Prepare();

    [Fact]
    public void Write_TwoTensors_FollowsTheFormat()
    {
        using var folder = new TemporaryFolder();
        var path = folder["weights.safetensors"];
        using var a = torch.tensor(new[] { 1f, 2 }, [2, 1]);
        using var b = torch.tensor(new[] { 3L });
        SafetensorsFile.Write(path, [("a", a), ("b", b)], new Dictionary<string, string> { ["model"] = "test" });
        var bytes = File.ReadAllBytes(path);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        var header = JsonNode.Parse(bytes.AsSpan(8, length))!;
        Assert.Equal("test", (string?)header["__metadata__"]!["model"]);
        Assert.Equal("""{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}""", header["a"]!.ToJsonString());
        Assert.Equal("""{"dtype":"F32","shape":[1],"data_offsets":[8,12]}""", header["b"]!.ToJsonString());
        Assert.Equal([1f, 2, 3], MemoryMarshal.Cast<byte, float>(bytes.AsSpan(8 + length)).ToArray());
    }

    [Fact]
    public void Write_LargeTensor_MakesNoCopyOnTheHeap()
    {
        using var folder = new TemporaryFolder();
        using var large = torch.zeros(1 << 21);
        var before = GC.GetAllocatedBytesForCurrentThread();
        SafetensorsFile.Write(folder["weights.safetensors"], [("large", large)], new Dictionary<string, string>());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Equal(1 << 21, SafetensorsFile.Read(folder["weights.safetensors"]).Tensors["large"].Values.Length);
    }
}
