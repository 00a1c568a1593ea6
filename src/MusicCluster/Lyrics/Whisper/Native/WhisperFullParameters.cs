using System.Runtime.InteropServices;

namespace MusicCluster.Lyrics.Whisper.Native;

/// <summary><c>whisper_full_params</c>, as whisper.h of 1.8.4, 1.8.6, 1.9.1 and 1.9.3 has it; C's bools are bytes here.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct WhisperFullParameters
{
    public int Strategy;
    public int ThreadCount;
    public int MaximumTextContext;
    public int OffsetMilliseconds;
    public int DurationMilliseconds;
    public byte Translate;
    public byte NoContext;
    public byte NoTimestamps;
    public byte SingleSegment;
    public byte PrintSpecial;
    public byte PrintProgress;
    public byte PrintRealtime;
    public byte PrintTimestamps;
    public byte TokenTimestamps;
    public float TimestampThreshold;
    public float TimestampSumThreshold;
    public int MaximumLength;
    public byte SplitOnWord;
    public int MaximumTokens;
    public byte DebugMode;
    public int AudioContext;
    public byte TinyDiarize;
    public nint SuppressExpression;
    public nint InitialPrompt;
    public byte CarryInitialPrompt;
    public nint PromptTokens;
    public int PromptTokenCount;
    public nint Language;
    public byte DetectLanguage;
    public byte SuppressBlank;
    public byte SuppressNonSpeechTokens;
    public float Temperature;
    public float MaximumInitialTimestamp;
    public float LengthPenalty;
    public float TemperatureStep;
    public float EntropyThreshold;
    public float LogProbabilityThreshold;
    public float NoSpeechThreshold;
    public int GreedyBestOf;
    public int BeamWidth;
    public float BeamPatience;
    public nint NewSegmentCallback;
    public nint NewSegmentData;
    public nint ProgressCallback;
    public nint ProgressData;
    public nint EncoderBeginCallback;
    public nint EncoderBeginData;
    public delegate* unmanaged[Cdecl]<nint, byte> AbortCallback;
    public nint AbortData;
    public nint LogitsFilterCallback;
    public nint LogitsFilterData;
    public nint GrammarRules;
    public nuint GrammarRuleCount;
    public nuint GrammarStartRule;
    public float GrammarPenalty;
    public byte DetectVoice;
    public nint VoiceModelPath;
    public float VoiceThreshold;
    public int VoiceMinimumSpeech;
    public int VoiceMinimumSilence;
    public float VoiceMaximumSpeech;
    public int VoicePad;
    public float VoiceOverlap;
}
