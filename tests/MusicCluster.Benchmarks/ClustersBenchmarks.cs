using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace MusicCluster.Benchmarks;

/// <summary>The clustering works under BenchmarkDotNet; <see cref="ClustersTable"/> is the quick way, with peak memory.</summary>
[SimpleJob(RunStrategy.Monitoring, warmupCount: 2, iterationCount: 5)]
[MemoryDiagnoser]
public class ClustersBenchmarks
{
    private Action work = () => { };

    public static IEnumerable<string> Works => ClustersWork.All.Keys;

    [ParamsSource(nameof(Works))]
    public string Work { get; set; } = "";

    [GlobalSetup]
    public void Prepare() => work = ClustersWork.All[Work]();

    [Benchmark]
    public void Run() => work();
}
