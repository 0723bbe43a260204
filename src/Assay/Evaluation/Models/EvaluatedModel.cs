using Assay.Data;

namespace Assay.Evaluation.Models;

/// <summary>A model that is judged: ours, or anybody's behind a file, a command or an address.</summary>
/// <remarks>It may hold a process or a connection, so it is disposed of. Predicting is not asked of two threads at once.</remarks>
public abstract class EvaluatedModel : IDisposable
{
    /// <summary>What it is called on pages, usually where it came from.</summary>
    public abstract string Name { get; }

    /// <summary>The table it was trained on, when it says so: data is then read the same way. Null for a model that only takes rows.</summary>
    public virtual TableSchema? Schema => null;

    /// <summary>What <c>assay develop</c> recorded of it: its run, and the digests of a table whose rows are no test of it. Null for models from elsewhere.</summary>
    public virtual ModelSchema? Recorded => null;

    /// <summary>What its numbers mean for classes; values are values. A model outside this process may only show it with its first answer: ask after predicting.</summary>
    public virtual PredictionKind Kind => PredictionKind.Probability;

    /// <summary>What had to be assumed to use the model, such as how its classes or features go with the table's; one sentence each. Ask after predicting.</summary>
    public virtual IReadOnlyList<string> Notes => [];

    /// <summary>What predicting has cost so far; <see cref="PredictionTime.None"/> where nobody measured. <see cref="ModelSource.Open"/> gives a model that measures.</summary>
    public virtual PredictionTime Time => PredictionTime.None;

    /// <summary>Predicts these rows, finding columns by name. Cells may hold what was never seen in training.</summary>
    /// <param name="rows">The rows, n of them.</param>
    /// <param name="cancellation">Ends a model outside this process.</param>
    /// <returns>n x <see cref="Dataset.Outputs"/>, row after row: probability of the positive class, one a class, or a value; no NaN.</returns>
    /// <exception cref="AssayException"><c>model.…</c> when it cannot predict them, <c>provider.…</c> when an outside program or service failed.</exception>
    public abstract double[] Predict(Sample rows, CancellationToken cancellation);

    /// <summary>Frees what the model holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the model holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
