using Microsoft.Playwright;
using Xunit;

namespace MusicCluster.BrowserTests;

/// <summary>The section of groups, and what it shows on the map.</summary>
public sealed class GroupPageTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task Cards_AreThereForEveryGroup_AndNothingIsWiderThanTheScreen(int width, ColorScheme scheme)
    {
        await using var opened = await browser.Open(scheme: scheme, width: width);
        var cards = opened.Page.Locator("#group-cards .card");
        Assert.Equal(5, await cards.CountAsync());
        Assert.Equal($"1. {MadeReport.HostileTitle}", await cards.First.Locator("h3").InnerTextAsync());
        Assert.Contains("stable (0.80)", await cards.First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("+0.60 [+0.40, +0.80]", await cards.First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("more separate", await opened.Page.Locator("#groups-trust").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(width, await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        // The groups' section comes before the map and the results.
        Assert.True(await opened.Page.EvaluateAsync<bool>(
            "[...document.querySelectorAll('main > section')].findIndex(e => e.id === 'groups') === 1"));
        await opened.AssertCalm();
    }

    [Fact]
    public async Task Card_Clicked_LeavesItsGroupOnTheMap()
    {
        await using var opened = await browser.Open();
        await opened.Page.SelectOptionAsync("#map-coloring", "genre");
        await opened.Page.SelectOptionAsync("#groups-representation", "dense-vae");
        var card = opened.Page.Locator("#group-cards .card").Nth(1);
        await card.Locator("h3 button").ClickAsync();
        Assert.Equal("dense-vae", await opened.Page.InputValueAsync("#map-representation"));
        Assert.Equal("2. loud 1", await opened.Page.Locator("#map-legend button[aria-pressed=true] .legend-name").InnerTextAsync());
        var size = int.Parse((await card.Locator(".note").First.InnerTextAsync()).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(size, await opened.Rows.CountAsync());
        await opened.AssertCalm();
    }

    [Fact]
    public async Task Exemplar_Played_ShowsItsCardWithDescriptors()
    {
        await using var opened = await browser.Open();
        var card = opened.Page.Locator("#group-cards .card").Nth(2);
        await card.Locator(".play").First.ClickAsync();
        await opened.Until("document.getElementById('map-player').readyState >= 2");
        var track = opened.Page.Locator("#track-card");
        Assert.Equal(await card.Locator(".track-list button.plain").First.InnerTextAsync(), await track.Locator("strong").InnerTextAsync());
        Assert.Contains("C major", await track.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(["loudness (LUFS)", "tempo (BPM)"], (await track.Locator("th").AllInnerTextsAsync()).Order());
        await track.Locator("button[aria-label='Close the card']").ClickAsync();
        Assert.False(await track.IsVisibleAsync());
        await opened.AssertCalm();
    }

    [Fact]
    public async Task Path_BetweenTwoTracks_IsListedAndDrawn()
    {
        await using var opened = await browser.Open();
        // Every track knows the one before and the one behind it.
        var titles = opened.Page.Locator("#map-rows th button");
        await titles.Nth(1).ClickAsync();
        var card = opened.Page.Locator("#track-card");
        Assert.Equal(2, await card.Locator(".track-list li").CountAsync());
        await card.GetByText("Path from here").ClickAsync();
        await titles.Nth(6).ClickAsync();
        var before = await opened.Page.EvaluateAsync<string>("document.getElementById('map-canvas').toDataURL()");
        await card.Locator(".ways button").Nth(1).ClickAsync();
        Assert.Contains("5 steps, the largest", await card.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(
            (await titles.AllInnerTextsAsync()).Skip(1).Take(6), await card.Locator(".track-list button.plain").AllInnerTextsAsync());
        await opened.Until("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
        Assert.NotEqual(before, await opened.Page.EvaluateAsync<string>("document.getElementById('map-canvas').toDataURL()"));
        await card.GetByText("Clear the path").ClickAsync();
        Assert.Equal(2, await card.Locator(".track-list li").CountAsync());
        await opened.AssertCalm();
    }

    [Fact]
    public async Task Coloring_ByDescriptor_HasAScaleAndNoGroups()
    {
        await using var opened = await browser.Open();
        await opened.Page.SelectOptionAsync("#map-coloring", "descriptor tempo_bpm");
        Assert.True(await opened.Page.Locator("#map-scale").IsVisibleAsync());
        Assert.False(await opened.Page.Locator("#map-legend").IsVisibleAsync());
        Assert.StartsWith("≤ ", await opened.Page.Locator(".scale-ends span").Last.EvaluateAsync<string>(
            "e => document.querySelector('#map-scale .scale-ends span').textContent"), StringComparison.Ordinal);
        Assert.Matches(@"^tempo \(BPM\): \d+(\.\d+)?$", await opened.Page.Locator("#map-rows tr td:last-child").First.InnerTextAsync());
        Assert.True(await opened.Page.EvaluateAsync<int>(
            "new Set(document.getElementById('map-canvas').getContext('2d').getImageData(0, 0, 800, 500).data).size") > 8, "The map is drawn.");
        await opened.Page.SelectOptionAsync("#map-coloring", "genre");
        Assert.True(await opened.Page.Locator("#map-legend").IsVisibleAsync());
        await opened.AssertCalm();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Groups_OfAHundredThousandTracks_OpenAndAnswer(int width)
    {
        await using var opened = await browser.Open(browser.Obstacle.Length > 0 ? null : browser.Report.PageOf(100_000), width: width);
        Assert.Equal(5, await opened.Page.Locator("#group-cards .card").CountAsync());
        var opening = await opened.Page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd");
        TestContext.Current.TestOutputHelper?.WriteLine($"{opening:F0} ms to open");
        await opened.Page.Locator("#group-cards .card h3 button").Nth(3).ClickAsync();
        Assert.Equal("20000 of 100000 tracks, 4. loud 3", await opened.Page.Locator("#map-count").InnerTextAsync());
        Assert.InRange(opening, 0, 20_000);
        await opened.AssertCalm();
    }
}
