using System.Globalization;
using Assay.Statistics;

namespace Assay.Evaluation.Slices;

/// <summary>Turns chosen slices into what is reported: numbers with intervals, and sentences.</summary>
internal sealed class FindingWriter(SliceTable table, SliceOptions options)
{
    /// <summary>Most other ways of saying a finding that are measured.</summary>
    public const int MostOthers = 5;

    private readonly SliceMeasure measure = new(table);

    /// <summary>A slice with its numbers.</summary>
    /// <param name="predicates">Its conditions.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="evidence">z and adjusted p value.</param>
    /// <param name="correct">The corrected difference from the plain one and its standard error.</param>
    public Slice Slice(IReadOnlyList<SlicePredicate> predicates, int[] rows, (double Z, double AdjustedP) evidence, Func<Interval, double, Interval> correct)
    {
        var (inside, outside, difference, error) = measure.Compare(rows);
        return new Slice
        {
            Predicates = predicates,
            Text = string.Join(" and ", predicates.Select(p => p.Text)),
            Rows = rows.Length,
            Share = (double)rows.Length / table.Rows,
            Inside = inside,
            Outside = outside,
            Difference = difference,
            Corrected = double.IsNaN(difference.Value) ? difference : correct(difference, error),
            Z = evidence.Z,
            AdjustedP = evidence.AdjustedP,
        };
    }

    /// <summary>A finding of slices with their numbers.</summary>
    public SliceFinding Finding(Slice best, (IReadOnlyList<Slice> Parts, IReadOnlyList<Slice> Others) more, int count, int searched) =>
        new(best, more.Others, count, Sentence(best, searched)) { Parts = more.Parts };

    /// <summary>The whole result.</summary>
    public SliceFindings All(IReadOnlyList<SliceFinding> findings, (int Searched, int Significant) counts, (int Draws, double Critical) test) => new()
    {
        Findings = findings,
        Sentence = Overall(findings, counts),
        Rows = table.Rows,
        Mean = measure.Whole,
        Searched = counts.Searched,
        Significant = counts.Significant,
        MinSupport = options.MinSupport!.Value,
        Search = options.Search,
        Control = options.Control,
        Level = options.Level,
        Draws = test.Draws,
        Critical = test.Critical,
    };

    /// <summary>Nothing can be found, and why.</summary>
    public static SliceFindings Empty(SliceTable table, SliceOptions options, string reason) => new()
    {
        Findings = [],
        Sentence = $"Nothing can be found: {reason}.",
        Rows = table.Rows,
        Mean = table.Rows == 0 ? Interval.None("there are no rows") : new SliceMeasure(table).Whole,
        Searched = 0,
        Significant = 0,
        MinSupport = options.MinSupport!.Value,
        Search = options.Search,
        Control = options.Control,
        Level = options.Level,
        Draws = 0,
        Critical = double.NaN,
        Undefined = reason,
    };

    /// <summary>A p value for people: <c>p = 0.012</c> or <c>p &lt; 0.001</c>.</summary>
    public static string P(double p) => p < 0.001 ? "p < 0.001" : string.Create(CultureInfo.InvariantCulture, $"p = {p:0.000}");

    private string Overall(IReadOnlyList<SliceFinding> findings, (int Searched, int Significant) counts)
    {
        var looked = string.Create(CultureInfo.InvariantCulture, $"{counts.Searched:#,0} {(counts.Searched == 1 ? "slice" : "slices")} of {options.MinSupport:#,0} rows or more");
        return findings.Count == 0
            ? $"No slice is reliably {(options.Side == SliceSide.Worse ? "worse than" : "different from")} the other rows ({looked} looked at)."
            : string.Create(CultureInfo.InvariantCulture, $"{findings.Count} {(findings.Count == 1 ? "finding" : "findings")}, made of {counts.Significant:#,0} significant slices ({looked} looked at).");
    }

    private string Sentence(Slice slice, int searched) => string.Create(
        CultureInfo.InvariantCulture,
        $"Where {slice.Text} ({slice.Rows:#,0} rows, {Percent(slice.Share)}), the {options.LossName} is {Number(slice.Inside.Value)} against {Number(slice.Outside.Value)} elsewhere: "
        + $"{Points(slice.Corrected.Value)} {(slice.Corrected.Value < 0 ? "less" : "more")} ({Limits(slice.Corrected)}) {Honest(searched)} ({P(slice.AdjustedP)}).");

    private string Honest(int searched) => options.Control == SliceControl.SplitHalf
        ? "on rows the search did not see"
        : string.Create(CultureInfo.InvariantCulture, $"after correction for looking at {searched:#,0} {(searched == 1 ? "slice" : "slices")}");

    private string Number(double value) => measure.IsZeroOne ? Percent(value) : value.ToString("G3", CultureInfo.InvariantCulture);

    private string Points(double difference) => measure.IsZeroOne ? Tenths(Math.Abs(difference)) + " points" : Number(Math.Abs(difference));

    // Said of less, the limits turn round with the sign.
    private string Limits(Interval difference) => difference.Value < 0
        ? $"{Limit(-difference.High)} to {Limit(-difference.Low)}"
        : $"{Limit(difference.Low)} to {Limit(difference.High)}";

    private string Limit(double value) => measure.IsZeroOne ? Tenths(value) : Number(value);

    private static string Tenths(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => Tenths(share) + " %";
}
