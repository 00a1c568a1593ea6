using System.Diagnostics;

namespace MusicCluster.Robustness;

/// <summary>A file system of its own in memory (tmpfs). It takes root.</summary>
internal static class MemoryDisk
{
    /// <summary>Mounts one, or mounts it again with other options; whether that could be done.</summary>
    public static bool Mount(string folder, string options) => Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder);

    public static void Unmount(string folder) => Command("umount", folder);

    private static bool Command(string name, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
