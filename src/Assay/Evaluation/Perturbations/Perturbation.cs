using Assay.Data;
using Assay.Evaluation.Report;

namespace Assay.Evaluation.Perturbations;

/// <summary>One way in which rows arrive damaged, or merely written differently. One file each, found by its kebab-case name.</summary>
/// <remarks>
/// The target is never touched, nor is the number or order of rows. Same input, same bits. Every cell draws its chance and its change once,
/// whatever the dose: what a small dose changes, a larger one changes too, so that a dose-response curve is not noise from point to point.
/// </remarks>
public abstract class Perturbation
{
    private const string Share = "share of ";

    /// <summary>The kebab-case name, for example <c>missing-values</c>.</summary>
    public string Name => Catalogue<Perturbation>.NameOf(GetType());

    /// <summary>What happens to the rows, as a short heading for people.</summary>
    public abstract string Title { get; }

    /// <summary>The unit of a dose, such as <c>share of cells</c>.</summary>
    public abstract string DoseUnit { get; }

    /// <summary>At least four doses, rising from one met every day to one that nobody would call usual; all above 0.</summary>
    public abstract IReadOnlyList<double> Doses { get; }

    /// <summary>What kind of cells it damages.</summary>
    public virtual PerturbationFamily Family => PerturbationFamily.Table;

    /// <summary>Whether a person would still give the same answer; false for a change of what is said, such as a negation.</summary>
    public virtual bool KeepsMeaning => true;

    /// <summary>Null when there is something to change, otherwise why not, as the end of a sentence.</summary>
    public abstract string? Refuses(PerturbationInput input);

    /// <summary>The rows with changed cells; the rows themselves at dose 0. Cells may hold names and numbers never seen before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The dose is below 0 or no number.</exception>
    public Dataset Apply(PerturbationInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!(input.Dose >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(input), input.Dose, "A dose is at least 0.");
        }

        return input.Dose == 0 || input.Rows.RowCount == 0 ? input.Rows : Change(input);
    }

    /// <summary>A dose with its unit, for people: <c>5 % of letters</c>, <c>2 pixels</c>.</summary>
    internal string Dosed(double dose) => DoseUnit.StartsWith(Share, StringComparison.Ordinal)
        ? $"{Figures.Given(100 * dose)} % of {DoseUnit[Share.Length..]}"
        : dose == 1 && !DoseUnit.Contains(' ', StringComparison.Ordinal) ? $"1 {DoseUnit.TrimEnd('s')}"
        : $"{Figures.Given(dose)} {DoseUnit}";

    /// <summary>The rows with changed cells, for a dose above 0 and at least one row.</summary>
    protected abstract Dataset Change(PerturbationInput input);
}
