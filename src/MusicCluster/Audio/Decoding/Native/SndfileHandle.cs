using Microsoft.Win32.SafeHandles;

namespace MusicCluster.Audio.Decoding.Native;

/// <summary>An open file of libsndfile.</summary>
internal sealed class SndfileHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public SndfileHandle() : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle() => Sndfile.Close(handle) == 0;
}
