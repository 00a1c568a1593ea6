using MusicCluster.Numerics.Simd;

namespace MusicCluster.Pipeline.Publishing;

/// <summary>What can be asked of the machine and of this process.</summary>
internal static class Machine
{
    /// <summary>Width of the registers that the kernels use here.</summary>
    public static int VectorBits => LaneWidth.Count * sizeof(float) * 8;

    /// <summary>The processor's name, as Linux tells it.</summary>
    public static string CpuName()
    {
        const string key = "model name";
        try
        {
            return File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?
                .Split(':', 2)[1].Trim() ?? "unknown";
        }
        catch (IOException)
        {
            return "unknown";
        }
    }

    /// <summary>The dependency file of the program that runs.</summary>
    public static IEnumerable<string> DependencyFiles() =>
        (AppContext.GetData("APP_CONTEXT_DEPS_FILES") as string ?? "").Split(Path.PathSeparator, ';')
            .Where(path => path.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal) && File.Exists(path));
}
