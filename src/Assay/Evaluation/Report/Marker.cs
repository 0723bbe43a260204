namespace Assay.Evaluation.Report;

/// <summary>Points of charts.</summary>
internal static class Marker
{
    /// <summary>A filled point with a tooltip.</summary>
    public static Html Draw(MarkerShape shape, double x, double y, double radius, string tooltip = "") =>
        Html.Of($"<g class=\"point\">{Outline(shape, x, y, radius)}{(tooltip.Length == 0 ? Html.Empty : Html.Of($"<title>{tooltip}</title>"))}</g>");

    /// <summary>A point for legends and captions, as a picture of its own in the text's line.</summary>
    public static Html Inline(MarkerShape shape, string look) =>
        Html.Of($"<svg class=\"glyph {look}\" width=\"12\" height=\"12\" viewBox=\"0 0 12 12\" aria-hidden=\"true\" focusable=\"false\">{Outline(shape, 6, 6, 4.4)}</svg>");

    private static Html Outline(MarkerShape shape, double x, double y, double radius) => shape switch
    {
        MarkerShape.Circle => Html.Of($"<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"),
        MarkerShape.Square => Html.Of($"<rect x=\"{x - (radius * 0.9)}\" y=\"{y - (radius * 0.9)}\" width=\"{radius * 1.8}\" height=\"{radius * 1.8}\"/>"),
        MarkerShape.Triangle => Html.Of($"<path d=\"M{x} {y - (radius * 1.15)}L{x + (radius * 1.1)} {y + (radius * 0.85)}H{x - (radius * 1.1)}Z\"/>"),
        MarkerShape.Diamond => Html.Of($"<path d=\"M{x} {y - (radius * 1.25)}L{x + (radius * 1.25)} {y}L{x} {y + (radius * 1.25)}L{x - (radius * 1.25)} {y}Z\"/>"),
        _ => Html.Of($"<path class=\"stroke\" d=\"M{x - radius} {y - radius}L{x + radius} {y + radius}M{x - radius} {y + radius}L{x + radius} {y - radius}\"/>"),
    };
}
