using System.Runtime.InteropServices;
using MusicCluster.Foundation;
using TorchSharp;

namespace MusicCluster.Models.Torch;

/// <summary>Makes libtorch ready: call <see cref="Prepare"/> before the first torch call of the process.</summary>
public static class TorchRuntime
{
    private const string BindingName = "libLibTorchSharp.so";
    private static readonly string NativeFolder = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native");
    private static readonly string PackageFolder = Path.Combine(AppContext.BaseDirectory, "libtorch");
    private static readonly Lazy<bool> Preparation = new(PrepareOnce);
    private static string givenFolder = Environment.GetEnvironmentVariable("MUSICCLUSTER_LIBTORCH") ?? "";

    /// <summary>The folder that libtorch is taken from.</summary>
    public static string LibraryFolder =>
        givenFolder.Length > 0 ? Path.GetFullPath(givenFolder) : Directory.Exists(PackageFolder) ? PackageFolder : NativeFolder;

    /// <summary>Takes libtorch from a folder instead of the package's; without effect once <see cref="Prepare"/> was called.</summary>
    /// <param name="folder">Its absolute path.</param>
    public static void LoadFrom(string folder) => givenFolder = folder;

    /// <summary>Makes the native binding loadable on this system and loads it; later calls cost nothing.</summary>
    /// <exception cref="UserException">libtorch cannot be loaded.</exception>
    public static void Prepare() => _ = Preparation.Value;

    /// <summary>cpu or cuda: what a profile's word means on this machine.</summary>
    /// <exception cref="UserException">CUDA is asked for and torch has none.</exception>
    public static string ResolveDevice(string name)
    {
        // Without torch's CUDA library there is nothing to ask torch, whose loading takes a second.
        var isCpuBuild = name == "auto" && !File.Exists(Path.Combine(LibraryFolder, "libtorch_cuda.so"));
        return isCpuBuild || Device(name).type != DeviceType.CUDA ? "cpu" : "cuda";
    }

    /// <summary>The device of a profile's word: <c>auto</c> (CUDA where torch has it), <c>cpu</c> or <c>cuda</c>.</summary>
    /// <exception cref="UserException">CUDA is asked for and torch has none.</exception>
    public static torch.Device Device(string name)
    {
        Prepare();
        return name switch
        {
            "cpu" => torch.CPU,
            "auto" => torch.cuda.is_available() ? torch.CUDA : torch.CPU,
            "cuda" when torch.cuda.is_available() => torch.CUDA,
            "cuda" => throw new UserException(
                "Device 'cuda' is asked for, but torch finds no CUDA here; use compute.device=auto, or build with --torch=cuda on a machine with a GPU."),
            _ => throw new UserException($"Device '{name}' is not known; use auto, cpu or cuda."),
        };
    }

    /// <summary>Sets how many threads one torch operation of the calling thread uses.</summary>
    /// <remarks>OpenMP keeps this number per thread; results depend on it, so training always states it.</remarks>
    public static void UseThreads(int count)
    {
        Prepare();
        torch.set_num_threads(count);
    }

    private static bool PrepareOnce()
    {
        var binding = Path.Combine(NativeFolder, BindingName);
        if (OperatingSystem.IsLinux() && File.Exists(binding))
        {
            // Debian 12 and Ubuntu 22.04 lack the libstdc++ version that one unused symbol of the binding names.
            ElfVersionNeeds.WeakenFile(binding, "GLIBCXX_3.4.32", IsProvidedHere);
            LibtorchFolder.Load(LibraryFolder, binding, isPackage: givenFolder.Length == 0);
        }

        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
            return true;
        }
        catch (Exception error) when (error is DllNotFoundException or NotSupportedException or TypeInitializationException)
        {
            throw new UserException(
                $"libtorch cannot be loaded: {error.GetBaseException().Message.ReplaceLineEndings(" ")} Run the doctor verb to see what is missing.", error);
        }
    }

    private static bool IsProvidedHere(string version) =>
        NativeLibrary.TryLoad("libstdc++.so.6", out var library)
        && LibraryPath(library) is { } path
        && File.ReadAllBytes(path).AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(version + "\0")) >= 0;

    /// <summary>Where the loaded libstdc++ is, according to the process's own memory map.</summary>
    private static string? LibraryPath(nint library) => library == 0
        ? null
        : File.ReadLines("/proc/self/maps")
            .Where(line => line.Contains("/libstdc++.so.6", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf('/', StringComparison.Ordinal)..])
            .FirstOrDefault();
}
