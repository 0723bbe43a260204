using System.Globalization;
using Assay.Data;

namespace Assay.Development.Leaks;

/// <summary>The target can be computed from one, two or three number columns: a sum, a difference, any linear combination, a product or a ratio.</summary>
/// <remarks>
/// Coefficients come from as many spread-out rows as there are unknowns, and must then hold on every development row without a gap, to one
/// part in a million of the target's spread. Columns that are the target by themselves are left out of the pairs, pairs out of the triples.
/// </remarks>
[Named("arithmetic-identity")]
public sealed class ArithmeticIdentity : LeakCheck
{
    private const double Exact = 1e-6;
    private const int FewestRows = 50;
    private const int MostColumnsInPairs = 120;
    private const int MostColumnsInTriples = 40;

    /// <inheritdoc/>
    public override IEnumerable<LeakFinding> Run(LeakContext context)
    {
        var data = context.Data;
        if (data.Task != LearningTask.Regression || context.Split.Development.Length < FewestRows)
        {
            yield break;
        }

        var search = new IdentitySearch(data, context.Split.Development, Exact);
        var columns = Enumerable.Range(0, search.Names.Count).ToList();
        for (var size = 1; size <= 3; size++)
        {
            if (columns.Count > (size == 2 ? MostColumnsInPairs : MostColumnsInTriples) && size > 1)
            {
                yield break;
            }

            foreach (var (members, formula, rows) in search.Find(columns, size, context.Cancellation))
            {
                string[] names = [.. members.Select(m => search.Names[m])];
                columns.RemoveAll(members.Contains);
                yield return Found(
                    names,
                    LeakCertainty.Certain,
                    $"{data.TargetName} = {formula} on all {rows.ToString("N0", CultureInfo.InvariantCulture)} development rows.",
                    $"Leave {string.Join(" and ", names)} out: together they are the answer.");
            }
        }
    }
}
