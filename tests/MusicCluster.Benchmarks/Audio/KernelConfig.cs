using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace MusicCluster.Benchmarks.Audio;

/// <summary>For kernels of milliseconds: enough iterations for a stable mean within seconds, in this process.</summary>
internal sealed class KernelConfig : ManualConfig
{
    public KernelConfig() => AddJob(Job.Default
        .WithToolchain(InProcessEmitToolchain.Instance)
        .WithWarmupCount(5)
        .WithIterationCount(12));
}
