using Microsoft.Win32.SafeHandles;

namespace MusicCluster.Lyrics.Whisper.Native;

/// <summary>A loaded model; states of several tracks share it.</summary>
internal sealed class WhisperContextHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public WhisperContextHandle() : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle()
    {
        WhisperNative.Free(handle);
        return true;
    }
}
