using SharpCompress.Common;
using SharpCompress.Providers;

namespace MusicCluster.Corpus.Archives;

/// <summary>Lets the archive library decompress by libbz2, about eight times as fast as by its own decoder.</summary>
internal sealed class Bzip2Provider : DecompressionOnlyProviderBase
{
    /// <summary>The decoders to use on this machine.</summary>
    public static CompressionProviderRegistry Registry { get; } =
        Bzip2.IsFound ? CompressionProviderRegistry.Default.With(new Bzip2Provider()) : CompressionProviderRegistry.Default;

    public override CompressionType CompressionType => CompressionType.BZip2;

    protected override string CompressionNotSupportedMessage => "Archives are only read here.";

    public override Stream CreateDecompressStream(Stream source) => new Bzip2Stream(source);
}
