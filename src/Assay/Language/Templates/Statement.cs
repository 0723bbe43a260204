using System.Text;
using Assay.Language.Python;

namespace Assay.Language.Templates;

/// <summary>A part of a template that writes or does something.</summary>
internal abstract record Statement
{
    public abstract void Run(Scope scope, StringBuilder output);

    /// <summary>What the statements write, as one text.</summary>
    public static string Render(IReadOnlyList<Statement> body, Scope scope)
    {
        var output = new StringBuilder();
        RunAll(body, scope, output);
        return output.ToString();
    }

    public static void RunAll(IReadOnlyList<Statement> body, Scope scope, StringBuilder output)
    {
        foreach (var statement in body)
        {
            statement.Run(scope, output);
        }
    }
}

/// <summary>Text outside of tags.</summary>
internal sealed record Data(string Text) : Statement
{
    public override void Run(Scope scope, StringBuilder output) => output.Append(Text);
}

/// <summary><c>{{ value }}</c>.</summary>
internal sealed record Print(Expression Value) : Statement
{
    public override void Run(Scope scope, StringBuilder output) => output.Append(TemplateFunctions.Text(Value.Evaluate(scope)));
}

/// <summary><c>{% if %}</c> with its branches; the last may have no test.</summary>
internal sealed record If(IReadOnlyList<(Expression? Test, IReadOnlyList<Statement> Body)> Branches) : Statement
{
    public override void Run(Scope scope, StringBuilder output)
    {
        foreach (var (test, body) in Branches)
        {
            if (test is null || test.Holds(scope))
            {
                RunAll(body, scope, output);
                return;
            }
        }
    }
}

/// <summary>Where a value goes: a name, an attribute of a namespace, or several of these.</summary>
internal sealed record Target(string? Word, string? Member, IReadOnlyList<Target> Parts)
{
    public void Assign(Scope scope, object? value)
    {
        if (Word is null)
        {
            var items = PythonOperators.Iterate(Undefined.Check(value)).ToList();
            if (items.Count != Parts.Count)
            {
                throw PythonException.Value(items.Count > Parts.Count ? $"too many values to unpack (expected {Parts.Count})" : $"not enough values to unpack (expected {Parts.Count}, got {items.Count})");
            }

            foreach (var (part, item) in Parts.Zip(items))
            {
                part.Assign(scope, item);
            }
        }
        else if (Member is null)
        {
            scope.Set(Word, value);
        }
        else if (Undefined.Check(scope.Get(Word)) is Namespace space)
        {
            space.Values[Member] = value;
        }
        else
        {
            throw new PythonException("TemplateRuntimeError", "cannot assign attribute on non-namespace object");
        }
    }
}

/// <summary>Jinja2's namespace: values that a loop may change.</summary>
internal sealed record Namespace(Dictionary<string, object?> Values);

/// <summary><c>{% set a = value %}</c>.</summary>
internal sealed record Assign(Target To, Expression Value) : Statement
{
    public override void Run(Scope scope, StringBuilder output) => To.Assign(scope, Value.Evaluate(scope));
}

/// <summary><c>{% set a %}...{% endset %}</c> and <c>{% filter f %}...{% endfilter %}</c>.</summary>
/// <param name="To">Where the text goes; null writes it.</param>
/// <param name="Body">What makes the text.</param>
/// <param name="Made">The filters over it; its innermost value is the text.</param>
internal sealed record Captured(Target? To, IReadOnlyList<Statement> Body, Func<Expression, Expression> Made) : Statement
{
    public override void Run(Scope scope, StringBuilder output)
    {
        var value = Made(new Constant(Render(Body, scope.Inner()))).Evaluate(scope);
        if (To is null)
        {
            output.Append(TemplateFunctions.Text(value));
        }
        else
        {
            To.Assign(scope, value);
        }
    }
}

/// <summary><c>{% with a = value %}</c>, and a plain block when there are no values.</summary>
internal sealed record With(IReadOnlyList<(Target To, Expression Value)> Values, IReadOnlyList<Statement> Body) : Statement
{
    public override void Run(Scope scope, StringBuilder output)
    {
        var inner = scope.Inner();
        foreach (var (to, value) in Values)
        {
            to.Assign(inner, value.Evaluate(scope));
        }

        RunAll(Body, inner, output);
    }
}

/// <summary><c>{% macro name(a, b=1) %}</c>; with <paramref name="Target"/> the body of a <c>{% call %}</c>.</summary>
internal sealed record Macro(string Word, IReadOnlyList<(string Name, Expression? Otherwise)> Parameters, IReadOnlyList<Statement> Body, Call? Target = null) : Statement
{
    public override void Run(Scope scope, StringBuilder output)
    {
        var function = new PythonFunction(Word, (values, named) => Invoke(scope, values, named));
        if (Target is null)
        {
            scope.Set(Word, function);
            return;
        }

        var called = Target.Of.Defined(scope) as PythonFunction ?? throw PythonException.Type("object is not callable");
        output.Append(TemplateFunctions.Text(called.Call(Target.Arguments.Positions(scope), new Dictionary<string, object?>(Target.Arguments.Names(scope)) { ["caller"] = function })));
    }

    private string Invoke(Scope scope, IReadOnlyList<object?> values, IReadOnlyDictionary<string, object?> named)
    {
        var inner = scope.Inner();
        foreach (var (i, (name, otherwise)) in Parameters.Index())
        {
            inner.Set(name, i < values.Count ? values[i] : named.TryGetValue(name, out var value) ? value : otherwise is null ? new Undefined($"parameter '{name}' was not provided") : otherwise.Evaluate(inner));
        }

        inner.Set("varargs", new PythonTuple([.. values.Skip(Parameters.Count)]));
        inner.Set("kwargs", new PythonDictionary(named.Where(n => Parameters.All(p => p.Name != n.Key))));
        if (named.TryGetValue("caller", out var caller))
        {
            inner.Set("caller", caller);
        }

        return Render(Body, inner);
    }
}
