using System.Collections.Frozen;
using System.Reflection;

namespace Assay;

/// <summary>Every concrete class of one family that carries a <see cref="NamedAttribute"/>, found by name.</summary>
/// <typeparam name="T">The family: Metric, Learner, LeakCheck and so on. Members need a constructor without parameters.</typeparam>
public static class Catalogue<T>
    where T : class
{
    private static readonly Lazy<FrozenDictionary<string, T>> members = new(Discover);

    /// <summary>All members, ordered by name (ordinal).</summary>
    public static IReadOnlyList<T> All { get; } = [.. members.Value.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => m.Value)];

    /// <summary>The member of that name.</summary>
    /// <exception cref="AssayException"><c>usage.unknown-name</c>, with the nearest name, when there is none.</exception>
    public static T Find(string name)
    {
        if (members.Value.TryGetValue(name, out var found))
        {
            return found;
        }

        var family = typeof(T).Name.ToLowerInvariant();
        throw new AssayException(
            "usage.unknown-name",
            $"There is no {family} \"{name}\".{Spelling.DidYouMean(name, members.Value.Keys)} Known: {string.Join(", ", members.Value.Keys.Order(StringComparer.Ordinal))}.");
    }

    /// <summary>The member of that name; null when there is none.</summary>
    internal static T? FindOrNull(string name) => members.Value.GetValueOrDefault(name);

    /// <summary>The name a type of this family carries.</summary>
    public static string NameOf(Type type) =>
        type.GetCustomAttribute<NamedAttribute>()?.Name
        ?? throw new InvalidOperationException($"{type.Name} has no [Named(\"...\")] attribute.");

    private static FrozenDictionary<string, T> Discover() =>
        AppDomain.CurrentDomain.GetAssemblies()
            .Where(a => a == typeof(T).Assembly || a.GetReferencedAssemblies().Any(r => r.FullName == typeof(T).Assembly.FullName))
            .SelectMany(a => a.GetTypes())
            .Where(t => !t.IsAbstract && typeof(T).IsAssignableFrom(t) && t.GetCustomAttribute<NamedAttribute>() is not null)
            .ToFrozenDictionary(NameOf, t => (T)Activator.CreateInstance(t, nonPublic: true)!, StringComparer.Ordinal);
}
