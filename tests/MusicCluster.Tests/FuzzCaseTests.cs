using MusicCluster.Corpus;
using MusicCluster.Corpus.Fma;
using MusicCluster.Foundation;
using MusicCluster.Lyrics.Whisper;
using MusicCluster.Models.Torch;
using MusicCluster.Numerics.Npy;
using Xunit;

namespace MusicCluster.Tests;

/// <summary>What coverage-guided searches have found: each file is read, or refused with one sentence.</summary>
public sealed class FuzzCaseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("npy")]
    [InlineData("safetensors")]
    [InlineData("ggml")]
    [InlineData("fma-tracks")]
    [InlineData("tracks")]
    public void Read_KeptCases_AreReadOrRefused(string parser)
    {
        var cases = Directory.GetFiles(Golden.Path($"fuzz/{parser}"));
        Assert.NotEmpty(cases);
        foreach (var path in cases)
        {
            try
            {
                Read(parser, path);
            }
            catch (UserException error)
            {
                Assert.True(error.Message.Length > 0 && !error.Message.Contains('\n', StringComparison.Ordinal), path);
            }
        }
    }

    private void Read(string parser, string path)
    {
        switch (parser)
        {
            case "npy":
                NpyFile.ReadMatrix(path);
                break;
            case "safetensors":
                SafetensorsFile.Read(path);
                break;
            case "ggml":
                WhisperModelFile.Check(path);
                break;
            case "fma-tracks":
                FmaTracksFile.Read(path);
                break;
            default:
                File.Copy(path, folder["tracks.csv"], overwrite: true);
                FolderCorpus.Read(folder.Path);
                break;
        }
    }
}
