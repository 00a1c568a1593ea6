using MusicCluster.Features.Crops;
using MusicCluster.Foundation.Options;
using MusicCluster.Models;
using MusicCluster.Models.Losses;
using Xunit;

namespace MusicCluster.Tests.Models;

public sealed class ModelOptionRulesTests
{
    [Fact]
    public void Errors_EveryModelWithItsDefaults_AreNone() =>
        Assert.Empty(ModelCatalog.Names.SelectMany(name => new ModelOptions(name).Errors()));

    public static TheoryData<ModelOptions, string> ErrorMessages => new()
    {
        { new("conv-va"), "name is 'conv-va', which is not known; the nearest known name is 'conv-vae'" },
        { new("conv-vae", Crops: 0), "crops is 0; it must be 1 to 1000" },
        { new("dense-vae", Crops: 5), "crops is not an option of dense-vae" },
        { new("vicreg-mel", Crops: 5), "crops is not an option of vicreg-mel" },
        { new("dense-vae", Variance: 0), "variance is 0; it must be 0.0001 to 10000" },
        { new("dense-vae", Variance: double.NaN), "variance is NaN" },
        { new("conv-ae", LearnVariance: true), "learnVariance is not an option of conv-ae" },
        { new("conv-vae", Loss: LossKind.Mean, LearnVariance: true),
            "learnVariance is not an option of conv-vae as it is set up here: it is for VAEs with loss elbo" },
        { new("conv-vae", FreeBits: -1), "freeBits is -1" },
        { new("conv-vae", Loss: LossKind.Mean, FreeBits: 1), "freeBits is not an option of conv-vae" },
        { new("vade", FreeBits: 1), "freeBits is not an option of vade" },
        { new("conv-ae", AnnealingEpochs: 3), "annealingEpochs is not an option of conv-ae" },
        { new("mfcc-pca", Patience: 3), "patience is not an option of mfcc-pca" },
        { new("dense-vae", Patience: 0), "patience is 0" },
        { new("dense-vae", Components: 3), "components is not an option of dense-vae" },
        { new("vade", PretrainingEpochs: 100), "pretrainingEpochs is 100; it must be below epochs (100)" },
        { new("vade", Epochs: 30), "pretrainingEpochs is 50; it must be below epochs (30)" },
        { new("vicreg-mel", Loss: LossKind.Mean), "loss is not an option of vicreg-mel" },
        { new("dense-vae", Scaling: InputScaling.Raw), "scaling is not an option of dense-vae" },
        { new("mfcc-pca", Scaling: InputScaling.PerBand), "scaling is not an option of mfcc-pca" },
        { new("instance-lda", Scaling: InputScaling.Raw), "scaling is not an option of instance-lda" },
        { new("instance-lda", Shrinkage: 0), "shrinkage is 0; it must be" },
        { new("instance-lda", Shrinkage: 1.5), "shrinkage is 1.5; it must be" },
        { new("vicreg-tonal", Shrinkage: 0.3), "shrinkage is not an option of vicreg-tonal" },
        { new("mfcc-pca", Statistics: CropColumnSet.All), "statistics is not an option of mfcc-pca" },
        { new("random-projection", Scaling: InputScaling.Raw), "scaling is not an option of random-projection" },
    };

    [Theory]
    [MemberData(nameof(ErrorMessages))]
    public void Errors_Mistake_NamesIt(ModelOptions options, string expected) =>
        Assert.Contains(expected, Assert.Single(options.Errors()), StringComparison.Ordinal);

    [Theory]
    [InlineData("mfcc-pca", "")]
    [InlineData("mfcc-pca-raw", "not standardized: the loudest coefficient decides")]
    [InlineData("cvae", "not unsupervised: it is shown the genres")]
    [InlineData("random-weights", "control: nothing is learned")]
    public void Note_Model_SaysWhatTablesMustSay(string name, string expected) => Assert.Equal(expected, new ModelOptions(name).Note());

    [Fact]
    public void Note_AnyProjectionLeftRaw_SaysSo() =>
        Assert.StartsWith("not standardized", new ModelOptions("mfcc-20-pca", Scaling: InputScaling.Raw).Note(), StringComparison.Ordinal);

    [Fact]
    public void SeesGenres_AllModels_IsTheConditionalOneAlone() =>
        Assert.Equal(["cvae"], ModelCatalog.Names.Where(name => ModelCatalog.Get(name).SeesGenres));

    [Theory]
    [InlineData("mfcc-pca", "")]
    [InlineData("conv-ae", "squared error: variance 1")]
    [InlineData("beta-conv-vae-4", "elbo: variance 1, beta 4")]
    [InlineData("vicreg-mel", "vicreg")]
    [InlineData("vade", "elbo: variance 1, beta 1, 10 components after 50 epochs")]
    public void Of_Model_SaysWhatIsMinimized(string name, string expected) => Assert.Equal(expected, Objective.Of(new ModelOptions(name), null));

    [Fact]
    public void Of_AllOptions_AreStated()
    {
        var options = new ModelOptions("conv-vae", LearnVariance: true, AnnealingEpochs: 5, FreeBits: 0.25);
        Assert.Equal("elbo: variance 0.43 (learned), beta 1, annealed over 5 epochs, 0.25 free nats per dimension", Objective.Of(options, 0.43));
        Assert.Equal("means, as the study's, beta 4", Objective.Of(new ModelOptions("beta-conv-vae-4", Loss: LossKind.Mean), null));
    }
}
