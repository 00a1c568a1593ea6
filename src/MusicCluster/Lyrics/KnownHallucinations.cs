namespace MusicCluster.Lyrics;

/// <summary>What speech models write where nobody speaks: sign-offs and credits of the videos that they learned from.</summary>
internal static class KnownHallucinations
{
    /// <summary>In no song: a line of these is taken out wherever it stands. Words in lower case, without punctuation.</summary>
    private static readonly string[] Credits =
    [
        "we'll be right back", "thanks for watching", "thank you for watching", "thank you so much for watching", "thank you very much for watching",
        "thanks for watching and see you next time", "thanks for watching see you next time", "thanks for listening", "thank you for listening",
        "please subscribe", "please subscribe to my channel", "subscribe to my channel", "please like and subscribe", "like and subscribe",
        "don't forget to like and subscribe", "don't forget to subscribe", "see you in the next video", "i'll see you in the next video",
        "see you in the next one", "i'll see you next time", "subtitles by the amara org community", "subtitles by the amara org",
        "transcription by castingwords", "transcribed by otter ai", "transcript emily beynon", "subtitles by steamteamextra",
        "this video is sponsored by", "for more information visit www fema gov", "www mooji org", "copyright wdr 2021",
        "untertitel der amara org community", "untertitel im auftrag des zdf für funk 2017", "untertitel von stephanie geiges",
        "sous titres réalisés par la communauté d'amara org", "sous titres réalisés para la communauté d'amara org", "sous titrage st 501",
        "sous titrage société radio canada", "merci d'avoir regardé cette vidéo", "subtítulos realizados por la comunidad de amara org",
        "sottotitoli creati dalla comunità amara org", "sottotitoli e revisione a cura di qtss", "legendas pela comunidade amara org",
        "ondertiteld door de amara org gemeenschap", "napisy stworzone przez społeczność amara org", "продолжение следует",
        "субтитры сделал dimatorzok", "редактор субтитров а семкин корректор а егорова",
        "ご視聴ありがとうございました",
        "字幕由amara org社区提供", "请不吝点赞 订阅 转发 打赏支持明镜与点点栏目", "시청해주셔서 감사합니다",
    ];

    /// <summary>In songs too: taken out only where a text is nothing else.</summary>
    private static readonly string[] Fillers =
    [
        "thank you", "thank you very much", "thank you so much", "thanks", "you", "bye", "bye bye", "the end", "okay", "ok", "so", "oh", "hmm",
        "mm", "uh", "yeah", "i'm sorry", "i don't know", "silence", "music", "music playing", "upbeat music", "applause", "blank audio",
        "foreign", "to be continued", "see you next time",
    ];

    private static readonly HashSet<string> CreditKeys = Keys(Credits);
    private static readonly HashSet<string> FillerKeys = Keys(Fillers);

    /// <summary>A cleaned text without lines that are known hallucinations; empty where nothing but such lines is there.</summary>
    /// <param name="text">Cleaned lines.</param>
    /// <param name="more">Phrases that count as credits too.</param>
    public static string Remove(string text, IReadOnlyList<string> more)
    {
        var own = Keys(more);
        bool IsCredit(string key) => CreditKeys.Contains(key) || own.Contains(key);
        string[] lines = [.. text.Split('\n').Where(line => !IsNothingBut(line, IsCredit))];
        return lines.All(line => IsNothingBut(line, key => IsCredit(key) || FillerKeys.Contains(key))) ? "" : string.Join('\n', lines);
    }

    /// <summary>Whether a line is one phrase, or sentences that each are.</summary>
    private static bool IsNothingBut(string line, Func<string, bool> isKnown)
    {
        if (isKnown(Key(line)))
        {
            return true;
        }

        string[] sentences = [.. line.Split(['.', '!', '?', '。', '！', '…', '♪']).Select(Key).Where(key => key.Length > 0)];
        return sentences.Length == 0 || sentences.All(isKnown);
    }

    private static HashSet<string> Keys(IEnumerable<string> phrases) => phrases.Select(Key).ToHashSet(StringComparer.Ordinal);

    private static string Key(string text) =>
        string.Concat(LyricWords.Of(UnicodeForm.Composed(text)).Select(word => word.IsSpaceless ? word.Text : $" {word.Text}")).Trim();
}
