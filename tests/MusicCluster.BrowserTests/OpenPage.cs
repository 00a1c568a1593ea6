using Microsoft.Playwright;
using Xunit;

namespace MusicCluster.BrowserTests;

/// <summary>A page and everything that it complained of or asked for.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly List<string> complaints = [];

    public OpenPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) => Add(message.Type is "error" or "warning", $"console {message.Type}: {message.Text}");
        page.PageError += (_, error) => Add(true, $"error: {error}");
        page.Request += (_, request) =>
            Add(!request.Url.StartsWith("file:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal),
                $"asked for {request.Url}");
    }

    public IPage Page { get; }

    public ILocator Canvas => Page.Locator("#map-canvas");

    public ILocator Rows => Page.Locator("#map-rows tr");

    /// <summary>No error, no warning, no request to a network, no script of a title.</summary>
    public async Task AssertCalm()
    {
        Assert.Empty(complaints);
        Assert.False(await Page.EvaluateAsync<bool>("'wasHit' in window"));
    }

    /// <summary>The texts of a column of a table's body.</summary>
    public async Task<IReadOnlyList<string>> Column(string table, int column) =>
        await Page.Locator($"#t-{table} tbody tr:not(.family) > :nth-child({column})").AllInnerTextsAsync();

    /// <summary>Waits until an expression is true; the page's policy forbids Playwright's own way, which evaluates text in the page.</summary>
    public async Task Until(string expression)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await Page.EvaluateAsync<bool>(expression))
            {
                return;
            }

            await Task.Delay(25);
        }

        Assert.Fail($"'{expression}' did not become true in 5 s.");
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private void Add(bool isComplaint, string text)
    {
        if (isComplaint)
        {
            complaints.Add(text);
        }
    }
}
