namespace Assay.Language.Python;

/// <summary>What Python would have raised: the name of its exception class and a message.</summary>
internal sealed class PythonException(string kind, string message) : Exception($"{kind}: {message}")
{
    /// <summary>The class, such as <c>TypeError</c>.</summary>
    public string Kind { get; } = kind;

    public static PythonException Type(string message) => new("TypeError", message);

    public static PythonException Value(string message) => new("ValueError", message);

    public static PythonException Index(string message) => new("IndexError", message);

    public static PythonException Key(string message) => new("KeyError", message);

    public static PythonException Syntax(string message) => new("SyntaxError", message);
}
