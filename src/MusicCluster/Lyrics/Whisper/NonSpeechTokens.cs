namespace MusicCluster.Lyrics.Whisper;

/// <summary>What is no word: brackets of stage directions, notes, stray symbols.</summary>
internal static class NonSpeechTokens
{
    /// <summary>
    /// OpenAI's list of tokens that are never written (whisper/tokenizer.py, <c>non_speech_tokens</c>), with and without a blank
    /// before them; a hyphen or apostrophe only at the start of a word. whisper.cpp matches bytes: nothing may follow a letter beyond ASCII that
    /// counts it.
    /// </summary>
    public const string Pattern = """
         ?(["#()*+/:;<=>@\[\\\]^_`{|}~]|<<<?|>>>?|---?|-[(\[]|\(['"]|\(\(\(?|\)\)\)?|\[\[|\]\]|\{\{|\}\}|「|」|『|』|♪|♪♪|♪♪♪|♩|♫|♬|♭|♮|♯)| ['-]
        """;
}
