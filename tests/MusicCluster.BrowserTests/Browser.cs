using Microsoft.Playwright;
using Xunit;

namespace MusicCluster.BrowserTests;

/// <summary>A Chromium of this machine, without a network.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Why nothing can be tested here, or nothing.</summary>
    public string Obstacle { get; private set; } = "";

    public MadeReport Report { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var path = Paths.FirstOrDefault(File.Exists);
        if (path is null)
        {
            Obstacle = "There is no Chromium on this machine; apt-get install chromium.";
            return;
        }

        if (!Directory.Exists(Path.Combine(AppContext.BaseDirectory, ".playwright", "node", "linux-x64")))
        {
            Obstacle = "Playwright's driver for this system is missing.";
            return;
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
            ],
        });
    }

    /// <summary>Opens the report; whatever the page complains of or asks for is collected.</summary>
    /// <param name="address">A page, or the small report's.</param>
    /// <param name="scheme">What the system prefers.</param>
    /// <param name="width">Width of the window.</param>
    public async Task<OpenPage> Open(string? address = null, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        Assert.SkipWhen(Obstacle.Length > 0, Obstacle);
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            Offline = true,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        var opened = new OpenPage(await context.NewPageAsync());
        await opened.Page.GotoAsync(address ?? Report.Page);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        Report.Dispose();
    }
}
