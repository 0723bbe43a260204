using Assay.Language.Python;

namespace Assay.Language.Templates;

/// <summary>What a name without a value stands for: Jinja2's StrictUndefined, which refuses every use but a test for being defined.</summary>
/// <param name="Message">What is undefined.</param>
/// <param name="IsStrict">False for the value of <c>x if y</c> without an else, which prints nothing.</param>
internal sealed record Undefined(string Message, bool IsStrict = true)
{
    /// <summary>The value itself unless it is a strict undefined, which cannot be used.</summary>
    public static object? Check(object? value) => value is Undefined { IsStrict: true } undefined ? throw undefined.Error() : value;

    public PythonException Error() => new("UndefinedError", Message);

    public override string ToString() => "Undefined";
}
