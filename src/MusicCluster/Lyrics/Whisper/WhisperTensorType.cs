namespace MusicCluster.Lyrics.Whisper;

/// <summary>How ggml stores the numbers of a tensor.</summary>
/// <param name="Id">ggml_type.</param>
/// <param name="BlockLength">Numbers per block.</param>
/// <param name="BlockBytes">Bytes per block.</param>
internal sealed record WhisperTensorType(int Id, int BlockLength, int BlockBytes)
{
    private const int FileVersionFactor = 1000;

    // ggml.h and ggml-common.h: type, and the "ftype" of a file whose large tensors have it.
    private static readonly (int FileType, WhisperTensorType Type)[] Known =
    [
        (0, new(0, 1, 4)), (1, new(1, 1, 2)), (2, new(2, 32, 18)), (3, new(3, 32, 20)), (7, new(8, 32, 34)), (8, new(6, 32, 22)),
        (9, new(7, 32, 24)), (10, new(10, 256, 84)), (11, new(11, 256, 110)), (12, new(12, 256, 144)), (13, new(13, 256, 176)), (14, new(14, 256, 210)),
    ];

    /// <summary>The type of a file's large tensors, or null.</summary>
    public static WhisperTensorType? OfFile(int fileType) =>
        Known.FirstOrDefault(known => fileType >= 0 && known.FileType == fileType % FileVersionFactor).Type;

    /// <summary>A type by ggml's number, or null.</summary>
    public static WhisperTensorType? Of(int id) => Known.FirstOrDefault(known => known.Type.Id == id).Type;
}
