using System.Runtime.Intrinsics;

namespace MusicCluster.Numerics.Simd;

/// <summary>How many signal blocks the kernels work on at a time: the float lanes of the widest register here.</summary>
public static class LaneWidth
{
    /// <summary>16, 8, 4 or 1; <c>DOTNET_EnableAVX512=0</c>, <c>DOTNET_EnableAVX2=0</c> and <c>DOTNET_EnableHWIntrinsic=0</c> select the lower ones.</summary>
    public static readonly int Count =
        Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : Vector128.IsHardwareAccelerated ? 4 : 1;
}
