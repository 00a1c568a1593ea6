using System.Runtime.InteropServices;

namespace MusicCluster.Lyrics.Whisper.Native;

/// <summary><c>whisper_token_data</c> of the same versions.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WhisperTokenData
{
    public int Id;
    public int TimestampId;
    public float Probability;
    public float LogProbability;
    public float TimestampProbability;
    public float TimestampSum;
    public long Start;
    public long End;
    public long AlignedTime;
    public float VoiceLength;
}
