using Microsoft.Win32.SafeHandles;

namespace MusicCluster.Lyrics.Whisper.Native;

/// <summary>What one track needs of its own: spectrogram, caches, random numbers, results.</summary>
internal sealed class WhisperStateHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private WhisperContextHandle? owner;

    public WhisperStateHandle() : base(ownsHandle: true)
    {
    }

    /// <summary>Keeps the model from being freed before this state.</summary>
    public WhisperStateHandle OwnedBy(WhisperContextHandle context)
    {
        var isHeld = false;
        context.DangerousAddRef(ref isHeld);
        owner = context;
        return this;
    }

    protected override bool ReleaseHandle()
    {
        WhisperNative.FreeState(handle);
        owner?.DangerousRelease();
        return true;
    }
}
