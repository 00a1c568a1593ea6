using MusicCluster.Models.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCluster.Models.Networks;

/// <summary>Four convolutions over time with the mel bands as channels, mean and deviation over time, a linear head.</summary>
internal sealed class MelNet : CropEncoder
{
    private const double VarianceFloor = 1e-5;
    private readonly Sequential body;
    private readonly Linear head;
    private readonly Sequential projector;

    /// <param name="bandCount">Mel bands: the channels of the input.</param>
    /// <param name="latent">Width of the representation.</param>
    public MelNet(long bandCount, long latent) : base(nameof(MelNet))
    {
        body = nn.Sequential([.. Block(1, bandCount, 96, 1), .. Block(2, 96, 96, 2), .. Block(3, 96, 192, 2), .. Block(4, 192, 192, 2)]);
        head = nn.Linear(2 * 192, latent);
        projector = StatisticsNet.Projector(latent);
        RegisterComponents();
    }

    public override Tensor Encode(Tensor crops)
    {
        var frames = body.call(crops);
        var mean = frames.mean([2]);
        var centered = frames - mean.unsqueeze(2);
        var deviation = (centered * centered).mean([2]).Plus(VarianceFloor).sqrt();
        return head.call(cat([mean, deviation], 1));
    }

    public override Tensor Project(Tensor latent) => projector.call(latent);

    private static IEnumerable<(string, nn.Module<Tensor, Tensor>)> Block(int number, long from, long to, long stride) =>
    [
        ($"conv{number}", nn.Conv1d(from, to, 3, stride: stride, padding: 1, bias: false)),
        ($"norm{number}", new BatchNorm(to)),
        ($"relu{number}", nn.ReLU()),
    ];
}
