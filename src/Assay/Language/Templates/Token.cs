namespace Assay.Language.Templates;

/// <summary>What a piece of a template is.</summary>
internal enum TokenKind
{
    Data,
    VariableBegin,
    VariableEnd,
    BlockBegin,
    BlockEnd,
    Name,
    Text,
    Whole,
    Real,
    Operator,
    End,
}

/// <summary>One piece of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Its text; for <see cref="TokenKind.Text"/> with the escapes resolved.</param>
/// <param name="Line">From 1.</param>
internal readonly record struct Token(TokenKind Kind, string Value, int Line)
{
    public bool Is(string sign) => Kind == TokenKind.Operator && Value == sign;

    public bool IsName(string name) => Kind == TokenKind.Name && Value == name;
}
