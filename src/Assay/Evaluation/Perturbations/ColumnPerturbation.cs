using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>A perturbation that changes columns one by one.</summary>
internal abstract class ColumnPerturbation : Perturbation
{
    /// <summary>What it needs, such as <c>column of numbers</c>.</summary>
    protected abstract string Needs { get; }

    /// <inheritdoc/>
    public override string? Refuses(PerturbationInput input) => input.Open.Any(Touches) ? null : $"there is no {Needs} to change";

    /// <summary>Whether it changes columns like this one.</summary>
    protected abstract bool Touches(Column column);

    /// <summary>The changed column.</summary>
    protected abstract Column Change(Column column, PerturbationInput input);

    /// <inheritdoc/>
    protected override Dataset Change(PerturbationInput input) => input.With(input.Open.Where(Touches).Select(c => Change(c, input)));
}
