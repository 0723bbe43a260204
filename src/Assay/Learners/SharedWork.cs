using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Assay.Learners;

/// <summary>Work that several fits on the same table can share, such as its binned form; made once, disposed of together.</summary>
/// <remarks>
/// Only what follows from its owner and recipe may be kept here, so that a fit gives the same bits with it, without it and in any
/// order of candidates. Safe to use from several threads; a failed or cancelled making is not remembered.
/// </remarks>
public sealed class SharedWork : IDisposable
{
    private readonly ConcurrentDictionary<Key, Lazy<object>> parts = new();

    /// <summary>The part made before for this owner and recipe, or a new one that later callers get too.</summary>
    /// <param name="owner">What the part is made from, compared by reference: a data set, a list of folds.</param>
    /// <param name="recipe">How it is made; two recipes never share a part.</param>
    /// <param name="make">Makes the part; called at most once at a time.</param>
    public T Once<T>(object owner, string recipe, Func<T> make)
        where T : class
    {
        var key = new Key(owner, recipe);
        var part = parts.GetOrAdd(key, _ => new Lazy<object>(make));
        try
        {
            return (T)part.Value;
        }
        catch
        {
            parts.TryRemove(new KeyValuePair<Key, Lazy<object>>(key, part));
            throw;
        }
    }

    /// <summary>Frees every part that holds memory outside the managed heap. No fit may be running.</summary>
    public void Dispose()
    {
        foreach (var part in parts.Values)
        {
            if (part.IsValueCreated)
            {
                (part.Value as IDisposable)?.Dispose();
            }
        }

        parts.Clear();
    }

    private readonly struct Key(object owner, string recipe) : IEquatable<Key>
    {
        private readonly object owner = owner;
        private readonly string recipe = recipe;

        public bool Equals(Key other) => ReferenceEquals(owner, other.owner) && recipe == other.recipe;

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(owner), recipe);
    }
}
