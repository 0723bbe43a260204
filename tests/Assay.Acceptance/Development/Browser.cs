using Microsoft.Playwright;

namespace Assay.Acceptance.Development;

/// <summary>The system's Chromium, started once for all tests of a class.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>A window of its own for one test; skips the test where no Chromium is installed, and fails it there when CI=true.</summary>
    public Task<IBrowserContext> OpenAsync(BrowserNewContextOptions options)
    {
        var missing = $"No Chromium at {string.Join(", ", known)}: install the package chromium.";
        Assert.False(browser is null && Environment.GetEnvironmentVariable("CI") == "true", missing);
        Assert.SkipWhen(browser is null, missing);
        return browser!.NewContextAsync(options);
    }

    public async ValueTask InitializeAsync()
    {
        if (known.FirstOrDefault(File.Exists) is { } executable)
        {
            playwright = await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
