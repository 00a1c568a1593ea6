using BenchmarkDotNet.Running;
using MusicCluster.Benchmarks;
using MusicCluster.Benchmarks.Audio;

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
    case ["instance-lda", ..]:
        DiscriminantWork.Run(args.Length > 1 ? args[1] : Path.GetTempPath());
        break;
    case ["similar"]:
        SimilarWork.Run();
        break;
    case ["groups", .. var counts]:
        GroupsWork.Run(counts.Length > 0 ? int.Parse(counts[0]) : 100_000);
        break;
    case ["descriptors", "keys"]:
        ClipKeys.Run();
        break;
    case ["descriptors"]:
        DescriptorsTable.Run();
        break;
    case ["duplicates"]:
        DuplicatesTable.Run();
        break;
    case ["duplicates", var copies]:
        DuplicatesTable.RunCopies(copies);
        break;
    case ["songs", var folder, .. var rest]:
        SongsWork.Run(folder, rest.Length > 0 ? int.Parse(rest[0]) : 2);
        break;
    case ["intro-and-body"]:
        IntroAndBodyTable.Run();
        break;
    case ["scale-work", var name, var count, var dimension]:
        ScaleWork.Run(name, int.Parse(count), int.Parse(dimension));
        break;
    case ["scale", var folder, .. var factors]:
        ScaleTable.Run(folder, factors.Length > 0 ? [.. factors.Select(int.Parse)] : [1, 10, 100]);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
