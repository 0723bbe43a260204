using Assay.Language.Python;

namespace Assay.Language.Templates;

/// <summary>The tokens of a template, read one after another.</summary>
internal sealed class TokenStream(IReadOnlyList<Token> tokens)
{
    private int at;

    public Token Now => tokens[at];

    public Token Next => tokens[Math.Min(at + 1, tokens.Count - 1)];

    public static PythonException Wrong(Token token, string message) => new("TemplateSyntaxError", $"{message} (line {token.Line})");

    public Token Take()
    {
        var token = Now;
        at = Math.Min(at + 1, tokens.Count - 1);
        return token;
    }

    public bool TakeSign(string sign)
    {
        var found = Now.Is(sign);
        if (found)
        {
            Take();
        }

        return found;
    }

    public bool TakeName(string name)
    {
        var found = Now.IsName(name);
        if (found)
        {
            Take();
        }

        return found;
    }

    public Token Expect(TokenKind kind) => Now.Kind == kind ? Take() : throw Wrong(Now, $"expected token '{kind}', got '{Now.Value}'");

    public void ExpectSign(string sign)
    {
        if (!TakeSign(sign))
        {
            throw Wrong(Now, $"expected token '{sign}', got '{Now.Value}'");
        }
    }
}
