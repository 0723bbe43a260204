namespace Assay;

/// <summary>A mistake the user can mend: a stable code, what was expected, what was found, and what to do.</summary>
/// <remarks>
/// The part of <see cref="Code"/> before the first dot names the kind: <c>usage</c> (exit code 2), <c>data</c>, <c>model</c>,
/// <c>suite</c> or <c>store</c> (exit code 3, input), <c>provider</c> (exit code 4). A caller's bug is a standard exception instead.
/// </remarks>
public sealed class AssayException : Exception
{
    /// <summary>Makes an error with a stable code such as <c>data.column-missing</c> and one plain sentence or two.</summary>
    public AssayException(string code, string message, Exception? inner = null)
        : base($"{code}: {message}", inner) => Code = code;

    /// <summary>The stable code, kebab case, for example <c>data.column-missing</c>.</summary>
    public string Code { get; }
}
