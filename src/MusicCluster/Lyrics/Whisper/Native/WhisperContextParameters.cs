using System.Runtime.InteropServices;

namespace MusicCluster.Lyrics.Whisper.Native;

/// <summary><c>whisper_context_params</c> of the same versions.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WhisperContextParameters
{
    public byte UseGpu;
    public byte FlashAttention;
    public int GpuDevice;
    public byte AlignTokens;
    public int AlignmentHeadsPreset;
    public int AlignmentTop;
    public nuint AlignmentHeadCount;
    public nint AlignmentHeads;
    public nuint AlignmentMemory;
}
