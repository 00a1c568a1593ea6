namespace MusicCluster.Lyrics.Whisper;

/// <summary>What is no word: brackets of stage directions, notes, stray symbols.</summary>
internal static class NonSpeechTokens
{
    /// <summary>
    /// OpenAI's list of tokens that are never written (whisper/tokenizer.py, <c>non_speech_tokens</c>), with and without a blank
    /// before them; a hyphen or apostrophe only at the start of a word.
    /// </summary>
    public const string Pattern = """
         ?(["#()*+/:;<=>@\[\\\]^_`{|}~]|<<<?|>>>?|---?|-[(\[]|\(['"]|\(\(\(?|\)\)\)?|\[\[|\]\]|\{\{|\}\}|「|」|『|』|♪♪?♪?|♩|♫|♬|♭|♮|♯)| ['-]
        """;
}
