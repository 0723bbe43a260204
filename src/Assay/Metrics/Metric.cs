using Assay.Data;
using Assay.Statistics;

namespace Assay.Metrics;

/// <summary>A number that says how good predictions are. One file each, found by its kebab-case name.</summary>
public abstract class Metric
{
    /// <summary>The kebab-case name, for example <c>roc-auc</c>.</summary>
    public string Name => Catalogue<Metric>.NameOf(GetType());

    /// <summary>Whether a larger value is better; otherwise smaller is.</summary>
    public abstract bool LargerIsBetter { get; }

    /// <summary>Whether it is a loss in the target's or nature's own unit, so that margins are relative (1 %) and not absolute.</summary>
    public virtual bool MarginIsRelative => !LargerIsBetter;

    /// <summary>The smallest useful gain when nobody says one: a share of 0.01 where margins are relative, otherwise 0.002.</summary>
    public double DefaultMargin => MarginIsRelative ? 0.01 : 0.002;

    /// <summary>Whether it belongs in a summary for people who asked for no metric in particular; the others are computed when asked for.</summary>
    public virtual bool IsHeadline => false;

    /// <summary>Whether the metric makes sense for the task.</summary>
    public abstract bool Supports(LearningTask task);

    /// <summary>How limits are read off bootstrap draws of this metric, as its measured coverage suggests.</summary>
    public virtual BootstrapKind Limits => BootstrapKind.BiasCorrected;

    /// <summary>An interval of the metric's own, better than the bootstrap; null when there is none for such rows.</summary>
    /// <param name="rows">Rows the metric is defined on.</param>
    /// <param name="options">The level, and whether rows are independent (no units) and count the same (no weights).</param>
    public virtual Interval? OwnInterval(Scored rows, BootstrapOptions options) => null;

    /// <summary>The metric over these rows; NaN with a reason when it is undefined there.</summary>
    /// <exception cref="ArgumentException">Truth, predictions or weights do not line up.</exception>
    /// <exception cref="AssayException"><c>data.…</c>: no rows, a number that is not finite, a probability outside [0, 1], a class without a column, a bad weight.</exception>
    public abstract MetricValue Measure(Scored rows);

    /// <summary>Sorts or sums once what does not depend on weights, so that the metric under many row weights is cheap.</summary>
    /// <returns>The metric as a function of row multiplicities (length n). The caller keeps the arrays behind the spans unchanged.</returns>
    public abstract WeightedScore Prepare(double[] truth, double[] predicted, int outputs);
}
