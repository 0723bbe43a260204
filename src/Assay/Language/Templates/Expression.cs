using Assay.Language.Python;

namespace Assay.Language.Templates;

/// <summary>A part of a template that has a value.</summary>
internal abstract record Expression
{
    public abstract object? Evaluate(Scope scope);

    /// <summary>The value, which must not be undefined.</summary>
    public object? Defined(Scope scope) => Undefined.Check(Evaluate(scope));

    /// <summary>The value's truth as Python has it.</summary>
    public bool Holds(Scope scope) => Defined(scope) is var value && value is not Undefined && PythonOperators.Truth(value);
}

/// <summary>A literal.</summary>
internal sealed record Constant(object? Value) : Expression
{
    public override object? Evaluate(Scope scope) => Value;
}

/// <summary>A name.</summary>
internal sealed record Name(string Word) : Expression
{
    public override object? Evaluate(Scope scope) => scope.Get(Word);
}

/// <summary>A list in brackets.</summary>
internal sealed record ListOf(IReadOnlyList<Expression> Items) : Expression
{
    public override object? Evaluate(Scope scope) => Items.Select(i => i.Evaluate(scope)).ToList();
}

/// <summary>A tuple.</summary>
internal sealed record TupleOf(IReadOnlyList<Expression> Items) : Expression
{
    public override object? Evaluate(Scope scope) => new PythonTuple([.. Items.Select(i => i.Evaluate(scope))]);
}

/// <summary>A dict in braces.</summary>
internal sealed record DictionaryOf(IReadOnlyList<(Expression Key, Expression Value)> Items) : Expression
{
    public override object? Evaluate(Scope scope)
    {
        var made = new PythonDictionary();
        foreach (var (key, value) in Items)
        {
            made[key.Evaluate(scope)] = value.Evaluate(scope);
        }

        return made;
    }
}

/// <summary><c>a if b else c</c>.</summary>
internal sealed record Conditional(Expression Test, Expression Then, Expression? Else) : Expression
{
    public override object? Evaluate(Scope scope) =>
        Test.Holds(scope) ? Then.Evaluate(scope) : Else is null ? new Undefined("the inline if-expression evaluated to false and no else section was defined.", IsStrict: false) : Else.Evaluate(scope);
}

/// <summary><c>a or b</c>, <c>a and b</c>.</summary>
internal sealed record Logical(bool IsOr, Expression Left, Expression Right) : Expression
{
    public override object? Evaluate(Scope scope)
    {
        var left = Left.Defined(scope);
        return (left is not Undefined && PythonOperators.Truth(left)) == IsOr ? left : Right.Evaluate(scope);
    }
}

/// <summary><c>not a</c>.</summary>
internal sealed record Not(Expression Of) : Expression
{
    public override object? Evaluate(Scope scope) => !Of.Holds(scope);
}

/// <summary>A sign before a value.</summary>
internal sealed record Sign(bool IsMinus, Expression Of) : Expression
{
    public override object? Evaluate(Scope scope)
    {
        var value = Of.Defined(scope);
        return IsMinus || !PythonOperators.IsNumber(value) ? PythonOperators.Negate(value) : value is bool ? PythonValues.Whole(PythonOperators.ToWhole(value)) : value;
    }
}

/// <summary>An operator between two values.</summary>
internal sealed record Binary(string Operator, Expression Left, Expression Right) : Expression
{
    public override object? Evaluate(Scope scope)
    {
        var left = Left.Evaluate(scope);
        var right = Right.Evaluate(scope);
        Undefined.Check(left);
        Undefined.Check(right);
        return Operator switch
        {
            "+" => PythonOperators.Add(left, right),
            "-" => PythonOperators.Subtract(left, right),
            "*" => PythonOperators.Multiply(left, right),
            "/" => PythonOperators.Divide(left, right),
            "//" => PythonOperators.FloorDivide(left, right),
            "%" => PythonOperators.Modulo(left, right),
            _ => PythonOperators.Power(left, right),
        };
    }
}

/// <summary><c>a ~ b ~ c</c>.</summary>
internal sealed record Joined(IReadOnlyList<Expression> Parts) : Expression
{
    public override object? Evaluate(Scope scope) => string.Concat(Parts.Select(p => p.Evaluate(scope)).ToList().Select(TemplateFunctions.Text));
}

/// <summary><c>a &lt; b &lt; c</c>, <c>in</c> and <c>not in</c>.</summary>
internal sealed record Comparison(Expression First, IReadOnlyList<(string Operator, Expression Value)> Rest) : Expression
{
    public override object? Evaluate(Scope scope)
    {
        var left = First.Evaluate(scope);
        foreach (var (sign, expression) in Rest)
        {
            var right = expression.Evaluate(scope);
            if (!Holds(sign, Undefined.Check(left), Undefined.Check(right)))
            {
                return false;
            }

            left = right;
        }

        return true;
    }

    /// <summary>One comparison by its sign.</summary>
    public static bool Holds(string sign, object? left, object? right) => sign switch
    {
        "==" => PythonOperators.AreEqual(left, right),
        "!=" => !PythonOperators.AreEqual(left, right),
        "in" => PythonOperators.Contains(right, left),
        "not in" => !PythonOperators.Contains(right, left),
        "<" => PythonOperators.Compare(left, right, sign) < 0,
        ">" => PythonOperators.Compare(left, right, sign) > 0,
        "<=" => PythonOperators.Compare(left, right, sign) <= 0,
        _ => PythonOperators.Compare(left, right, sign) >= 0,
    };
}

/// <summary><c>a.name</c>: the attribute, else the item.</summary>
internal sealed record Attribute(Expression Of, string Word) : Expression
{
    public override object? Evaluate(Scope scope) => TemplateFunctions.Attribute(Of.Defined(scope), Word);
}

/// <summary><c>a[key]</c>: the item, else the attribute.</summary>
internal sealed record Item(Expression Of, Expression Key) : Expression
{
    public override object? Evaluate(Scope scope)
    {
        var value = Of.Defined(scope);
        return TemplateFunctions.Item(value, Key.Evaluate(scope));
    }
}

/// <summary><c>a[start:stop:step]</c>.</summary>
internal sealed record Slice(Expression Of, Expression? Start, Expression? Stop, Expression? Step) : Expression
{
    public override object? Evaluate(Scope scope) => PythonOperators.Slice(Of.Defined(scope), Start?.Defined(scope), Stop?.Defined(scope), Step?.Defined(scope));
}

/// <summary>The arguments of a call, a filter or a test.</summary>
internal sealed record Arguments(IReadOnlyList<Expression> Values, IReadOnlyList<(string Name, Expression Value)> Named, Expression? More, Expression? MoreNamed)
{
    public static Arguments None { get; } = new([], [], null, null);

    public List<object?> Positions(Scope scope) => [.. Values.Select(v => v.Evaluate(scope)), .. More is null ? [] : PythonOperators.Iterate(More.Defined(scope))];

    public Dictionary<string, object?> Names(Scope scope)
    {
        var names = Named.ToDictionary(n => n.Name, n => n.Value.Evaluate(scope));
        foreach (var (key, value) in MoreNamed?.Defined(scope) is PythonDictionary more ? more.Pairs : [])
        {
            names[PythonText.Str(key)] = value;
        }

        return names;
    }
}

/// <summary>A call.</summary>
internal sealed record Call(Expression Of, Arguments Arguments) : Expression
{
    public override object? Evaluate(Scope scope)
    {
        var of = Of.Defined(scope);
        var function = (of is Loop loop && loop.Get("__call__", out var again) ? again : of) as PythonFunction
            ?? throw PythonException.Type($"'{PythonValues.TypeName(of)}' object is not callable");
        return function.Call(Arguments.Positions(scope), Arguments.Names(scope));
    }
}

/// <summary><c>a | filter</c>.</summary>
internal sealed record Filtered(Expression Of, string Word, Arguments Arguments) : Expression
{
    public override object? Evaluate(Scope scope) => scope.Functions.Filter(Word, Of.Evaluate(scope), new FilterCall(Word, Arguments.Positions(scope), Arguments.Names(scope)));
}

/// <summary><c>a is test</c>.</summary>
internal sealed record Tested(Expression Of, string Word, Arguments Arguments) : Expression
{
    public override object? Evaluate(Scope scope) => scope.Functions.Test(Word, Of.Evaluate(scope), new FilterCall(Word, Arguments.Positions(scope), Arguments.Names(scope)));
}
