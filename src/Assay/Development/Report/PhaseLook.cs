namespace Assay.Development.Report;

/// <summary>How a phase is called and drawn: every phase has a colour and a shape, so that colour is never the only sign.</summary>
/// <param name="Title">For people.</param>
/// <param name="Class">CSS class that sets the colour.</param>
/// <param name="Shape">The marker's shape.</param>
internal sealed record PhaseLook(string Title, string Class, MarkerShape Shape)
{
    /// <summary>The look of the phase of that name; an unknown name keeps its own words.</summary>
    public static PhaseLook Of(string phase) => phase switch
    {
        "before-ml" => new("Before machine learning", "phase-0", MarkerShape.Square),
        "simple" => new("Simple", "phase-1", MarkerShape.Circle),
        "optimised" => new("Optimised simple", "phase-2", MarkerShape.Triangle),
        "complex" => new("Complex", "phase-3", MarkerShape.Diamond),
        _ => new(phase, "phase-0", MarkerShape.Cross),
    };
}
