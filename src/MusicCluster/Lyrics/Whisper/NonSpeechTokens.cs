namespace MusicCluster.Lyrics.Whisper;

/// <summary>What is no word: brackets of stage directions, notes, stray symbols.</summary>
internal static class NonSpeechTokens
{
    /// <summary>
    /// OpenAI's list of tokens that are never written (whisper/tokenizer.py, <c>non_speech_tokens</c>), with and without a blank
    /// before them; a hyphen or apostrophe only at the start of a word. whisper.cpp matches bytes: a quantifier behind a letter
    /// beyond ASCII would count the letter's last byte. It tries all of the vocabulary at each token: the shorter, the faster.
    /// </summary>
    public const string Pattern =
        """ ?(["#*+/:;=@\\^_`|~]|<{1,3}|>{1,3}|-(--?|[(\[])|\((['"]|\({0,2})|\){1,3}|\[{1,2}|\]{1,2}|\{{1,2}|\}{1,2}"""
        + """|「|」|『|』|♪|♪♪|♪♪♪|♩|♫|♬|♭|♮|♯)| ['-]""";
}
