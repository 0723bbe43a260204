namespace Assay.Tracking.Search;

/// <summary>A condition on what is searched.</summary>
internal abstract record FilterNode;

/// <summary>All of the conditions; true when there are none.</summary>
internal sealed record AllOf(IReadOnlyList<FilterNode> Parts) : FilterNode;

/// <summary>At least one of the conditions.</summary>
internal sealed record AnyOf(IReadOnlyList<FilterNode> Parts) : FilterNode;

/// <summary>The opposite of a condition.</summary>
internal sealed record NotOf(FilterNode Part) : FilterNode;

/// <summary>A field compared with a value.</summary>
/// <param name="Field">What is looked at; what has no such value does not fit, whatever the comparator.</param>
/// <param name="Comparator">In capitals: <c>=</c>, <c>!=</c>, <c>&lt;</c>, <c>LIKE</c>, <c>NOT IN</c> and so on.</param>
/// <param name="Value">A <see cref="string"/>, a <see cref="double"/> or a list of texts.</param>
internal sealed record FilterTerm(SearchField Field, string Comparator, object Value) : FilterNode;
