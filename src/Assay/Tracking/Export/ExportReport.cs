namespace Assay.Tracking.Export;

/// <summary>What went out.</summary>
/// <param name="Runs">Runs.</param>
/// <param name="Points">Points of curves; the last values when only those were asked for.</param>
/// <param name="Files">Files of runs.</param>
/// <param name="Renamed">Names of metrics, parameters, tags or files that could not stay as they are, each as <c>old -> new</c>.</param>
public sealed record ExportReport(int Runs, long Points, int Files, IReadOnlyList<string> Renamed);
