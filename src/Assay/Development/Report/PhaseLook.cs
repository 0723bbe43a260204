using Assay.Evaluation.Report;

namespace Assay.Development.Report;

/// <summary>How a phase is called and drawn.</summary>
internal static class PhaseLook
{
    /// <summary>The look of the phase of that name; an unknown name keeps its own words.</summary>
    public static Look Of(string phase) => phase switch
    {
        "before-ml" => new("Before machine learning", "phase-0", MarkerShape.Square),
        "simple" => new("Simple", "phase-1", MarkerShape.Circle),
        "optimised" => new("Optimised simple", "phase-2", MarkerShape.Triangle),
        "complex" => new("Complex", "phase-3", MarkerShape.Diamond),
        _ => new(phase, "phase-0", MarkerShape.Cross),
    };
}
