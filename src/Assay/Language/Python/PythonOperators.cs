using System.Globalization;
using System.Numerics;
using System.Text;

namespace Assay.Language.Python;

/// <summary>Python's operators on the values of <see cref="PythonValues"/>.</summary>
internal static class PythonOperators
{
    public static bool IsNumber(object? value) => value is bool or long or BigInteger or double;

    public static bool IsWhole(object? value) => value is bool or long or BigInteger;

    public static BigInteger ToWhole(object? value) => value switch
    {
        bool b => b ? 1 : 0,
        long l => l,
        BigInteger i => i,
        _ => throw PythonException.Type($"'{PythonValues.TypeName(value)}' object cannot be interpreted as an integer"),
    };

    public static int ToIndex(object? value) => (int)BigInteger.Max(int.MinValue, BigInteger.Min(int.MaxValue, ToWhole(value)));

    public static double ToDouble(object? value) => value is double d ? d : (double)ToWhole(value);

    /// <summary>Python's truth of a value.</summary>
    public static bool Truth(object? value) => value switch
    {
        null => false,
        bool b => b,
        long l => l != 0,
        BigInteger i => !i.IsZero,
        double d => d != 0,
        string s => s.Length > 0,
        List<object?> list => list.Count > 0,
        PythonTuple tuple => tuple.Items.Count > 0,
        PythonDictionary d => d.Count > 0,
        PythonSet set => set.Items.Count > 0,
        PythonRange range => range.Length > 0,
        _ => true,
    };

    public static bool AreEqual(object? left, object? right)
    {
        if (left is string a && right is string b)
        {
            return a == b;
        }

        if (IsNumber(left) && IsNumber(right))
        {
            return left is double || right is double ? EqualMixed(left, right) : ToWhole(left) == ToWhole(right);
        }

        return (left, right) switch
        {
            (null, null) => true,
            (List<object?> x, List<object?> y) => x.SequenceEqual(y, PythonEquality.Instance),
            (PythonTuple x, PythonTuple y) => x.Equals(y),
            (PythonDictionary x, PythonDictionary y) => x.Count == y.Count && x.Pairs.All(p => y.TryGet(p.Key, out var other) && AreEqual(p.Value, other)),
            (PythonRange x, PythonRange y) => x == y,
            _ => left is not null && left.Equals(right),
        };
    }

    /// <summary>Below zero, zero or above as <c>left</c> orders against <c>right</c>; null when a NaN is in it.</summary>
    public static int? Compare(object? left, object? right, string sign)
    {
        if (IsNumber(left) && IsNumber(right))
        {
            if (left is not double && right is not double)
            {
                return ToWhole(left).CompareTo(ToWhole(right));
            }

            var (x, y) = (ToDouble(left), ToDouble(right));
            return double.IsNaN(x) || double.IsNaN(y) ? null : x.CompareTo(y);
        }

        return (left, right) switch
        {
            (string a, string b) => CompareText(a, b),
            (List<object?> a, List<object?> b) => CompareItems(a, b, sign),
            (PythonTuple a, PythonTuple b) => CompareItems(a.Items, b.Items, sign),
            _ => throw PythonException.Type($"'{sign}' not supported between instances of '{PythonValues.TypeName(left)}' and '{PythonValues.TypeName(right)}'"),
        };
    }

    /// <summary>Text in the order of its code points, which is not the order of its UTF-16 units.</summary>
    public static int CompareText(string a, string b) =>
        CodePoints.HasPairs(a) || CodePoints.HasPairs(b)
            ? CodePoints.Values(a).Zip(CodePoints.Values(b)).Select(p => p.First.CompareTo(p.Second)).FirstOrDefault(c => c != 0, CodePoints.Length(a).CompareTo(CodePoints.Length(b)))
            : string.CompareOrdinal(a, b);

    public static object? Add(object? left, object? right)
    {
        if (IsNumber(left) && IsNumber(right))
        {
            return Arithmetic(left, right, (a, b) => a + b, (a, b) => a + b);
        }

        return (left, right) switch
        {
            (string a, string b) => a + b,
            (List<object?> a, List<object?> b) => new List<object?>([.. a, .. b]),
            (PythonTuple a, PythonTuple b) => new PythonTuple([.. a.Items, .. b.Items]),
            _ => throw Unsupported("+", left, right),
        };
    }

    public static object? Subtract(object? left, object? right) => Numeric("-", left, right, (a, b) => a - b, (a, b) => a - b);

    public static object? Multiply(object? left, object? right)
    {
        if (IsNumber(left) && IsNumber(right))
        {
            return Arithmetic(left, right, (a, b) => a * b, (a, b) => a * b);
        }

        var (sequence, count) = IsWhole(right) ? (left, right) : (right, left);
        if (!IsWhole(count))
        {
            throw Unsupported("*", left, right);
        }

        var times = Math.Max(0, ToIndex(count));
        return sequence switch
        {
            string s => new StringBuilder().Insert(0, s, times).ToString(),
            List<object?> list => Enumerable.Repeat(list, times).SelectMany(i => i).ToList(),
            PythonTuple tuple => new PythonTuple([.. Enumerable.Repeat(tuple.Items, times).SelectMany(i => i)]),
            _ => throw Unsupported("*", left, right),
        };
    }

    public static object? Divide(object? left, object? right) => IsNumber(left) && IsNumber(right)
        ? ToDouble(NotZero(right)) is var d ? ToDouble(left) / d : null
        : throw Unsupported("/", left, right);

    public static object? FloorDivide(object? left, object? right) =>
        Numeric("//", left, NotZero(right), (a, b) => BigInteger.Divide(a - FloorModulo(a, b), b), (a, b) => Math.Floor(a / b));

    public static object? Modulo(object? left, object? right) =>
        left is string format ? PythonFormat.Percent(format, right) : Numeric("%", left, NotZero(right), FloorModulo, (a, b) => a - (b * Math.Floor(a / b)));

    public static object? Power(object? left, object? right) => IsWhole(left) && IsWhole(right) && ToWhole(right) >= 0
        ? PythonValues.Whole(BigInteger.Pow(ToWhole(left), ToIndex(right)))
        : IsNumber(left) && IsNumber(right) ? Math.Pow(ToDouble(left), ToDouble(right)) : throw Unsupported("** or pow()", left, right);

    public static object? Negate(object? value) => value switch
    {
        double d => -d,
        _ when IsWhole(value) => PythonValues.Whole(-ToWhole(value)),
        _ => throw PythonException.Type($"bad operand type for unary -: '{PythonValues.TypeName(value)}'"),
    };

    public static bool Contains(object? container, object? item) => container switch
    {
        string text => item is string part
            ? text.Contains(part, StringComparison.Ordinal)
            : throw PythonException.Type($"'in <string>' requires string as left operand, not {PythonValues.TypeName(item)}"),
        PythonDictionary d => d.Contains(item),
        _ => Iterate(container).Any(i => AreEqual(i, item)),
    };

    public static long Length(object? value) => value switch
    {
        string s => CodePoints.Length(s),
        List<object?> list => list.Count,
        PythonTuple tuple => tuple.Items.Count,
        PythonDictionary d => d.Count,
        PythonSet set => set.Items.Count,
        PythonRange range => range.Length,
        PythonBytes bytes => bytes.Octets.Length,
        _ => throw PythonException.Type($"object of type '{PythonValues.TypeName(value)}' has no len()"),
    };

    public static IEnumerable<object?> Iterate(object? value) => value switch
    {
        string s => CodePoints.Split(s),
        List<object?> list => list,
        PythonTuple tuple => tuple.Items,
        PythonDictionary d => d.Keys,
        PythonSet set => set.Items,
        PythonRange range => range.Items(),
        IEnumerable<object?> lazy => lazy,
        _ => throw PythonException.Type($"'{PythonValues.TypeName(value)}' object is not iterable"),
    };

    /// <summary><c>value[index]</c>; KeyError, IndexError or TypeError as Python raises them.</summary>
    public static object? Item(object? value, object? index)
    {
        if (value is PythonDictionary dictionary)
        {
            return dictionary[index];
        }

        if (value is not (string or List<object?> or PythonTuple or PythonRange))
        {
            throw PythonException.Type($"'{PythonValues.TypeName(value)}' object is not subscriptable");
        }

        if (!IsWhole(index))
        {
            throw PythonException.Type($"{PythonValues.TypeName(value)} indices must be integers or slices, not {PythonValues.TypeName(index)}");
        }

        var length = Length(value);
        long at = ToIndex(index);
        at = at < 0 ? at + length : at;
        if (at < 0 || at >= length)
        {
            throw PythonException.Index($"{PythonValues.TypeName(value)} index out of range");
        }

        return value switch
        {
            string s => CodePoints.HasPairs(s) ? CodePoints.Split(s)[(int)at] : s[(int)at].ToString(),
            List<object?> list => list[(int)at],
            PythonTuple tuple => tuple.Items[(int)at],
            _ => ((PythonRange)value).Start + (at * ((PythonRange)value).Step),
        };
    }

    /// <summary><c>value[start:stop:step]</c>; a null bound is left out.</summary>
    public static object? Slice(object? value, object? start, object? stop, object? step)
    {
        if (value is not (string or List<object?> or PythonTuple or PythonRange))
        {
            throw PythonException.Type($"'{PythonValues.TypeName(value)}' object is not subscriptable");
        }

        var positions = Positions((int)Length(value), start, stop, step);
        switch (value)
        {
            case string s:
                var points = CodePoints.Split(s);
                return string.Concat(positions.Select(i => points[i]));
            case List<object?> list:
                return positions.Select(i => list[i]).ToList();
            case PythonTuple tuple:
                return new PythonTuple([.. positions.Select(i => tuple.Items[i])]);
            default:
                return positions.Select(i => Item(value, (long)i)).ToList();
        }
    }

    private static IEnumerable<int> Positions(int length, object? start, object? stop, object? step)
    {
        var by = step is null ? 1 : ToIndex(step);
        if (by == 0)
        {
            throw PythonException.Value("slice step cannot be zero");
        }

        var (low, high) = by > 0 ? (0, length) : (-1, length - 1);
        int Bound(object? given, int missing)
        {
            if (given is null)
            {
                return missing;
            }

            long at = ToIndex(given);
            return (int)Math.Clamp(at < 0 ? at + length : at, low, high);
        }

        var from = Bound(start, by > 0 ? low : high);
        var to = Bound(stop, by > 0 ? high : low);
        for (long i = from; by > 0 ? i < to : i > to; i += by)
        {
            yield return (int)i;
        }
    }

    private static bool EqualMixed(object? left, object? right)
    {
        var (x, y) = (ToDouble(left), ToDouble(right));
        return x == y;
    }

    private static int? CompareItems(IReadOnlyList<object?> a, IReadOnlyList<object?> b, string sign)
    {
        for (var i = 0; i < Math.Min(a.Count, b.Count); i++)
        {
            if (!AreEqual(a[i], b[i]))
            {
                return Compare(a[i], b[i], sign);
            }
        }

        return a.Count.CompareTo(b.Count);
    }

    private static object? Numeric(string sign, object? left, object? right, Func<BigInteger, BigInteger, BigInteger> whole, Func<double, double, double> real) =>
        IsNumber(left) && IsNumber(right) ? Arithmetic(left, right, whole, real) : throw Unsupported(sign, left, right);

    private static object? Arithmetic(object? left, object? right, Func<BigInteger, BigInteger, BigInteger> whole, Func<double, double, double> real) =>
        left is double || right is double ? real(ToDouble(left), ToDouble(right)) : PythonValues.Whole(whole(ToWhole(left), ToWhole(right)));

    private static BigInteger FloorModulo(BigInteger a, BigInteger b)
    {
        var remainder = BigInteger.Remainder(a, b);
        return remainder.IsZero || (remainder.Sign == b.Sign) ? remainder : remainder + b;
    }

    private static object? NotZero(object? value) =>
        IsNumber(value) && ToDouble(value) == 0 ? throw new PythonException("ZeroDivisionError", "division by zero") : value;

    private static PythonException Unsupported(string sign, object? left, object? right)
    {
        if (sign == "+" && left is string)
        {
            return PythonException.Type($"can only concatenate str (not \"{PythonValues.TypeName(right)}\") to str");
        }

        return PythonException.Type($"unsupported operand type(s) for {sign}: '{PythonValues.TypeName(left)}' and '{PythonValues.TypeName(right)}'");
    }
}
