namespace Assay.Evaluation.Report;

/// <summary>How one thing is drawn everywhere on a page: a colour and a shape, so that colour is never the only sign.</summary>
/// <param name="Title">For people.</param>
/// <param name="Class">CSS class that sets the colour.</param>
/// <param name="Shape">The marker's shape.</param>
internal sealed record Look(string Title, string Class, MarkerShape Shape);
