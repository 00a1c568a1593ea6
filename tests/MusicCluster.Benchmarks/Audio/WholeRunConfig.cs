using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace MusicCluster.Benchmarks.Audio;

/// <summary>For runs of a second and more: each is one iteration, in this process, so that libtorch is not copied about.</summary>
internal class WholeRunConfig : ManualConfig
{
    protected WholeRunConfig(int warmupCount, int iterationCount) => AddJob(Job.Default
        .WithToolchain(InProcessEmitToolchain.Instance)
        .WithStrategy(RunStrategy.Monitoring)
        .WithWarmupCount(warmupCount)
        .WithIterationCount(iterationCount));

    public WholeRunConfig() : this(1, 7)
    {
    }
}
