namespace Assay.Tracking.Import;

/// <summary>An experiment as another system kept it, besides its runs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tags">Its tags.</param>
internal sealed record SourceExperiment(string Name, IReadOnlyDictionary<string, string> Tags);
