using System.Runtime.InteropServices;

namespace MusicCluster.Lyrics.Whisper.Native;

/// <summary>The part of whisper.cpp's C API that transcription needs. <see cref="WhisperLibrary"/> says which library answers.</summary>
internal static unsafe partial class WhisperNative
{
    /// <summary>Stands for the library found; no file has this name.</summary>
    public const string Library = "musiccluster-whisper";

    /// <summary>What a library must have.</summary>
    public static readonly string[] Functions =
    [
        "whisper_context_default_params_by_ref", "whisper_free_context_params", "whisper_full_default_params_by_ref", "whisper_free_params",
        "whisper_init_from_file_with_params_no_state", "whisper_free", "whisper_init_state", "whisper_free_state", "whisper_log_set",
        "whisper_pcm_to_mel_with_state", "whisper_encode_with_state", "whisper_decode_with_state", "whisper_get_logits_from_state",
        "whisper_full_with_state", "whisper_full_n_segments_from_state", "whisper_full_get_segment_t0_from_state",
        "whisper_full_get_segment_t1_from_state", "whisper_full_get_segment_text_from_state", "whisper_full_n_tokens_from_state",
        "whisper_full_get_token_data_from_state", "whisper_n_vocab", "whisper_is_multilingual", "whisper_token_eot", "whisper_token_sot",
        "whisper_token_nosp", "whisper_token_translate", "whisper_lang_str",
    ];

    [LibraryImport(Library, EntryPoint = "whisper_context_default_params_by_ref")]
    public static partial WhisperContextParameters* ContextDefaults();

    [LibraryImport(Library, EntryPoint = "whisper_free_context_params")]
    public static partial void FreeContextDefaults(WhisperContextParameters* parameters);

    [LibraryImport(Library, EntryPoint = "whisper_full_default_params_by_ref")]
    public static partial WhisperFullParameters* FullDefaults(int strategy);

    [LibraryImport(Library, EntryPoint = "whisper_free_params")]
    public static partial void FreeFullDefaults(WhisperFullParameters* parameters);

    [LibraryImport(Library, EntryPoint = "whisper_init_from_file_with_params_no_state", StringMarshalling = StringMarshalling.Utf8)]
    public static partial WhisperContextHandle OpenModel(string path, WhisperContextParameters parameters);

    [LibraryImport(Library, EntryPoint = "whisper_free")]
    public static partial void Free(nint context);

    [LibraryImport(Library, EntryPoint = "whisper_init_state")]
    public static partial WhisperStateHandle OpenState(WhisperContextHandle context);

    [LibraryImport(Library, EntryPoint = "whisper_free_state")]
    public static partial void FreeState(nint state);

    [LibraryImport(Library, EntryPoint = "whisper_log_set")]
    public static partial void SetLog(delegate* unmanaged[Cdecl]<int, nint, nint, void> callback, nint data);

    [LibraryImport(Library, EntryPoint = "whisper_pcm_to_mel_with_state")]
    public static partial int ComputeMel(WhisperContextHandle context, WhisperStateHandle state, float* samples, int sampleCount, int threadCount);

    [LibraryImport(Library, EntryPoint = "whisper_encode_with_state")]
    public static partial int Encode(WhisperContextHandle context, WhisperStateHandle state, int frameOffset, int threadCount);

    [LibraryImport(Library, EntryPoint = "whisper_decode_with_state")]
    public static partial int Decode(WhisperContextHandle context, WhisperStateHandle state, int* tokens, int tokenCount, int pastCount, int threadCount);

    [LibraryImport(Library, EntryPoint = "whisper_get_logits_from_state")]
    public static partial float* Logits(WhisperStateHandle state);

    [LibraryImport(Library, EntryPoint = "whisper_full_with_state")]
    public static partial int Transcribe(
        WhisperContextHandle context, WhisperStateHandle state, WhisperFullParameters parameters, float* samples, int sampleCount);

    [LibraryImport(Library, EntryPoint = "whisper_full_n_segments_from_state")]
    public static partial int SegmentCount(WhisperStateHandle state);

    [LibraryImport(Library, EntryPoint = "whisper_full_get_segment_t0_from_state")]
    public static partial long SegmentStart(WhisperStateHandle state, int segment);

    [LibraryImport(Library, EntryPoint = "whisper_full_get_segment_t1_from_state")]
    public static partial long SegmentEnd(WhisperStateHandle state, int segment);

    [LibraryImport(Library, EntryPoint = "whisper_full_get_segment_text_from_state")]
    public static partial nint SegmentText(WhisperStateHandle state, int segment);

    [LibraryImport(Library, EntryPoint = "whisper_full_n_tokens_from_state")]
    public static partial int TokenCount(WhisperStateHandle state, int segment);

    [LibraryImport(Library, EntryPoint = "whisper_full_get_token_data_from_state")]
    public static partial WhisperTokenData TokenData(WhisperStateHandle state, int segment, int token);

    [LibraryImport(Library, EntryPoint = "whisper_n_vocab")]
    public static partial int VocabularyCount(WhisperContextHandle context);

    [LibraryImport(Library, EntryPoint = "whisper_is_multilingual")]
    public static partial int IsMultilingual(WhisperContextHandle context);

    [LibraryImport(Library, EntryPoint = "whisper_token_eot")]
    public static partial int EndToken(WhisperContextHandle context);

    [LibraryImport(Library, EntryPoint = "whisper_token_sot")]
    public static partial int StartToken(WhisperContextHandle context);

    [LibraryImport(Library, EntryPoint = "whisper_token_nosp")]
    public static partial int NoSpeechToken(WhisperContextHandle context);

    [LibraryImport(Library, EntryPoint = "whisper_token_translate")]
    public static partial int TranslateToken(WhisperContextHandle context);

    [LibraryImport(Library, EntryPoint = "whisper_lang_str")]
    public static partial nint LanguageCode(int language);

    [LibraryImport("libc", EntryPoint = "malloc_usable_size")]
    public static partial nuint AllocatedSize(void* memory);
}
