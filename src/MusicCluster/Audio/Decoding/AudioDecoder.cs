using MusicCluster.Audio.Decoding.Managed;
using MusicCluster.Audio.Decoding.Native;
using MusicCluster.Foundation.Files;

namespace MusicCluster.Audio.Decoding;

/// <summary>Turns audio files into mono samples.</summary>
public static class AudioDecoder
{
    private delegate DecodedSound? Decoder(
        string path, long byteCount, AudioDecodeOptions options, ISoundSink sink, out string reason, CancellationToken cancellation);

    /// <summary>Decodes the start of a file.</summary>
    /// <exception cref="AudioException">The file is missing, empty, unreadable, too short, not finite, or takes too long.</exception>
    public static AudioClip Decode(string path, AudioDecodeOptions? options = null, CancellationToken cancellation = default)
    {
        var buffer = new SampleBuffer();
        var (sampleRate, duration) = Decode(path, options ?? AudioDecodeOptions.Default, buffer, cancellation);
        return new AudioClip(buffer.Memory, sampleRate, duration);
    }

    /// <summary>As the other, into a buffer that is used again for every file.</summary>
    /// <returns>The file's sample rate in Hz and the whole file's duration in seconds.</returns>
    public static (int SampleRate, double DurationSeconds) Decode(
        string path, AudioDecodeOptions options, SampleBuffer buffer, CancellationToken cancellation = default)
    {
        buffer.Clear();
        var sound = Decode(path, options, new MonoSink(buffer), cancellation);
        return (sound.SampleRate, sound.DurationSeconds);
    }

    /// <summary>Decodes a file block by block, in memory that does not depend on its length.</summary>
    /// <exception cref="AudioException">
    /// The file is missing, empty, unreadable, too short, not finite, or takes too long; what the sink took by then is void.
    /// </exception>
    internal static DecodedSound Decode(string path, AudioDecodeOptions options, ISoundSink sink, CancellationToken cancellation)
    {
        var byteCount = ByteCount(path);
        var reasons = new List<string>();
        DecodedSound? result = null;
        foreach (var (name, decode) in Decoders(options.Backend))
        {
            result = decode(path, byteCount, options, sink, out var reason, cancellation);
            if (reason.Length > 0)
            {
                reasons.Add($"{name}: {reason}");
            }

            if (result is not null)
            {
                break;
            }
        }

        if (result is not { } sound)
        {
            throw new AudioException(path, byteCount, reasons.Count > 0
                ? string.Join("; ", reasons) + "."
                : $"audio.decoder asks for {options.Backend.ToString().ToLowerInvariant()}, which is not here; install it, or set audio.decoder to auto.");
        }

        Check(path, byteCount, options, sound, reasons);
        return sound;
    }

    /// <summary>What this machine decodes with, and what to install for more.</summary>
    public static AudioDecoderInfo Describe()
    {
        var sndfile = Sndfile.FoundVersion switch
        {
            null => "libsndfile is missing",
            { } version when version >= Sndfile.MinimumVersion => $"libsndfile {version}",
            { } version => $"libsndfile {version} is too old; MP3 needs {Sndfile.MinimumVersion} or later",
        };
        return new AudioDecoderInfo(
            sndfile, ManagedDecoder.Summary, FfmpegDecoder.FoundVersion ?? "ffmpeg is missing (needed only for m4a, wma and the like)",
            Sndfile.IsUsable ? "" : "With libsndfile 1.1 or later, decoding is faster and FLAC is read (Debian and Ubuntu: apt install libsndfile1).");
    }

    /// <summary>The decoders of this machine that a file may go to, in the order in which they are asked.</summary>
    internal static string Chain(AudioBackend backend) => string.Join(" ", Decoders(backend).Select(decoder => decoder.Name));

    private static IEnumerable<(string Name, Decoder Decode)> Decoders(AudioBackend backend)
    {
        if (backend is AudioBackend.Auto or AudioBackend.Libsndfile && Sndfile.IsUsable)
        {
            yield return ("libsndfile", SndfileDecoder.Decode);
        }

        if (backend is AudioBackend.Auto or AudioBackend.Managed)
        {
            yield return ("managed", ManagedDecoder.Decode);
        }

        if (backend is AudioBackend.Auto or AudioBackend.Ffmpeg && FfmpegDecoder.FoundVersion is not null)
        {
            yield return ("ffmpeg", FfmpegDecoder.Decode);
        }
    }

    private static long ByteCount(string path)
    {
        if (Directory.Exists(path))
        {
            throw new AudioException(path, null, "is a folder, not an audio file.");
        }

        try
        {
            var length = FileTarget.Of(path).Length;
            if (length == 0)
            {
                throw new AudioException(path, 0, "the file is empty.");
            }

            // Opening distinguishes what may not be read from what cannot be decoded.
            using var stream = File.OpenRead(path);
            return length;
        }
        catch (FileNotFoundException error)
        {
            throw new AudioException(path, null, "the file is missing.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw AudioException.Unreadable(path, null, error);
        }
    }

    private static void Check(string path, long byteCount, AudioDecodeOptions options, DecodedSound sound, List<string> reasons)
    {
        var because = reasons.Count > 0 ? $" ({string.Join("; ", reasons)})" : "";
        if (sound.HeardSeconds == 0)
        {
            throw new AudioException(path, byteCount, $"holds no audio frames{because}.");
        }

        if (sound.HeardSeconds < options.MinimumSeconds)
        {
            throw new AudioException(
                path, byteCount, $"holds {sound.HeardSeconds:0.###} s of audio; at least {options.MinimumSeconds:0.###} s are needed{because}.");
        }
    }
}
