using MusicCluster.Foundation;

namespace MusicCluster.Lyrics.Whisper.Native;

/// <summary>
/// Compares the structures that are passed by value with the library's own: what it says its defaults are must be found where
/// this binding looks for them.
/// </summary>
internal static unsafe class WhisperLayout
{
    /// <summary>Versions whose headers were read.</summary>
    public const string KnownVersions = "1.8.4, 1.8.6, 1.9.1 and 1.9.3";

    private const int Greedy = 0;

    /// <summary>The library's defaults for greedy decoding.</summary>
    /// <param name="version">Of the library, for the message.</param>
    /// <exception cref="UserException">The layouts differ; nothing was passed yet.</exception>
    public static (WhisperContextParameters Context, WhisperFullParameters Full) Defaults(string version)
    {
        // By reference: a larger structure returned by value would overwrite our stack before it could be looked at.
        var context = WhisperNative.ContextDefaults();
        var full = WhisperNative.FullDefaults(Greedy);
        try
        {
            var size = WhisperNative.AllocatedSize(full);
            var mismatch = Mismatch(*context) ?? Mismatch(*full) ?? SizeMismatch((long)size, sizeof(WhisperFullParameters));
            return mismatch is null
                ? (*context, *full)
                : throw new UserException(
                    $"The Whisper library, version {version}, has another layout of its parameters than the "
                    + $"versions known ({KnownVersions}): {mismatch}; set lyrics.whisper.library to one of those.");
        }
        finally
        {
            WhisperNative.FreeContextDefaults(context);
            WhisperNative.FreeFullDefaults(full);
        }
    }

    /// <summary>The first default that is not where it should be, or null.</summary>
    public static string? Mismatch(in WhisperContextParameters found) => First(
        ("use_gpu", found.UseGpu, 1), ("flash_attn", found.FlashAttention, 1), ("gpu_device", found.GpuDevice, 0),
        ("dtw_token_timestamps", found.AlignTokens, 0), ("dtw_aheads_preset", found.AlignmentHeadsPreset, 0), ("dtw_n_top", found.AlignmentTop, -1),
        ("dtw_aheads.n_heads", found.AlignmentHeadCount, 0), ("dtw_aheads.heads", found.AlignmentHeads, 0), ("dtw_mem_size", found.AlignmentMemory, 1 << 27));

    /// <inheritdoc cref="Mismatch(in WhisperContextParameters)"/>
    public static string? Mismatch(in WhisperFullParameters found) => First(
        ("strategy", found.Strategy, Greedy), ("n_threads", found.ThreadCount is >= 1 and <= 4 ? 1 : 0, 1),
        ("n_max_text_ctx", found.MaximumTextContext, 16384), ("offset_ms", found.OffsetMilliseconds, 0), ("duration_ms", found.DurationMilliseconds, 0),
        ("translate", found.Translate, 0), ("no_context", found.NoContext, 1), ("no_timestamps", found.NoTimestamps, 0),
        ("single_segment", found.SingleSegment, 0), ("print_special", found.PrintSpecial, 0), ("print_progress", found.PrintProgress, 1),
        ("print_realtime", found.PrintRealtime, 0), ("print_timestamps", found.PrintTimestamps, 1), ("token_timestamps", found.TokenTimestamps, 0),
        ("thold_pt", found.TimestampThreshold, 0.01f), ("thold_ptsum", found.TimestampSumThreshold, 0.01f), ("max_len", found.MaximumLength, 0),
        ("split_on_word", found.SplitOnWord, 0), ("max_tokens", found.MaximumTokens, 0), ("debug_mode", found.DebugMode, 0),
        ("audio_ctx", found.AudioContext, 0), ("tdrz_enable", found.TinyDiarize, 0), ("suppress_regex", found.SuppressExpression, 0),
        ("initial_prompt", found.InitialPrompt, 0), ("carry_initial_prompt", found.CarryInitialPrompt, 0), ("prompt_tokens", found.PromptTokens, 0),
        ("prompt_n_tokens", found.PromptTokenCount, 0), ("language", found.Language == 0 ? 0 : 1, 1), ("detect_language", found.DetectLanguage, 0),
        ("suppress_blank", found.SuppressBlank, 1), ("suppress_nst", found.SuppressNonSpeechTokens, 0), ("temperature", found.Temperature, 0),
        ("max_initial_ts", found.MaximumInitialTimestamp, 1), ("length_penalty", found.LengthPenalty, -1), ("temperature_inc", found.TemperatureStep, 0.2f),
        ("entropy_thold", found.EntropyThreshold, 2.4f), ("logprob_thold", found.LogProbabilityThreshold, -1),
        ("no_speech_thold", found.NoSpeechThreshold, 0.6f),
        ("greedy.best_of", found.GreedyBestOf, 5), ("beam_search.beam_size", found.BeamWidth, -1), ("beam_search.patience", found.BeamPatience, -1),
        ("new_segment_callback", found.NewSegmentCallback, 0), ("new_segment_callback_user_data", found.NewSegmentData, 0),
        ("progress_callback", found.ProgressCallback, 0), ("progress_callback_user_data", found.ProgressData, 0),
        ("encoder_begin_callback", found.EncoderBeginCallback, 0), ("encoder_begin_callback_user_data", found.EncoderBeginData, 0),
        ("abort_callback", (nint)found.AbortCallback, 0), ("abort_callback_user_data", found.AbortData, 0),
        ("logits_filter_callback", found.LogitsFilterCallback, 0), ("logits_filter_callback_user_data", found.LogitsFilterData, 0),
        ("grammar_rules", found.GrammarRules, 0), ("n_grammar_rules", found.GrammarRuleCount, 0), ("i_start_rule", found.GrammarStartRule, 0),
        ("grammar_penalty", found.GrammarPenalty, 100), ("vad", found.DetectVoice, 0), ("vad_model_path", found.VoiceModelPath, 0),
        ("vad_params.threshold", found.VoiceThreshold, 0.5f), ("vad_params.min_speech_duration_ms", found.VoiceMinimumSpeech, 250),
        ("vad_params.min_silence_duration_ms", found.VoiceMinimumSilence, 100), ("vad_params.max_speech_duration_s", found.VoiceMaximumSpeech, float.MaxValue),
        ("vad_params.speech_pad_ms", found.VoicePad, 30), ("vad_params.samples_overlap", found.VoiceOverlap, 0.1f));

    /// <summary>malloc rounds up by less than 16 bytes: more means fields that this binding does not know, which would be passed as rubbish.</summary>
    public static string? SizeMismatch(long allocated, long expected) => allocated >= expected && allocated < expected + 16
        ? null
        : $"whisper_full_params has about {allocated} bytes and not {expected}";

    private static string? First(params ReadOnlySpan<(string Name, double Found, double Expected)> fields)
    {
        foreach (var (name, found, expected) in fields)
        {
            // Equality of bits, also for those that would be no numbers.
            if (!found.Equals(expected))
            {
                return $"{name} is {found:G9} by default and not {expected:G9}";
            }
        }

        return null;
    }
}
