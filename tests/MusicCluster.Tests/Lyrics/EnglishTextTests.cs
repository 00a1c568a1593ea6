using MusicCluster.Lyrics;
using Xunit;

namespace MusicCluster.Tests.Lyrics;

public sealed class EnglishTextTests
{
    private const string English = "I walked along the river when the night was falling down\nand all the lights were burning in the windows of the town";

    [Fact]
    public void Judge_EnglishVerse_IsKept() => Assert.Equal("", Rule(English));

    [Theory]
    [InlineData("Ich ging allein am Fluss entlang, als schon die Nacht begann\nund alle "
        + "Lichter brannten hell, da fing das Leben an\nso war es in der alten Stadt")]
    [InlineData("Je marchais le long de la rivière quand la nuit tombait\net toutes les lumières brûlaient aux fenêtres de la ville où je suis né")]
    [InlineData("Caminaba por la orilla del río cuando la noche caía\ny todas las luces ardían en las ventanas de la ciudad que era mía un día")]
    [InlineData("夜の川を歩いた 町の窓に灯りが燃えていた")]
    [InlineData("la la la la la la la la la la la la la la la la la la la la la la la la")]
    [InlineData("I was there and then it was over")]
    [InlineData("")]
    public void Judge_OtherLanguageOrTooLittle_IsRefused(string text) => Assert.NotEqual("", Rule(text));

    private static string Rule(string text) => TextFilter.Judge(text, new TranscriptRules().ForKnownLyrics(), LyricsLanguage.English).Rule;
}
