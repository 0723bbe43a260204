using System.Diagnostics;
using Assay.Development;
using Assay.Development.Report;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Assay.Acceptance.Development;

/// <summary>The report as a reader meets it: in Chromium, in light and dark, on a desk and on a phone.</summary>
public sealed class ReportInBrowserTests(Browser chromium) : IClassFixture<Browser>, IDisposable
{
    private static readonly Dictionary<string, Outcome> samples = new()
    {
        ["binary"] = SampleOutcomes.Binary(),
        ["regression"] = SampleOutcomes.Regression(),
        ["multiclass"] = SampleOutcomes.Multiclass(),
        ["many-classes"] = SampleOutcomes.Multiclass(80),
        ["awkward"] = SampleOutcomes.Awkward(12, 16),
    };

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, ColorScheme> Looks
    {
        get
        {
            var looks = new TheoryData<string, ColorScheme>();
            foreach (var sample in samples.Keys)
            {
                looks.Add(sample, ColorScheme.Light);
                looks.Add(sample, ColorScheme.Dark);
            }

            return looks;
        }
    }

    public static TheoryData<string> Samples => [.. samples.Keys];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Axe_finds_nothing_serious(string sample, ColorScheme scheme)
    {
        // The page forbids every script but axe has to be one, so only this test goes round the page's own policy.
        await using var context = await chromium.OpenAsync(new() { ColorScheme = scheme, BypassCSP = true, ViewportSize = new() { Width = 1280, Height = 900 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(Write(sample));
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        var found = (await page.RunAxe()).Violations.Where(v => v.Impact is "serious" or "critical");
        Assert.Empty(found.Select(Describe));
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Asks_for_nothing_and_complains_of_nothing(string sample, ColorScheme scheme)
    {
        await using var context = await chromium.OpenAsync(new() { ColorScheme = scheme });
        var page = await context.NewPageAsync();
        var requests = new List<string>();
        var complaints = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url);
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        page.Dialog += (_, dialog) => complaints.Add(dialog.Message);
        var address = Write(sample);
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.Equal([address], requests.Where(r => !r.StartsWith("data:", StringComparison.Ordinal)));
        Assert.Empty(complaints);
        Assert.Equal(0, await page.Locator("script").CountAsync());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Nothing_scrolls_sideways_on_a_phone_except_tables_in_their_box(string sample)
    {
        await using var context = await chromium.OpenAsync(new() { ViewportSize = new() { Width = 360, Height = 740 }, DeviceScaleFactor = 2 });
        var page = await context.NewPageAsync();
        await page.GotoAsync(Write(sample));
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.True(await page.Locator(".plot.narrow").First.IsVisibleAsync());
        Assert.False(await page.Locator(".plot.wide").First.IsVisibleAsync());
    }

    [Fact]
    public async Task The_largest_page_opens_within_two_seconds()
    {
        var address = Write("largest", SampleOutcomes.Awkward(200, 1_000));
        await using var context = await chromium.OpenAsync(new());
        var page = await context.NewPageAsync();
        await page.GotoAsync(Write("binary")); // the browser's own start is not the page's
        var watch = Stopwatch.StartNew();
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
        await page.Locator("#verdict").IsVisibleAsync();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"Opening took {watch.Elapsed.TotalSeconds:0.00} s.");
    }

    [Fact]
    public async Task The_keyboard_reaches_the_verdict_every_section_and_every_table()
    {
        await using var context = await chromium.OpenAsync(new() { ViewportSize = new() { Width = 360, Height = 740 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(Write("binary"));
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the verdict", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        var unreachable = await page.EvaluateAsync<int>("[...document.querySelectorAll('.scroll')].filter(s => s.tabIndex < 0).length");
        Assert.Equal(0, unreachable);
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id} ({violation.Impact}): {violation.Help}; {string.Join(" | ", violation.Nodes.Take(4).Select(n => n.Html))}";

    private string Write(string sample) => Write(sample, samples[sample]);

    private string Write(string name, Outcome outcome) =>
        new Uri(folder.Write($"{name}.html", HtmlReport.Render(outcome, SampleOutcomes.Date))).AbsoluteUri;
}
