using System.Text;
using Assay.Language.Python;

namespace Assay.Language.Templates;

/// <summary><c>{% for a in items if test %}...{% else %}...{% endfor %}</c>.</summary>
internal sealed record ForLoop(Target To, Expression Items, Expression? Test, IReadOnlyList<Statement> Body, IReadOnlyList<Statement> Else, bool IsRecursive) : Statement
{
    public override void Run(Scope scope, StringBuilder output) => Run(scope, Items.Defined(scope), output, 0);

    private void Run(Scope scope, object? values, StringBuilder output, int depth)
    {
        var items = (values is Undefined ? [] : PythonOperators.Iterate(values)).Where(item => Passes(scope, item)).ToList();
        if (items.Count == 0)
        {
            RunAll(Else, scope.Inner(), output);
            return;
        }

        var loop = new Loop(items, depth, again => Again(scope, again, depth + 1));
        for (var i = 0; i < items.Count; i++)
        {
            loop.Index = i;
            var inner = scope.Inner();
            inner.Set("loop", loop);
            To.Assign(inner, items[i]);
            RunAll(Body, inner, output);
        }
    }

    private bool Passes(Scope scope, object? item)
    {
        if (Test is null)
        {
            return true;
        }

        var inner = scope.Inner();
        To.Assign(inner, item);
        return Test.Holds(inner);
    }

    private string Again(Scope scope, object? values, int depth)
    {
        if (!IsRecursive)
        {
            throw PythonException.Type("The loop must have the 'recursive' marker to be called recursively.");
        }

        var output = new StringBuilder();
        Run(scope, values, output, depth);
        return output.ToString();
    }
}

/// <summary>The name <c>loop</c> inside a loop.</summary>
internal sealed class Loop(List<object?> items, int depth, Func<object?, string> again)
{
    private object? last = typeof(Loop);

    public int Index { get; set; }

    /// <summary>An attribute of it; false when it has none of that name.</summary>
    public bool Get(string name, out object? value)
    {
        value = name switch
        {
            "index" => Index + 1L,
            "index0" => (long)Index,
            "revindex" => (long)items.Count - Index,
            "revindex0" => items.Count - Index - 1L,
            "first" => Index == 0,
            "last" => Index == items.Count - 1,
            "length" => (long)items.Count,
            "depth" => depth + 1L,
            "depth0" => (long)depth,
            "previtem" => Index > 0 ? items[Index - 1] : new Undefined("there is no previous item"),
            "nextitem" => Index + 1 < items.Count ? items[Index + 1] : new Undefined("there is no next item"),
            "cycle" => new PythonFunction("cycle", (values, _) => values[Index % values.Count]),
            "changed" => new PythonFunction("changed", (values, _) => Changed(values)),
            "__call__" => new PythonFunction("loop", (values, _) => again(values[0])),
            _ => typeof(Loop),
        };
        return !ReferenceEquals(value, typeof(Loop));
    }

    private bool Changed(IReadOnlyList<object?> values)
    {
        var now = new PythonTuple(values);
        var changed = !now.Equals(last);
        last = now;
        return changed;
    }
}
