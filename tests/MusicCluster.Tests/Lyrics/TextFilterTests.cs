using MusicCluster.Foundation.Options;
using MusicCluster.Lyrics;
using Xunit;

namespace MusicCluster.Tests.Lyrics;

public sealed class TextFilterTests
{
    private const string Verse = "Morning comes over the harbour wall\nCarry me home when the evening falls";
    private static readonly TranscriptRules Rules = new();

    [Fact]
    public void Judge_Verse_KeepsIt()
    {
        var verdict = TextFilter.Judge(Verse, Rules);

        Assert.True(verdict.IsKept);
        Assert.Equal(Verse, verdict.Text);
        Assert.Equal("", verdict.Reason);
    }

    [Theory]
    [InlineData("Only five words are here", "too few words", "5 words; at least 6 are needed")]
    [InlineData("", "too few words", "0 words; at least 6 are needed")]
    [InlineData("1234 5678 1234 5678 some words with digits twenty30", "too few letters", "0.58 of the characters are letters; at least 0.60 are needed")]
    [InlineData("ab!!!! cd!!!! ef!!!! gh!!!! ij!!!! kl!!!! mn!!!!", "too few letters", "0.33 of the characters are letters; at least 0.60 are needed")]
    [InlineData("you and me are you and me are you and me are you and me are we",
        "repeats itself", "0.29 of the words are different; at least 0.35 are needed")]
    [InlineData("go there go here go away go", "one word", "0.57 of the words are one; at most 0.35 may be")]
    [InlineData("oh I do so am he it is we go on", "short words", "words have 1.91 letters on average; at least 3.00 are needed")]
    public void Judge_BadText_NamesTheRuleAndTheFigure(string text, string rule, string reason)
    {
        var verdict = TextFilter.Judge(text, Rules);

        Assert.Equal((rule, reason), (verdict.Rule, verdict.Reason));
    }

    [Theory]
    [InlineData("abcdef !!! ghijkl --- mnopqr ??? stuvwx !!! yzabcd -+-+- efghij", "too many symbols", 0.30)]
    [InlineData("alpha 11 bravo 22 charlie 33 delta 44 echo 55", "too many digits", 0.25)]
    public void Judge_SharesAboveTheirLimits_AreTold(string text, string rule, double limit)
    {
        Assert.True(TextFilter.Judge(text, Rules with { MaximumSymbolShare = 1, MaximumDigitShare = 1 }).IsKept);
        Assert.Equal(rule, TextFilter.Judge(text, Rules with { MaximumSymbolShare = limit, MaximumDigitShare = limit }).Rule);
    }

    [Theory]
    [InlineData("We'll be right back.")]
    [InlineData("we’ll be right back\nWE'LL BE RIGHT BACK!")]
    [InlineData("Thanks for watching! Please subscribe.")]
    [InlineData("[Music]\nThank you.\nThank you.")]
    [InlineData("ご視聴ありがとうございました")]
    [InlineData("Untertitel im Auftrag des ZDF für funk, 2017")]
    public void Judge_KnownInvention_IsRefused(string text) => Assert.Equal("known invention", TextFilter.Judge(text, Rules).Rule);

    [Fact]
    public void Judge_CreditBehindAVerse_TakesOnlyTheCreditOut()
    {
        var verdict = TextFilter.Judge(Verse + "\nYeah\nThanks for watching!\nYou", Rules);

        Assert.True(verdict.IsKept);
        Assert.Equal(Verse + "\nYeah\nYou", verdict.Text);
    }

    [Fact]
    public void Judge_OwnInvention_CountsToo()
    {
        var rules = Rules with { Inventions = ["Radio Nowhere, ninety-nine FM"] };

        Assert.Equal("known invention", TextFilter.Judge("Radio nowhere ninety nine FM!", rules).Rule);
        Assert.NotEqual("known invention", TextFilter.Judge("Radio nowhere ninety nine FM!", Rules).Rule);
    }

    [Theory]
    [InlineData("Der Morgen kommt über die Hafenmauer, trag mich nach Haus, wenn der Abend fällt, und sing mir ein Lied von der weiten Welt")]
    [InlineData("Утро приходит над стеной порта, неси меня домой, когда наступит вечер")]
    [InlineData("Only seven words of English are here")]
    public void Judge_EnglishOnly_RefusesOtherLanguagesAndTooLittle(string text)
    {
        Assert.True(TextFilter.Judge(text, Rules).IsKept);
        Assert.Equal("not English", TextFilter.Judge(text, Rules, LyricsLanguage.English).Rule);
    }

    [Fact]
    public void Judge_EnglishOnly_KeepsEnglish() => Assert.True(
        TextFilter.Judge(Verse + "\nand nobody knows what the river will say", Rules, LyricsLanguage.English).IsKept);

    [Fact]
    public void Judge_RealLyrics_AreKeptAsEnglish()
    {
        var folder = Path.Combine(Repository.Root, "..", "shared", "corpus", "vocals", "lyrics");
        Assert.SkipUnless(Directory.Exists(folder), "../shared/corpus/vocals, whose lyrics may not be copied here, is not there.");

        var refused = Directory.EnumerateFiles(folder)
            .Select(path => (Name: Path.GetFileName(path), Verdict: TextFilter.Judge(File.ReadAllText(path), Rules, LyricsLanguage.English)))
            .Where(text => !text.Verdict.IsKept).Select(text => $"{text.Name}: {text.Verdict.Reason}");
        Assert.Empty(refused);
    }

    [Fact]
    public void Judge_ScriptWithoutSpaces_IsNotHeldToWordLength()
    {
        var verdict = TextFilter.Judge("朝の港に日が昇る夕べになれば家へ帰ろう", Rules);

        Assert.True(verdict.IsKept);
        Assert.Equal(double.NaN, verdict.Figures.Single(figure => figure.Key == "mean_word_length").Value);
    }

    [Fact]
    public void Of_Text_CountsByHand()
    {
        var figures = TextFigures.Of("Don't stop,\n2 stars: étoile!");

        // don't stop 2 stars étoile; characters: 5 + 5 + 1 + 6 + 7 = 24, letters 4 + 4 + 5 + 6 = 19.
        Assert.Equal(5, figures.WordCount);
        Assert.Equal(1, figures.UniqueWordRatio);
        Assert.Equal(19 / 24.0, figures.LetterShare, 1e-12);
        Assert.Equal(4 / 24.0, figures.SymbolShare, 1e-12);
        Assert.Equal(1 / 24.0, figures.DigitShare, 1e-12);
        Assert.Equal(0.2, figures.TopWordShare, 1e-12);
        Assert.Equal((5 + 4 + 1 + 5 + 6) / 5.0, figures.MeanWordLength, 1e-12);
        Assert.Equal(4, figures.LatinWordCount);
        Assert.Equal(1 / 24.0, figures.NonAsciiShare, 1e-12);
    }

    [Fact]
    public void Errors_ThresholdsOutOfRange_AreAllTold()
    {
        var rules = new TranscriptRules(MinimumWordCount: 0, MaximumNoSpeech: 1.5, MinimumLogProbability: 1, MaximumCompressionRatio: double.NaN);

        Assert.Equal(4, rules.Errors().Count());
        Assert.Empty(Rules.Errors());
    }
}
