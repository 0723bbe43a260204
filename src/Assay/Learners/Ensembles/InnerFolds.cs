using Assay.Data;

namespace Assay.Learners.Ensembles;

/// <summary>Folds of the training rows an ensemble fits its members on, when it is used as a learner by itself.</summary>
internal static class InnerFolds
{
    private const int Folds = 5;

    /// <summary>Every fifth row in view order; none for fewer than ten rows. The caller's split has already decided what may be learnt from.</summary>
    public static IReadOnlyList<Fold> Deal(int[] rows) =>
        rows.Length < 2 * Folds
            ? []
            : [.. Enumerable.Range(0, Folds).Select(f => new Fold([.. rows.Where((_, i) => i % Folds != f)], [.. rows.Where((_, i) => i % Folds == f)]))];

    /// <summary>The learners that settings name; the task's linear model and boosted trees when they name none.</summary>
    public static IReadOnlyList<Learner> Members(Dataset data, Settings settings)
    {
        string[] names = settings.Values.Count > 0 ? [.. settings.Values.Keys] : [Stacking.Top(data.Task).Name, "boosted-trees"];
        return [.. names.Select(Catalogue<Learner>.Find).Where(m => m.Refuses(data) is null)];
    }
}
