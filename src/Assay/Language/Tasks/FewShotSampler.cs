using Assay.Language.Python;

namespace Assay.Language.Tasks;

/// <summary>Draws the examples of a prompt; one sampler serves a task document by document, so the order of documents matters.</summary>
/// <remarks>Follows the samplers <c>default</c> and <c>first_n</c> of lm-evaluation-harness 0.4.13.</remarks>
internal sealed class FewShotSampler
{
    private readonly bool isFirst;
    private readonly PythonRandom random;
    private readonly IReadOnlyList<PythonDictionary> pool;

    /// <param name="name"><c>default</c> draws at random, <c>first_n</c> takes the first.</param>
    /// <param name="seed">The seed of CPython's generator; the harness uses 1234.</param>
    /// <param name="pool">The documents to draw from.</param>
    /// <param name="only">Positions in the pool to draw from; null for all.</param>
    public FewShotSampler(string name, long seed, IReadOnlyList<PythonDictionary> pool, IReadOnlyList<int>? only = null)
    {
        isFirst = name switch
        {
            "default" => false,
            "first_n" => true,
            _ => throw new AssayException("data.task-sampler", $"There is no few-shot sampler \"{name}\": known are default and first_n."),
        };
        random = new PythonRandom(seed);
        this.pool = only is null ? pool : [.. only.Select(i => pool[i])];
    }

    /// <summary>The examples for one document.</summary>
    /// <param name="count">How many.</param>
    /// <param name="without">The document being asked, when the pool holds it; equal documents are left out.</param>
    /// <exception cref="PythonException">AssertionError or ValueError when the pool has too few.</exception>
    public IReadOnlyList<PythonDictionary> Draw(int count, PythonDictionary? without)
    {
        if (count == 0)
        {
            return [];
        }

        List<PythonDictionary> drawn;
        if (isFirst)
        {
            drawn = [.. pool.Where(d => without is null || !PythonOperators.AreEqual(d, without)).Take(count)];
        }
        else if (pool.Count == 0)
        {
            throw new PythonException("AssertionError", "no documents available for sampling");
        }
        else
        {
            drawn = without is null or { Count: 0 }
                ? random.Sample(pool, count)
                : [.. random.Sample(pool, count + 1).Where(d => !PythonOperators.AreEqual(d, without)).Take(count)];
        }

        return drawn.Count == count
            ? drawn
            : throw new PythonException("AssertionError", $"number of fewshot samples returned ({drawn.Count}) not equal to number requested ({count})");
    }
}
