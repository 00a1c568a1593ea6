using MusicCluster.Foundation;
using MusicCluster.Models.Torch;
using TorchSharp;
using Xunit;

namespace MusicCluster.Tests.Models.Torch;

public class TorchRuntimeTests
{
    [Fact]
    public void Prepare_OnThisMachine_TorchComputes()
    {
        TorchRuntime.Prepare();
        using var sum = torch.ones(3).sum();
        Assert.Equal(3f, sum.item<float>());
    }

    [Fact]
    public void Device_CudaWithoutGpu_IsOneSentence()
    {
        TorchRuntime.Prepare();
        if (torch.cuda.is_available())
        {
            Assert.Equal(DeviceType.CUDA, TorchRuntime.Device("cuda").type);
            return;
        }

        Assert.Contains("no CUDA here", Assert.Throws<UserException>(() => TorchRuntime.Device("cuda")).Message, StringComparison.Ordinal);
        Assert.Equal(DeviceType.CPU, TorchRuntime.Device("auto").type);
    }

    [Fact]
    public void Device_Unknown_NamesTheChoices() =>
        Assert.Contains("auto, cpu or cuda", Assert.Throws<UserException>(() => TorchRuntime.Device("gpu")).Message, StringComparison.Ordinal);
}
