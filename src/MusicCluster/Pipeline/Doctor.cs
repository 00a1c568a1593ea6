using System.Runtime.InteropServices;
using MusicCluster.Audio.Decoding;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Lyrics;
using MusicCluster.Lyrics.Whisper;
using MusicCluster.Models.Torch;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Publishing;

namespace MusicCluster.Pipeline;

/// <summary>Looks at what this machine has.</summary>
internal static class Doctor
{
    private const long NeededBytes = 1L << 30;

    /// <summary>One finding per thing that a run needs.</summary>
    /// <param name="workspace">Where relative paths count from.</param>
    /// <param name="cacheFolder">Where stage outputs would be written.</param>
    /// <param name="lyrics">Which sources of words will be asked.</param>
    public static IEnumerable<DoctorFinding> Examine(Workspace workspace, string cacheFolder, LyricsOptions lyrics)
    {
        yield return new DoctorFinding("runtime", true, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}");
        yield return new DoctorFinding("processor", true, $"{Machine.CpuName()}, {Environment.ProcessorCount} cores, vectors of {Machine.VectorBits} bits");
        yield return Decoder();
        yield return Torch();
        yield return Whisper(lyrics, new WhisperPlaces(workspace.Root, cacheFolder));
        yield return Disk(cacheFolder);
        yield return Heard(cacheFolder);
    }

    private static DoctorFinding Decoder()
    {
        var found = AudioDecoder.Describe();
        return new DoctorFinding("decoder", true, $"{found.Sndfile}; {found.Managed}; {found.Ffmpeg}. {found.Advice}".TrimEnd());
    }

    private static DoctorFinding Torch()
    {
        try
        {
            TorchRuntime.Prepare();
            var cuda = TorchRuntime.ResolveDevice("auto") == "cuda" ? "CUDA answers" : "no CUDA";
            return new DoctorFinding("torch", true, $"libtorch {TorchSharp.torch.__version__} from {string.Join(" and ", LibtorchFolder.Loaded())}, {cuda}");
        }
        catch (UserException error)
        {
            return new DoctorFinding("torch", false, error.Message);
        }
    }

    /// <summary>Only where the profile asks for it is it a fault that it cannot be used.</summary>
    private static DoctorFinding Whisper(LyricsOptions lyrics, WhisperPlaces places)
    {
        var found = WhisperHealth.Examine(lyrics.Whisper, places);
        var isAsked = lyrics.Sources.Contains(LyricsSource.Whisper);
        return new DoctorFinding("whisper", found.IsFine || !isAsked, $"{found.Library}; {found.Model}{(isAsked ? "" : " (the profile does not ask for it)")}");
    }

    private static DoctorFinding Heard(string folder)
    {
        var (fileCount, byteCount) = FeatureStore.Size(folder);
        return new DoctorFinding(
            "features", true, $"{fileCount:N0} files have been heard; their rows take {ByteSize.Format(byteCount)} of the cache (--target=Clean removes them)");
    }

    private static DoctorFinding Disk(string folder)
    {
        var free = FreeDisk.Of(Path.Combine(folder, "stage"));
        return new DoctorFinding("disk", free >= NeededBytes, $"{free >> 30} GiB free for the cache in {folder}; the sample needs 1");
    }
}

/// <summary>One thing looked at.</summary>
/// <param name="Subject">What.</param>
/// <param name="IsFine">Whether a run can do with it.</param>
/// <param name="Text">What was found and, if that is not enough, what to do.</param>
internal sealed record DoctorFinding(string Subject, bool IsFine, string Text);
