namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>Decodes with code that needs nothing installed: MP3, Ogg Vorbis, Opus in Ogg, WAV and AIFF.</summary>
internal static class ManagedDecoder
{
    private const string Missing = "no managed decoder reads it; install libsndfile1";

    /// <summary>What it reads, as <c>Doctor</c> says it.</summary>
    public const string Summary = "managed decoders for MP3, Ogg Vorbis, Opus, WAV and AIFF";

    /// <summary>Decodes into <paramref name="sink"/>; null and a reason when the file cannot be read at all.</summary>
    public static DecodedSound? Decode(
        string path, long byteCount, AudioDecodeOptions options, ISoundSink sink, out string reason, CancellationToken cancellation)
    {
        var watch = new DecodeWatch(options.TimeLimitSeconds, cancellation);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
            var reader = Open(stream, watch);
            AudioLimits.Check(path, byteCount, reader.SampleRate, reader.ChannelCount);
            sink.Start(reader.SampleRate, reader.ChannelCount);
            var wanted = AudioLimits.SampleCount(options.MaximumSeconds, reader.SampleRate);
            var heard = new SoundPump(path, byteCount, watch).Run(sink, reader.ChannelCount, wanted, part =>
            {
                watch.Check();
                return reader.Read(part);
            });
            watch.Check();
            reason = reader.IsDamaged ? "its data are damaged" : "";
            return DecodedSound.Of(reader.SampleRate, heard, reader.FrameCount, reader.IsDamaged || (heard.IsAtEnd && OggChain.IsIn(stream)));
        }
        catch (UnreadableSoundException error)
        {
            reason = error.Message;
            return null;
        }
        catch (TimeoutException)
        {
            throw AudioLimits.TooSlow(path, byteCount, options);
        }
        catch (IOException error)
        {
            throw AudioException.Unreadable(path, byteCount, error);
        }
    }

    private static SoundReader Open(FileStream stream, DecodeWatch watch)
    {
        var start = MpegFrames.AfterTags(stream);
        Span<byte> head = stackalloc byte[12];
        head.Clear();
        stream.Position = start;
        stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = start;
        return head switch
        {
            _ when head.StartsWith("RIFF"u8) && head[8..].SequenceEqual("WAVE"u8) => PcmReader.Open(stream, WavStream.ReadFormat(stream), "WAV", watch),
            _ when head.StartsWith("FORM"u8) && head[8..].StartsWith("AIF"u8) => PcmReader.Open(stream, AiffStream.ReadFormat(stream), "AIFF", watch),
            _ when head.StartsWith("OggS"u8) => OpenOgg(stream, watch),
            _ when head.StartsWith("fLaC"u8) => throw new UnreadableSoundException($"it is FLAC, and {Missing} or ffmpeg"),
            _ when head[4..].StartsWith("ftyp"u8) => throw new UnreadableSoundException("it is MP4 (m4a), which only ffmpeg reads; install ffmpeg"),
            _ => MpegReader.Open(stream, watch),
        };
    }

    private static SoundReader OpenOgg(FileStream stream, DecodeWatch watch)
    {
        if (OggPackets.Find(stream, watch, VorbisReader.Beginning) is { } vorbis)
        {
            return OpenCodec("Ogg Vorbis", () => VorbisReader.Open(vorbis, watch));
        }

        stream.Position = 0;
        return OggPackets.Find(stream, watch, OpusReader.Beginning) is { } opus
            ? OpenCodec("Opus", () => OpusReader.Open(opus, watch))
            : throw new UnreadableSoundException($"it is Ogg without Vorbis or Opus, and {Missing} or ffmpeg");
    }

    private static SoundReader OpenCodec(string kind, Func<SoundReader> open)
    {
        try
        {
            return open();
        }
        catch (Exception error) when (error is not (OperationCanceledException or TimeoutException or IOException or UnreadableSoundException))
        {
            // A package throws whatever a broken header makes it stumble over.
            throw new UnreadableSoundException($"its {kind} header is damaged");
        }
    }
}
