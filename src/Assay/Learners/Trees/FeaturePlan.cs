using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>Which features to make from a table's columns; chosen on training rows by what a quick run of boosted trees splits on.</summary>
internal sealed class FeaturePlan
{
    private const int QuickRounds = 40;
    private const int QuickRows = 20_000;
    private const int KeysToPair = 6;
    private const int NumbersToPair = 5;
    private const int PlaceBins = 40;
    private static readonly string[] PlaceNames = ["lat", "lon", "lng"];

    private FeaturePlan(IReadOnlyList<KeyCodes[]> keys, IReadOnlyList<(KeyCodes Key, NumberColumn Number)> groups, IReadOnlyList<ArithmeticPart> arithmetic)
    {
        Keys = keys;
        Groups = groups;
        Arithmetic = arithmetic;
    }

    /// <summary>Keys whose mean label becomes a feature.</summary>
    public IReadOnlyList<KeyCodes[]> Keys { get; }

    /// <summary>Numbers compared with others of the same key.</summary>
    public IReadOnlyList<(KeyCodes Key, NumberColumn Number)> Groups { get; }

    /// <summary>Pairs of numbers to calculate with.</summary>
    public IReadOnlyList<ArithmeticPart> Arithmetic { get; }

    /// <summary>Chooses features.</summary>
    /// <param name="data">The table.</param>
    /// <param name="rows">Training rows, rising; nothing else is looked at.</param>
    /// <param name="recipe">How the trees are grown that are asked.</param>
    /// <param name="options">Seed and cancellation.</param>
    public static FeaturePlan Choose(Dataset data, int[] rows, BoostingRecipe recipe, FitOptions options)
    {
        var gains = Gains(data, rows, recipe, options);
        var ranked = data.Features.Where(c => c is CategoryColumn or NumberColumn { Kind: not ColumnKind.Date } && gains.GetValueOrDefault(c.Name) > 0)
            .OrderByDescending(c => gains[c.Name]).ThenBy(c => c.Name, StringComparer.Ordinal).ToArray();
        var keys = ranked.Select(c => KeyCodes.Learn(c, rows, 0)).OfType<KeyCodes>().ToArray();
        var numbers = ranked.OfType<NumberColumn>().Where(c => KeyCodes.Learn(c, rows, 0) is null).ToArray();
        var places = Places(numbers);
        var groups = keys.Take(3).SelectMany(k => numbers.Take(3).Select(n => (k, n))).ToArray();
        return new FeaturePlan(
            [.. Singles(data, keys), .. Pairs(keys), .. places.Select(p => PlaceKeys(p, rows))],
            groups,
            [.. places.Select(p => new ArithmeticPart { Column = p.First.Name, Other = p.Second.Name, Place = true }), .. NumberPairs(numbers)]);
    }

    /// <summary>The parts that labels have no say in.</summary>
    public IEnumerable<TreePart> WithoutLabels(Dataset data, int[] rows) =>
        Arithmetic.Cast<TreePart>().Concat(Groups.Select(g => GroupPart.Learn(g.Key, g.Number, data, rows)));

    /// <summary>The parts learnt from these rows' labels.</summary>
    public IEnumerable<TargetMeanPart> WithLabels(Dataset data, int[] rows, double[] labels) =>
        Keys.Select(k => TargetMeanPart.Learn(k, data, rows, labels));

    // A number's own order is known to the trees; only a category's mean label says something new.
    private static IEnumerable<KeyCodes[]> Singles(Dataset data, KeyCodes[] keys) =>
        keys.Where(k => k.Levels.Length > 2 && (data.Task != LearningTask.Multiclass || data.Classes.Count <= 12)).Take(20).Select(k => new[] { k });

    private static IEnumerable<KeyCodes[]> Pairs(KeyCodes[] keys)
    {
        var best = keys.Take(KeysToPair).ToArray();
        for (var i = 0; i < best.Length; i++)
        {
            for (var j = i + 1; j < best.Length; j++)
            {
                yield return [best[i], best[j]];
            }
        }
    }

    private static IEnumerable<ArithmeticPart> NumberPairs(NumberColumn[] numbers)
    {
        var best = numbers.Take(NumbersToPair).ToArray();
        for (var i = 0; i < best.Length; i++)
        {
            for (var j = i + 1; j < best.Length; j++)
            {
                yield return new ArithmeticPart { Column = best[i].Name, Other = best[j].Name };
            }
        }
    }

    // Two numbers named like coordinates and nothing else alike, such as pickup_latitude and pickup_longitude.
    private static (NumberColumn First, NumberColumn Second)[] Places(NumberColumn[] numbers)
    {
        var found = new List<(NumberColumn, NumberColumn)>();
        foreach (var latitude in numbers.Where(n => Kind(n.Name) == "lat"))
        {
            var rest = Rest(latitude.Name);
            var longitude = numbers.FirstOrDefault(n => Kind(n.Name) is "lon" or "lng" && Rest(n.Name) == rest);
            if (longitude is not null)
            {
                found.Add((latitude, longitude));
            }
        }

        return [.. found];

        static string Kind(string name) => PlaceNames.FirstOrDefault(p => Words(name).Any(w => w == p || w == p + "itude" || w == p + "gitude")) ?? "";
        static string Rest(string name) => string.Join(' ', Words(name).Where(w => !PlaceNames.Any(p => w.StartsWith(p, StringComparison.Ordinal))));
        static string[] Words(string name) => name.ToLowerInvariant().Split(['_', ' ', '.', '-'], StringSplitOptions.RemoveEmptyEntries);
    }

    private static KeyCodes[] PlaceKeys((NumberColumn First, NumberColumn Second) place, int[] rows) =>
        [KeyCodes.Learn(place.First, rows, PlaceBins)!, KeyCodes.Learn(place.Second, rows, PlaceBins)!];

    private static Dictionary<string, double> Gains(Dataset data, int[] rows, BoostingRecipe recipe, FitOptions options)
    {
        var step = Math.Max(1, rows.Length / QuickRows);
        var some = rows.Where((_, i) => i % step == 0).ToArray();
        var encoding = TreeEncoding.Learn(data, some, CategoryCodes.Ordinal, 0);
        using var booster = new Booster(data, recipe, options.Seed, encoding, (BinnedTable.Build(encoding.Bind(data), some, recipe.Bins), null));
        booster.Advance(QuickRounds, options.Cancellation);
        var gains = new double[encoding.Width];
        foreach (var tree in TreeText.Read(booster.Text(0)).Trees)
        {
            for (var node = 0; node < tree.Features.Length; node++)
            {
                gains[tree.Features[node]] += tree.Gains.Length == 0 ? 1 : tree.Gains[node];
            }
        }

        return encoding.Parts.SelectMany(p => p.Names.Select(_ => p.Column)).Zip(gains)
            .GroupBy(g => g.First).ToDictionary(g => g.Key, g => g.Sum(p => p.Second), StringComparer.Ordinal);
    }
}
