namespace Assay.Language.Templates;

/// <summary>The names a part of a template sees: its own, then those around it.</summary>
internal sealed class Scope(Scope? outer, TemplateFunctions functions)
{
    private readonly Dictionary<string, object?> own = [];

    /// <summary>Filters, tests and global names.</summary>
    public TemplateFunctions Functions => functions;

    public Scope Inner() => new(this, functions);

    public void Set(string name, object? value) => own[name] = value;

    /// <summary>The value of a name, or undefined.</summary>
    public object? Get(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.own.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return functions.Global(name, out var global) ? global : new Undefined($"'{name}' is undefined");
    }

    private Scope? Outer => outer;
}
