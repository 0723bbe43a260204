namespace Assay.Evaluation.Report;

/// <summary>A chart on the page: drawn for both sizes, named and described for those who do not see it.</summary>
/// <param name="Id">Unique on the page.</param>
/// <param name="Title">What the chart is.</param>
/// <param name="Description">What it shows, in a sentence or two with figures.</param>
internal sealed record ChartFigure(string Id, string Title, string Description)
{
    /// <summary>Below the chart.</summary>
    public Html Caption { get; init; }

    /// <summary>Above the chart.</summary>
    public Html Legend { get; init; }

    /// <summary>Draws the chart once for every size.</summary>
    public Html Draw(Func<ChartSize, Html> chart) => Draw(chart, ChartSize.Wide, ChartSize.Narrow);

    /// <summary>Draws the chart once for every size given.</summary>
    public Html Draw(Func<ChartSize, Html> chart, params ReadOnlySpan<ChartSize> sizes)
    {
        var pictures = new List<Html>();
        foreach (var size in sizes)
        {
            pictures.Add(Picture(size, chart(size)));
        }

        return Html.Of($"""
            <figure class="chart" id="{Id}">{Legend}{pictures}{(Caption.IsEmpty ? Html.Empty : Html.Of($"<figcaption>{Caption}</figcaption>"))}</figure>
            """);
    }

    private Html Picture(ChartSize size, Html content) => Html.Of($"""
        <svg class="plot {size.Name}" role="img" aria-labelledby="{Id}-{size.Name}-t {Id}-{size.Name}-d" viewBox="0 0 {size.Width} {size.Height}" style="max-width:{size.Width}px">
        <title id="{Id}-{size.Name}-t">{Title}</title><desc id="{Id}-{size.Name}-d">{Description}</desc>
        {content}</svg>
        """);
}
