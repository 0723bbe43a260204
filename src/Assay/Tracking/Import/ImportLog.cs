namespace Assay.Tracking.Import;

/// <summary>Collects what could not be read, so that one broken line does not keep a thousand runs away.</summary>
internal sealed class ImportLog
{
    private const int Most = 100;
    private readonly List<string> problems = [];

    internal IReadOnlyList<string> Problems => problems;

    internal int Count { get; private set; }

    /// <summary>Runs the source has marked as deleted.</summary>
    internal int Deleted { get; set; }

    internal void Add(string problem)
    {
        if (Count++ < Most)
        {
            problems.Add(problem);
        }
    }

    /// <summary>Cuts what a file holds to what a message may show of it.</summary>
    internal static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "...";
}
