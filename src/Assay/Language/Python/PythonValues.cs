using System.Numerics;

namespace Assay.Language.Python;

/// <summary>
/// Python's values as this room keeps them: None is null, then bool, long or (beyond it) BigInteger, double, Complex, string,
/// List of object for a list, and the small types of this file.
/// </summary>
internal static class PythonValues
{
    /// <summary>The shortest form of a whole number: long where it fits.</summary>
    public static object Whole(BigInteger value) => value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;

    /// <summary>The name of the value's Python class.</summary>
    public static string TypeName(object? value) => value switch
    {
        null => "NoneType",
        bool => "bool",
        long or BigInteger => "int",
        double => "float",
        Complex => "complex",
        string => "str",
        List<object?> => "list",
        PythonTuple => "tuple",
        PythonDictionary => "dict",
        PythonSet => "set",
        PythonBytes => "bytes",
        PythonRange => "range",
        _ => "object",
    };
}

/// <summary>A Python tuple.</summary>
internal sealed record PythonTuple(IReadOnlyList<object?> Items)
{
    public bool Equals(PythonTuple? other) => other is not null && Items.SequenceEqual(other.Items, PythonEquality.Instance);

    public override int GetHashCode() => Items.Aggregate(17, (hash, item) => (hash * 31) + PythonEquality.Instance.GetHashCode(item!));
}

/// <summary>A Python set; order of first insertion, which is enough for literals.</summary>
internal sealed record PythonSet(IReadOnlyList<object?> Items);

/// <summary>A Python bytes literal.</summary>
internal sealed record PythonBytes(byte[] Octets);

/// <summary>A Python range.</summary>
internal sealed record PythonRange(long Start, long Stop, long Step)
{
    public long Length => Step > 0 ? Math.Max(0, (Stop - Start + Step - 1) / Step) : Math.Max(0, (Start - Stop - Step - 1) / -Step);

    public IEnumerable<object?> Items()
    {
        for (long i = 0, length = Length; i < length; i++)
        {
            yield return Start + (i * Step);
        }
    }
}

/// <summary>Something a template may call.</summary>
internal sealed record PythonFunction(string Name, Func<IReadOnlyList<object?>, IReadOnlyDictionary<string, object?>, object?> Call);

/// <summary>A Python dict: keeps the order of insertion; 1, 1.0 and True are the same key.</summary>
internal sealed class PythonDictionary
{
    private readonly OrderedDictionary<PythonKey, object?> entries = [];

    public PythonDictionary()
    {
    }

    public PythonDictionary(IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        foreach (var (key, value) in pairs)
        {
            this[key] = value;
        }
    }

    public int Count => entries.Count;

    public IEnumerable<object?> Keys => entries.Keys.Select(k => k.Value);

    public IEnumerable<object?> Values => entries.Values;

    public IEnumerable<(object? Key, object? Value)> Pairs => entries.Select(e => (e.Key.Value, e.Value));

    public object? this[object? key]
    {
        get => TryGet(key, out var value) ? value : throw PythonException.Key(PythonText.Repr(key));
        set => entries[new PythonKey(key)] = value;
    }

    public bool TryGet(object? key, out object? value) => entries.TryGetValue(new PythonKey(key), out value);

    public bool Contains(object? key) => entries.ContainsKey(new PythonKey(key));

    public bool Remove(object? key) => entries.Remove(new PythonKey(key));

    /// <summary>The text under a key, or null.</summary>
    public string? Text(string key) => TryGet(key, out var value) ? value as string : null;

    public PythonDictionary Copy()
    {
        var copy = new PythonDictionary();
        foreach (var (key, value) in Pairs)
        {
            copy[key] = value;
        }

        return copy;
    }

    private readonly record struct PythonKey(object? Value)
    {
        public bool Equals(PythonKey other) => PythonEquality.Instance.Equals(Value, other.Value);

        public override int GetHashCode() => Value is string text ? text.GetHashCode(StringComparison.Ordinal) : PythonEquality.Instance.GetHashCode(Value!);
    }
}

/// <summary>Python's ==, and a hash that agrees with it.</summary>
internal sealed class PythonEquality : IEqualityComparer<object?>
{
    public static PythonEquality Instance { get; } = new();

    public new bool Equals(object? x, object? y) => PythonOperators.AreEqual(x, y);

    public int GetHashCode(object? obj) => obj switch
    {
        null => 0,
        bool b => (b ? 1.0 : 0.0).GetHashCode(),
        long l => ((double)l).GetHashCode(),
        BigInteger i => ((double)i).GetHashCode(),
        double d => d.GetHashCode(),
        string s => s.GetHashCode(StringComparison.Ordinal),
        PythonTuple t => t.GetHashCode(),
        List<object?> or PythonDictionary or PythonSet => throw PythonException.Type($"unhashable type: '{PythonValues.TypeName(obj)}'"),
        _ => obj.GetHashCode(),
    };
}
