using System.Buffers.Binary;

namespace MusicCluster.Report.Figures;

/// <summary>The size of an image without decoding it.</summary>
internal static class PngSize
{
    /// <summary>Width and height in pixels from the header (PNG specification, IHDR).</summary>
    public static (int Width, int Height) Of(ReadOnlySpan<byte> png) =>
        (BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]));
}
