using System.Text.Json;

namespace Assay.Server.Queries;

/// <summary>Reads one GraphQL query: fields, aliases, arguments, variables. Fragments and lists are not needed by MLflow's clients and refused.</summary>
/// <remarks>Source: GraphQL specification, October 2021, section 2 (Language). Nesting is limited while reading, so that no text can exhaust the stack.</remarks>
internal sealed class QueryReader
{
    private const int DeepestText = 50;

    private readonly List<string> tokens;
    private readonly JsonElement? variables;
    private int at;

    private QueryReader(string text, JsonElement? variables)
    {
        tokens = Tokens(text);
        this.variables = variables;
    }

    /// <summary>The fields at the root of the query.</summary>
    /// <exception cref="FormatException">What is no query, told to the client.</exception>
    internal static List<Selection> Read(string text, JsonElement? variables)
    {
        var reader = new QueryReader(text, variables);
        while (reader.Peek() is not ("{" or ""))
        {
            // The kind, the name, declared variables and directives of the operation say nothing we need.
            reader.at++;
        }

        var root = new Selection("", "");
        reader.Fields(root, 0);
        return root.Fields;
    }

    private void Fields(Selection parent, int depth)
    {
        if (depth > DeepestText)
        {
            throw new FormatException($"Query exceeds maximum depth of {QueryLimits.Depth}");
        }

        Expect("{");
        while (Peek() != "}")
        {
            parent.Fields.Add(Field(depth));
        }

        at++;
    }

    private Selection Field(int depth)
    {
        var name = Word();
        var selection = new Selection(name, name);
        if (Peek() == ":")
        {
            at++;
            selection = new Selection(name, Word());
        }

        if (Peek() == "(")
        {
            Arguments(selection, "", ")");
        }

        while (Peek() == "@")
        {
            at += 2;
            if (Peek() == "(")
            {
                Arguments(new Selection("", ""), "", ")");
            }
        }

        if (Peek() == "{")
        {
            Fields(selection, depth + 1);
        }

        return selection;
    }

    private void Arguments(Selection selection, string prefix, string end)
    {
        at++;
        while (Peek() != end)
        {
            var name = prefix + Word();
            Expect(":");
            Value(selection, name);
            if (Peek() == ",")
            {
                at++;
            }
        }

        at++;
    }

    private void Value(Selection selection, string name)
    {
        if (name.Length > 200)
        {
            throw new FormatException("The arguments of the query are nested too deeply.");
        }

        switch (Peek())
        {
            case "{":
                Arguments(selection, name + ".", "}");
                break;
            case "$":
                at++;
                Variable(selection, name, variables is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(Word(), out var value) ? value : default);
                break;
            default:
                var token = Next();
                selection.Arguments[name] = token.StartsWith('"') ? token[1..] : token;
                break;
        }
    }

    private static void Variable(Selection selection, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number))
            {
                selection.Arguments[$"{name}.{property.Name}"] = property.Value.ToString();
            }
        }
        else if (value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
        {
            selection.Arguments[name] = value.ToString();
        }
    }

    private string Peek() => at < tokens.Count ? tokens[at] : "";

    private string Next() => at < tokens.Count ? tokens[at++] : throw new FormatException("Syntax Error: Unexpected end of the query.");

    private string Word() => Next() is var token && (char.IsAsciiLetter(token[0]) || token[0] == '_')
        ? token
        : throw new FormatException($"Syntax Error: Expected a name, found '{token}'.");

    private void Expect(string wanted)
    {
        if (Next() is var found && found != wanted)
        {
            throw new FormatException($"Syntax Error: Expected '{wanted}', found '{found}'.");
        }
    }

    // A text keeps its first quotation mark, so that it is told from a name.
    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (char.IsWhiteSpace(text[i]) || text[i] == ',')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                i = text.IndexOf('"', i + 1);
                if (i < 0)
                {
                    throw new FormatException("Syntax Error: Unterminated string.");
                }

                tokens.Add(text[start..i++]);
            }
            else if (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '_' or '-')
            {
                while (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '_' or '-' or '.'))
                {
                    i++;
                }

                tokens.Add(text[start..i]);
            }
            else
            {
                tokens.Add(text[i++].ToString());
            }
        }

        return tokens;
    }
}
