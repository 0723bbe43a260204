using System.Globalization;
using System.Text;

namespace Assay.Evaluation.Report;

/// <summary>The frame of a report: one self-contained HTML page. No script, no request; text from the data is never understood as markup.</summary>
/// <param name="Title">The title of the window, already short.</param>
/// <param name="Heading">The heading of the page.</param>
/// <param name="Below">One muted line below the heading.</param>
/// <param name="Sections">Id, title in the list of contents, and markup of every section, in order; the first is where the skip link leads.</param>
internal sealed record HtmlPage(string Title, Html Heading, Html Below, IReadOnlyList<(string Id, string Title, Html Body)> Sections)
{
    private static readonly Lazy<string> style = new(ReadStyle);

    /// <summary>The page with as much of long lists as fits the size.</summary>
    /// <param name="largest">The most bytes of UTF-8 the page may take; the tightest limits are used when none fits.</param>
    /// <param name="page">The page under given limits.</param>
    public static string Fitting(int largest, Func<Limits, HtmlPage> page)
    {
        var text = "";
        foreach (var limits in Limits.Steps)
        {
            text = page(limits).Render();
            if (Encoding.UTF8.GetByteCount(text) <= largest)
            {
                break;
            }
        }

        return text;
    }

    /// <summary>A date as the head of a page says it.</summary>
    public static string Date(DateTimeOffset made) => made.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The whole document, to be written as UTF-8.</summary>
    public string Render() => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>
        <meta name="color-scheme" content="light dark"/>
        <meta name="generator" content="Assay"/>
        <title>{Title} - Assay report</title>
        <link rel="icon" href="data:,"/>
        <style>{Html.Trusted(style.Value)}</style>
        </head>
        <body>
        <a class="skip" href="#{Sections[0].Id}">Skip to the {Sections[0].Title.ToLowerInvariant()}</a>
        <header><p class="brand"><span aria-hidden="true">◆</span> Assay</p>
        <h1>{Heading}</h1>
        <p class="muted">{Below}</p>
        </header>
        <div class="frame">
        <nav aria-label="Sections"><ul>{Sections.Select(s => Html.Of($"<li><a href=\"#{s.Id}\">{s.Title}</a></li>"))}</ul></nav>
        <main>
        {Sections.Select(s => s.Body)}
        </main>
        </div>
        <footer><p>Made by Assay. Every number carries an interval, every comparison a verdict; the simplest model that is good enough wins.</p></footer>
        </body>
        </html>

        """).ToString();

    private static string ReadStyle()
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("Assay.Evaluation.Report.report.css")
            ?? throw new InvalidOperationException("The style sheet report.css is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
