using System.Numerics;
using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Verification;

/// <summary>Seeds as the cases write them.</summary>
internal static class RandomChecks
{
    public static BigInteger Seed(PythonDictionary one) => PythonOperators.ToWhole(one["seed"]);
}

/// <summary>Draws of CPython's generator.</summary>
[Named("fewshot-cpython-random")]
internal sealed class RandomCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        if (one.Text("op") == "seed-string")
        {
            foreach (var item in (List<object?>)one["cases"]!)
            {
                var inner = (PythonDictionary)item!;
                var strings = new PythonRandom(inner.Text("seed")!);
                var found = ((List<object?>)inner["values"]!).Select(object? (_) => strings.Random()).ToList();
                if (!PythonOperators.AreEqual(found, inner["values"]))
                {
                    return $"{inner.Text("seed")}: {PythonText.Repr(found)}";
                }
            }

            return null;
        }

        var random = new PythonRandom(RandomChecks.Seed(one));
        foreach (var (key, expected) in one.Pairs)
        {
            var found = Found((string)key!, one, random, expected);
            if (found is not null && !PythonOperators.AreEqual(found, expected))
            {
                return $"{one.Text("op")} {key}: expected {PythonText.Repr(expected)}, found {PythonText.Repr(found)}";
            }
        }

        return null;
    }

    private static object? Found(string key, PythonDictionary one, PythonRandom random, object? expected)
    {
        var count = (expected as List<object?>)?.Count ?? 0;
        List<object?> Times(Func<object?> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];
        List<long> Range(string name) => [.. Enumerable.Range(0, PythonOperators.ToIndex(one[name])).Select(i => (long)i)];
        switch (one.Text("op"), key)
        {
            case ("sample", "first" or "second"):
                return random.SamplePositions((long)one["n"]!, PythonOperators.ToIndex(one["k"])).Cast<object?>().ToList();
            case ("sample", "then_random"):
                return random.Random();
            case ("shuffle", "first"):
                var items = Range("n");
                random.Shuffle(items);
                return items.Cast<object?>().ToList();
            case ("shuffle", "then_shuffled_again"):
                var again = ((List<object?>)one["first"]!).ToList();
                random.Shuffle(again);
                return again;
            case ("randint", "values"):
                return Times(() => PythonValues.Whole(random.Between(PythonOperators.ToWhole(one["a"]), PythonOperators.ToWhole(one["b"]))));
            case ("random", "values"):
                return Times(() => random.Random());
            case ("random", "getrandbits"):
                return ((List<object?>)expected!).Select(object? (pair) => new List<object?> { ((List<object?>)pair!)[0], PythonValues.Whole(random.Bits(PythonOperators.ToIndex(((List<object?>)pair)[0]))) }).ToList();
            case ("random", "randrange"):
                return ((List<object?>)expected!).Select(object? (pair) => new List<object?> { ((List<object?>)pair!)[0], random.Below((long)((List<object?>)pair)[0]!) }).ToList();
            case ("choices", "values"):
                return random.Choices(Range("n"), count).Cast<object?>().ToList();
            case ("choices", "choice"):
                return Times(() => random.Choice(Range("n")));
            case ("choices", "uniform"):
                return Times(() => random.Uniform(-1, 2));
            case ("choices", "gauss"):
                return Times(() => random.Gauss(0, 1));
            default:
                return key is "op" or "seed" or "n" or "k" or "a" or "b" or "branch" or "note" ? null : throw new InvalidOperationException($"{one.Text("op")} {key} is not looked at");
        }
    }
}

/// <summary>Examples drawn for documents.</summary>
[Named("fewshot-sampler")]
internal sealed class SamplerCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        var pool = Pool(one);
        if (pool is null)
        {
            return null;
        }

        var same = PythonOperators.Truth(one["same_split"]);
        var indices = (one["fewshot_indices"] as List<object?>)?.Select(PythonOperators.ToIndex).ToArray();
        var sampler = new FewShotSampler(one.Text("sampler")!, 1234, pool, indices);
        var picks = (List<object?>)one["picks"]!;
        var documents = one.TryGet("eval_docs", out var given) ? ((List<object?>)given!).Cast<PythonDictionary>().ToList() : pool;
        for (var i = 0; i < picks.Count; i++)
        {
            object? found;
            try
            {
                var drawn = sampler.Draw(PythonOperators.ToIndex(one["n"]), same ? documents[i % documents.Count] : null);
                found = drawn.Select(object? (d) => (long)pool.FindIndex(p => PythonOperators.AreEqual(p, d))).ToList();
            }
            catch (PythonException wrong)
            {
                found = new PythonDictionary { ["error"] = wrong.Kind };
            }

            if (!PythonOperators.AreEqual(found, picks[i]))
            {
                return $"document {i}: expected {PythonText.Repr(picks[i])}, found {PythonText.Repr(found)}";
            }
        }

        return null;
    }

    private static List<PythonDictionary>? Pool(PythonDictionary one)
    {
        if (one.TryGet("pool_docs", out var documents))
        {
            return [.. ((List<object?>)documents!).Cast<PythonDictionary>()];
        }

        // A pool of the larger data; equal documents do not occur in it, so numbered ones draw alike.
        var size = one.Text("pool") switch
        {
            "gsm8k/train" => 7473,
            "bbh/tasks/navigate" => 250,
            "mmlu anatomy dev" => 5,
            var other => throw new InvalidOperationException($"pool {other}"),
        };
        return [.. Enumerable.Range(0, size).Select(i => new PythonDictionary { ["n"] = (long)i })];
    }
}
