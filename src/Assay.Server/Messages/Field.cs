using System.Text;
using System.Text.Json;

namespace Assay.Server.Messages;

/// <summary>One field of a message: its name, what it holds, and what is asked of it.</summary>
/// <remarks>Fields are declared in the order their errors are to be reported. A field is optional unless it is <see cref="Required"/>.</remarks>
internal sealed record Field
{
    private Field(string name, FieldKind kind)
    {
        Name = name;
        Kind = kind;
        Utf8 = Encoding.UTF8.GetBytes(name);
        CamelUtf8 = Encoding.UTF8.GetBytes(Camel(name));
    }

    internal string Name { get; }

    internal FieldKind Kind { get; }

    /// <summary>The name as JSON holds it, in the two spellings protobuf's JSON form allows.</summary>
    internal byte[] Utf8 { get; }

    internal byte[] CamelUtf8 { get; }

    /// <summary>The names of a choice; a number is the place in this list.</summary>
    internal IReadOnlyList<string> Names { get; private init; } = [];

    /// <summary>The message a group holds.</summary>
    internal Message? Of { get; private init; }

    internal bool IsMany { get; private init; }

    internal bool IsRequired { get; private init; }

    /// <summary>Whether a wrong type is reported with the field's name; others only make the rest of the message be left out, as in MLflow.</summary>
    internal bool IsChecked { get; private init; } = true;

    internal Func<JsonElement, bool>? Rule { get; private init; }

    internal static Field Text(string name) => new(name, FieldKind.Text);

    internal static Field Whole(string name) => new(name, FieldKind.Whole);

    internal static Field Number(string name) => new(name, FieldKind.Number);

    internal static Field Truth(string name) => new(name, FieldKind.Truth);

    internal static Field Choice(string name, params string[] names) => new(name, FieldKind.Choice) { Names = names };

    internal static Field Group(string name, Message of) => new(name, FieldKind.Group) { Of = of };

    internal static Field Texts(string name) => new(name, FieldKind.Texts);

    /// <summary>A list of it.</summary>
    internal Field Many() => this with { IsMany = true };

    /// <summary>Must be there, and not the empty text.</summary>
    internal Field Required() => this with { IsRequired = true };

    /// <summary>Its type is not reported.</summary>
    internal Field Unchecked() => this with { IsChecked = false };

    /// <summary>A further condition on the value as it was sent; a failure is reported as an invalid value.</summary>
    internal Field Where(Func<JsonElement, bool> rule) => this with { Rule = rule };

    private static string Camel(string name)
    {
        var words = name.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(w => w.Length == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..]));
    }
}
