using System.Globalization;
using Microsoft.Playwright;
using Xunit;

namespace MusicCluster.BrowserTests;

/// <summary>The page clicked through as people do.</summary>
public sealed class ReportPageTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Open_Page_ShowsMapAndTablesAndComplainsOfNothing()
    {
        await using var opened = await browser.Open();
        Assert.Equal("golden", await opened.Page.Locator("h1").InnerTextAsync());
        Assert.Equal(browser.Report.TrackCount, await opened.Rows.CountAsync());
        Assert.True(
            await opened.Page.EvaluateAsync<int>("new Set(document.getElementById('map-canvas').getContext('2d').getImageData(0, 0, 800, 500).data).size") > 8,
            "The map is drawn.");
        Assert.InRange(await opened.Page.EvaluateAsync<int>("document.images.length"), 6, 200);
        await opened.Until("[...document.images].every(image => image.complete && image.naturalWidth > 0)");
        await opened.AssertCalm();
    }

    [Fact]
    public async Task Head_Clicked_SortsByNumberWithUndefinedLast()
    {
        await using var opened = await browser.Open();
        await opened.Page.Locator("#t-agreement .fold-all").ClickAsync();
        var head = opened.Page.Locator("#t-agreement thead th:nth-child(2)");
        await head.Locator("button").ClickAsync();
        Assert.Equal("descending", await head.GetAttributeAsync("aria-sort"));
        var down = (await opened.Column("agreement", 2)).Select(First).ToList();
        Assert.Equal(down.OrderDescending(), down);
        await head.Locator("button").ClickAsync();
        Assert.Equal("ascending", await head.GetAttributeAsync("aria-sort"));
        var up = (await opened.Column("agreement", 2)).Select(First).ToList();
        Assert.Equal(down.Order(), up);
        await opened.Page.Locator("#t-agreement thead th:nth-child(1) button").ClickAsync();
        var names = await opened.Column("agreement", 1);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);

        static double First(string text) => double.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Fold_OpenedByKeyboard_ShowsWhatCarriesLyricsAndStaysWithItsRowWhenSorted()
    {
        await using var opened = await browser.Open();
        var rows = opened.Page.Locator("#t-results tbody tr:not(.family)");
        var visible = opened.Page.Locator("#t-results tbody tr:not(.family):not([hidden])");
        var fold = rows.Filter(new LocatorFilterOptions { HasText = "dense-vae" }).Locator(".fold");
        Assert.Equal(4, await rows.CountAsync());
        Assert.Equal(2, await visible.CountAsync());
        Assert.Equal("false", await fold.GetAttributeAsync("aria-expanded"));
        await fold.FocusAsync();
        await opened.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("true", await fold.GetAttributeAsync("aria-expanded"));
        Assert.Equal(["mfcc-pca", "dense-vae †", "dense-vae+lyrics †"], await Names());

        var head = opened.Page.Locator("#t-results thead th:nth-child(2) button");
        await head.FocusAsync();
        await opened.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(["dense-vae †", "dense-vae+lyrics †", "mfcc-pca"], await Names());
        Assert.False(await opened.Page.Locator("#t-results tr.family").First.IsVisibleAsync());
        await opened.Page.Keyboard.PressAsync("Enter");
        await opened.Page.Keyboard.PressAsync("Enter");
        Assert.True(await opened.Page.Locator("#t-results tr.family").First.IsVisibleAsync());
        Assert.Equal(["mfcc-pca", "dense-vae †", "dense-vae+lyrics †"], await Names());

        await fold.FocusAsync();
        await opened.Page.Keyboard.PressAsync("Space");
        Assert.Equal(2, await visible.CountAsync());
        await opened.Page.Locator("#t-results .fold-all").PressAsync("Enter");
        Assert.Equal(4, await visible.CountAsync());
        await opened.AssertCalm();

        async Task<IReadOnlyList<string>> Names() => await visible.Locator("th").AllInnerTextsAsync();
    }

    [Fact]
    public async Task Hover_Track_ShowsItsEscapedTitleArtistAndGenre()
    {
        await using var opened = await browser.Open();
        await opened.Page.Locator("#map-search").FillAsync("wasHit");
        Assert.Equal(1, await opened.Rows.CountAsync());
        await opened.Page.Locator("#map-rows th button").ClickAsync();
        var ring = await opened.Page.Locator("#map-tip").BoundingBoxAsync();
        Assert.NotNull(ring);
        Assert.Equal(MadeReport.HostileTitle, await opened.Page.Locator("#map-tip strong").InnerTextAsync());

        // The same by the mouse: sweep the map until it points at the one track that the filter left.
        await opened.Canvas.HoverAsync(new LocatorHoverOptions { Position = new Position { X = 20, Y = 20 } });
        var box = (await opened.Canvas.BoundingBoxAsync())!;
        var isShown = false;
        for (var y = 10; y < box.Height && !isShown; y += 14)
        {
            for (var x = 10; x < box.Width && !isShown; x += 14)
            {
                await opened.Page.Mouse.MoveAsync(box.X + x, box.Y + y);
                isShown = await opened.Page.Locator("#map-tip").IsVisibleAsync();
            }
        }

        Assert.True(isShown, "The mouse found the track.");
        Assert.Equal(MadeReport.HostileTitle, await opened.Page.Locator("#map-tip strong").InnerTextAsync());
        await opened.AssertCalm();
    }

    [Fact]
    public async Task Cluster_ChosenInTheLegend_ListsItsTracksAndPlaysAClip()
    {
        await using var opened = await browser.Open();
        await opened.Page.SelectOptionAsync("#map-representation", "dense-vae");
        await opened.Page.SelectOptionAsync("#map-coloring", "k-means k=5");
        var legend = opened.Page.Locator("#map-legend button");
        Assert.Equal(5, await legend.CountAsync());
        await legend.First.ClickAsync();
        Assert.Equal("true", await legend.First.GetAttributeAsync("aria-pressed"));
        var count = int.Parse((await legend.First.InnerTextAsync()).Split('\n')[^1], CultureInfo.InvariantCulture);
        Assert.Equal(count, await opened.Rows.CountAsync());
        Assert.All(await opened.Page.Locator("#map-rows tr td:last-child").AllInnerTextsAsync(), text => Assert.Equal($"1. {MadeReport.HostileTitle}", text));

        await opened.Page.Locator("#map-rows .play").First.ClickAsync();
        var player = opened.Page.Locator("#map-player");
        Assert.Matches(@"^\.\./\.\./my%20music/%231%20%26%20co/clip%20\d+%3F\.wav$", await player.GetAttributeAsync("src"));
        await opened.Until("document.getElementById('map-player').readyState >= 2");
        Assert.InRange(await player.EvaluateAsync<double>("audio => audio.duration"), 0.24, 0.26);
        await opened.Until("document.getElementById('map-player').ended");
        await opened.AssertCalm();
    }

    [Fact]
    public async Task Filter_ByGenreAndText_LeavesTheTracksThatMatch()
    {
        await using var opened = await browser.Open();
        await opened.Page.SelectOptionAsync("#map-genre", new SelectOptionValue { Label = "Metal" });
        var shown = await opened.Rows.CountAsync();
        Assert.InRange(shown, 1, browser.Report.TrackCount - 1);
        Assert.Equal($"{shown} of {browser.Report.TrackCount} tracks", await opened.Page.Locator("#map-count").InnerTextAsync());
        await opened.Page.Locator("#map-search").FillAsync("no such title");
        Assert.Equal(0, await opened.Rows.CountAsync());
        Assert.Equal($"0 of {browser.Report.TrackCount} tracks", await opened.Page.Locator("#map-live").TextContentAsync());
    }

    [Fact]
    public async Task Keyboard_Alone_WalksSelectsPlaysAndClears()
    {
        await using var opened = await browser.Open();
        await opened.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await opened.Page.EvaluateAsync<string>("document.activeElement.textContent"));
        for (var i = 0; i < 120 && await opened.Page.EvaluateAsync<string>("document.activeElement.id") != "map-canvas"; i++)
        {
            await opened.Page.Keyboard.PressAsync("Tab");
        }

        await Assertions.Expect(opened.Canvas).ToBeFocusedAsync();
        await opened.Page.Keyboard.PressAsync("ArrowRight");
        var first = await opened.Page.Locator("#map-live").TextContentAsync();
        Assert.Matches("^.+, .+, .+", first);
        await opened.Page.Keyboard.PressAsync("ArrowDown");
        Assert.NotEqual(first, await opened.Page.Locator("#map-live").TextContentAsync());
        await opened.Page.Keyboard.PressAsync("+");
        await opened.Page.Keyboard.PressAsync("0");
        await opened.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(1, await opened.Page.Locator("#map-legend button[aria-pressed=true]").CountAsync());
        await opened.Page.Keyboard.PressAsync("p");
        await opened.Until("document.getElementById('map-player').readyState >= 1");
        await opened.Page.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await opened.Page.Locator("#map-legend button[aria-pressed=true]").CountAsync());
        await opened.AssertCalm();
    }

    [Fact]
    public async Task Wheel_OnTheMap_ZoomsAndTheButtonShowsAllAgain()
    {
        await using var opened = await browser.Open();
        var before = await Picture(opened);
        await opened.Canvas.HoverAsync();
        await opened.Page.Mouse.WheelAsync(0, -400);
        var zoomed = await Picture(opened);
        Assert.NotEqual(before, zoomed);
        await opened.Page.Mouse.MoveAsync(2, 2);
        await opened.Page.Locator("#map-reset").ClickAsync();
        Assert.Equal(before, await Picture(opened));
    }

    [Fact]
    public async Task Drag_AndPinch_MoveAndZoomTheMap()
    {
        await using var opened = await browser.Open();
        await opened.Canvas.ScrollIntoViewIfNeededAsync();
        var before = await Picture(opened);
        var box = (await opened.Canvas.BoundingBoxAsync())!;
        await opened.Page.Mouse.MoveAsync(box.X + 200, box.Y + 200);
        await opened.Page.Mouse.DownAsync();
        await opened.Page.Mouse.MoveAsync(box.X + 290, box.Y + 240, new MouseMoveOptions { Steps = 4 });
        await opened.Page.Mouse.UpAsync();
        await opened.Page.Mouse.MoveAsync(1, 1);
        Assert.NotEqual(before, await Picture(opened));
        await opened.Page.Locator("#map-reset").ClickAsync();

        var session = await opened.Page.Context.NewCDPSessionAsync(opened.Page);
        foreach (var distance in new[] { 40, 80, 160 })
        {
            await session.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
            {
                ["type"] = distance == 40 ? "touchStart" : "touchMove",
                ["touchPoints"] = new[] { -1, 1 }.Select(
                    (side, id) => new Dictionary<string, object> { ["x"] = box.X + 300 + (side * distance), ["y"] = box.Y + 200, ["id"] = id }).ToArray(),
            });
        }

        await session.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object> { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
        Assert.NotEqual(before, await Picture(opened));
        Assert.Equal(0, await opened.Page.Locator("#map-legend button[aria-pressed=true]").CountAsync());
        await opened.Page.Locator("#map-reset").ClickAsync();
        Assert.Equal(before, await Picture(opened));
    }

    [Theory]
    [InlineData(ColorScheme.Dark, "dark", "light")]
    [InlineData(ColorScheme.Light, "light", "dark")]
    public async Task Theme_FollowsTheSystemAndTheButton(ColorScheme scheme, string first, string second)
    {
        await using var opened = await browser.Open(scheme: scheme);
        Assert.Equal(first, await opened.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
        var ground = await opened.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        await opened.Page.Locator("#theme").ClickAsync();
        Assert.Equal(second, await opened.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
        Assert.NotEqual(ground, await opened.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        await opened.AssertCalm();
    }

    [Fact]
    public async Task Phone_Width_HasNothingWiderThanTheScreen()
    {
        await using var opened = await browser.Open(width: 360);
        Assert.Equal(360, await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task Controls_AllOfThem_HaveNames()
    {
        await using var opened = await browser.Open();
        var nameless = await opened.Page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('button, select, input, canvas, audio, [role=region]')]
              .filter(e => e.tagName !== 'AUDIO' && !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')
                || e.textContent.trim() || e.labels?.length))
              .map(e => e.outerHTML.slice(0, 120))
            """);
        Assert.Empty(nameless);
        Assert.Empty(await opened.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('[aria-labelledby], [aria-describedby]')].map(e => "
            + "e.getAttribute('aria-labelledby') ?? e.getAttribute('aria-describedby')).filter(id => !document.getElementById(id))"));
        Assert.Empty(await opened.Page.EvaluateAsync<string[]>("[...document.images].filter(image => !image.alt).map(image => image.src.slice(0, 80))"));
    }

    [Fact]
    public async Task Map_TenThousandTracks_IsDrawnInAFractionOfASecond()
    {
        await using var opened = await browser.Open(browser.Obstacle.Length > 0 ? null : browser.Report.PageOf(10_000));
        await opened.Canvas.HoverAsync();
        var milliseconds = await opened.Page.EvaluateAsync<double>("""
            async () => {
              const canvas = document.getElementById('map-canvas');
              const started = performance.now();
              for (let i = 0; i < 20; i++) {
                canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: i % 2 ? 40 : -40, clientX: 500, clientY: 500, cancelable: true }));
                await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
              }
              return (performance.now() - started) / 20;
            }
            """);
        TestContext.Current.TestOutputHelper?.WriteLine($"{milliseconds:F1} ms per frame pair");
        Assert.InRange(milliseconds, 0, 250);
        Assert.Equal(50, await opened.Rows.CountAsync());
        await opened.AssertCalm();
    }

    private static Task<string> Picture(OpenPage opened) =>
        opened.Page.EvaluateAsync<string>(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(document.getElementById('map-canvas').toDataURL()))))");
}
