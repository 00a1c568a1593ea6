using System.Text.Json;
using MusicCluster.Features;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;
using Xunit;

namespace MusicCluster.Tests.Features;

/// <summary>The kernels against librosa's and torchaudio's float64 values.</summary>
public class GoldenSpectrumTests
{
    private static readonly StftPlan Plan = new();
    private static readonly MelBank Bank64 = new(22050, 2048, 64);
    private static readonly MelBank Bank128 = new(22050, 2048, 128);
    private static readonly StftPlan MirrorPlan = new(padding: FramePadding.Reflect);

    // Where a band holds this part of the loudest or less, float32 input already decides the digits.
    private const double Floor = 1e-8;

    [Fact]
    public void Power_GoldenFrames_AreLibrosas()
    {
        var rows = Golden.ReadCsv("stft_frames_0_20_64_86_re_im_f64.csv");
        var scratch = new StftScratch(Plan);
        int[] frames = [0, 20, 64, 86];
        for (var i = 0; i < frames.Length; i++)
        {
            Stft.Power(Plan, TestSpectra.GoldenSignal, frames[i], scratch);
            var expected = rows[2 * i].Zip(rows[(2 * i) + 1], (re, im) => (re * re) + (im * im)).ToArray();
            var loudest = expected.Max();
            for (var bin = 0; bin < expected.Length; bin++)
            {
                Assert.Equal(expected[bin], scratch.Power[bin * LaneWidth.Count], (1e-4 * expected[bin]) + (1e-9 * loudest) + 1e-15);
            }
        }
    }

    [Theory]
    [InlineData("slaney_64", 64, MelScale.Slaney, MelNormalization.Area)]
    [InlineData("slaney_128", 128, MelScale.Slaney, MelNormalization.Area)]
    public void MelBank_GoldenBanks_AreLibrosas(string name, int count, MelScale scale, MelNormalization normalization)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Golden.Path("mel_filterbanks_22050_2048.json")));
        var bank = new MelBank(22050, 2048, count, scale, normalization);
        var bands = document.RootElement.GetProperty(name).EnumerateArray().ToArray();
        Assert.Equal(count, bands.Length);
        for (var band = 0; band < count; band++)
        {
            var expected = bands[band].GetProperty("w").EnumerateArray().Select(weight => weight.GetDouble()).ToArray();
            Assert.Equal(bands[band].GetProperty("start").GetInt32(), bank.Start(band));
            Assert.Equal(expected.Length, bank.Weights(band).Length);
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], bank.Weights(band)[i], 1e-6 * expected.Max());
            }
        }
    }

    [Fact]
    public void Mel_GoldenSignal_IsLibrosas() =>
        Assert.InRange(TestSpectra.Distance(TestSpectra.Mel(Plan, Bank64, TestSpectra.GoldenSignal), Golden.ReadCsv("melspec_power_f64.csv"), Floor), 0, 1e-4);

    [Fact]
    public void LogMel_ReferenceOne_IsLibrosas() =>
        Assert.InRange(TestSpectra.Distance(TestSpectra.LogMel(Plan, Bank64, TestSpectra.GoldenSignal), Golden.ReadCsv("logmel_ref1_f64.csv")), 0, 1e-3);

    [Fact]
    public void LogMel_ReferenceMaximum_IsLibrosas()
    {
        var mel = TestSpectra.Mel(Plan, Bank64, TestSpectra.GoldenSignal);
        Decibels.FromPowerRelativeToMax(mel);
        Assert.InRange(TestSpectra.Distance(mel, Golden.ReadCsv("logmel_refmax_f64.csv")), 0, 1e-3);
        Assert.Equal(0, mel.Max());
    }

    [Theory]
    [InlineData("mfcc40_default_f64.csv", 128)]
    [InlineData("mfcc40_nmels64_f64.csv", 64)]
    public void Mfcc_GoldenSignal_IsLibrosas(string file, int melCount)
    {
        var bank = melCount == 64 ? Bank64 : Bank128;
        var levels = TestSpectra.LogMel(Plan, bank, TestSpectra.GoldenSignal);
        var mfcc = new float[40 * levels.Length / melCount];
        Mfcc.Compute(Mfcc.CreateDct(40, melCount), levels, melCount, mfcc);
        Assert.InRange(TestSpectra.Distance(mfcc, Golden.ReadCsv(file)), 0, 1e-3);
    }

    [Fact]
    public void MfccMean_GoldenSignal_IsLibrosas()
    {
        var mean = new float[40];
        Mfcc.Mean(Mfcc.CreateDct(40, 128), TestSpectra.LogMel(Plan, Bank128, TestSpectra.GoldenSignal), 128, mean);
        Assert.InRange(TestSpectra.Distance(mean, Golden.ReadCsv("mfcc40_mean_f64.csv")), 0, 1e-3);
    }

    [Fact]
    public void Mel_HtkMirroredPeak_IsTorchaudios()
    {
        var bank = new MelBank(22050, 2048, 64, MelScale.Htk, MelNormalization.Peak);
        var expected = Golden.ReadCsv("torchaudio_mel_htk_power_f64.csv");
        // torchaudio builds window and bank in float32: about 2e-6 of the loudest bin near each band leaks into it.
        Assert.InRange(TestSpectra.Distance(TestSpectra.Mel(MirrorPlan, bank, TestSpectra.GoldenSignal), expected, 1e-6), 0, 1e-4);
    }

    [Fact]
    public void LogMel_HtkMirroredPeak_IsTorchaudios()
    {
        var bank = new MelBank(22050, 2048, 64, MelScale.Htk, MelNormalization.Peak);
        Assert.InRange(
            TestSpectra.Distance(TestSpectra.LogMel(MirrorPlan, bank, TestSpectra.GoldenSignal), Golden.ReadCsv("torchaudio_mel_htk_db80_f64.csv")), 0, 1e-3);
    }

    [Fact]
    public void Mfcc_HtkMirroredPeak_IsTorchaudios()
    {
        var bank = new MelBank(22050, 2048, 128, MelScale.Htk, MelNormalization.Peak);
        var levels = TestSpectra.LogMel(MirrorPlan, bank, TestSpectra.GoldenSignal);
        var mfcc = new float[40 * levels.Length / 128];
        Mfcc.Compute(Mfcc.CreateDct(40, 128), levels, 128, mfcc);
        Assert.InRange(TestSpectra.Distance(mfcc, Golden.ReadCsv("torchaudio_mfcc40_htk_nmels128_f64.csv")), 0, 1e-3);
    }
}
