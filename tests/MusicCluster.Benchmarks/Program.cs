using BenchmarkDotNet.Running;
using MusicCluster.Benchmarks;

switch (args)
{
    case ["clusters", ..]:
        ClustersTable.Run(args.Length > 1 ? args[1] : "");
        break;
    case ["clusters-work", var name]:
        ClustersTable.RunWork(name);
        break;
    case ["models"]:
        ModelsTable.Run();
        break;
    case ["models-memory", ..]:
        ModelsMemory.Run(args.Length > 1 ? args[1] : Path.GetTempPath());
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
