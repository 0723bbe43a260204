namespace Assay.Server.Queries;

/// <summary>How large a query may be; MLflow's limits and messages.</summary>
internal static class QueryLimits
{
    internal const int Depth = 10;
    private const int Roots = 10;
    private const int Aliases = 10;
    private const int Selections = 1000;

    /// <summary>What is wrong with a query's size, or null.</summary>
    internal static string? Check(List<Selection> roots)
    {
        if (roots.Count > Roots)
        {
            return $"GraphQL queries should have at most {Roots} root fields, got {roots.Count} root fields.";
        }

        var (depth, selections, aliases) = (0, 0, 0);
        foreach (var root in roots)
        {
            Measure(root, 1);
        }

        return depth > Depth ? $"Query exceeds maximum depth of {Depth}"
            : selections > Selections ? $"Query exceeds maximum total selections of {Selections}"
            : aliases > Aliases ? $"GraphQL queries should have at most {Aliases} aliases, got {aliases} aliases."
            : null;

        void Measure(Selection selection, int level)
        {
            depth = Math.Max(depth, level);
            selections++;
            aliases += selection.Alias == selection.Name ? 0 : 1;
            selection.Fields.ForEach(f => Measure(f, level + 1));
        }
    }
}
