using Assay.Data;

namespace Assay.Evaluation.Models;

/// <summary>A program that reads a row a line and writes a prediction a line. See docs/models.md for what it must keep to.</summary>
internal sealed class CommandModel(string name, IReadOnlyList<string> words, ModelSourceOptions options) : EvaluatedModel
{
    private RowCells? cells;
    private Answers? answers;
    private ScoringProcess? process;

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override PredictionKind Kind => answers?.Kind ?? options.Kind ?? PredictionKind.Probability;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notes => answers?.Note is { } note ? [note] : [];

    /// <inheritdoc/>
    public override double[] Predict(Sample rows, CancellationToken cancellation)
    {
        Bind(rows.Data);
        var outputs = rows.Data.Outputs;
        var predicted = new double[rows.Count * outputs];
        for (var at = 0; at < rows.Count; at += options.BatchRows)
        {
            var batch = rows.Rows.AsSpan(at, Math.Min(options.BatchRows, rows.Count - at)).ToArray();
            var lines = Ask(batch, cancellation);
            for (var i = 0; i < batch.Length; i++)
            {
                answers!.Read(lines[i], batch[i], predicted.AsSpan((at + i) * outputs, outputs));
            }
        }

        return predicted;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            process?.Dispose();
        }

        base.Dispose(disposing);
    }

    private string[] Ask(int[] batch, CancellationToken cancellation)
    {
        var starts = process is null;
        process ??= new ScoringProcess(words, options);
        var csv = options.Rows == RowFormat.Csv;
        var lines = (csv && starts ? [cells!.CsvNames] : Array.Empty<string>()).Concat(batch.Select(row => csv ? cells!.Csv(row) : cells!.Json(row)));
        try
        {
            return process.AskAsync(lines, batch.Length, cancellation).GetAwaiter().GetResult();
        }
        catch
        {
            // What it would still answer belongs to no row any more.
            Stop();
            throw;
        }
        finally
        {
            if (options.Life == CommandLife.OneBatch)
            {
                Stop();
            }
        }
    }

    private void Stop()
    {
        process?.Dispose();
        process = null;
    }

    private void Bind(Dataset data)
    {
        if (ReferenceEquals(cells?.Data, data))
        {
            return;
        }

        var next = new RowCells(data, options.Features);
        if (cells is not null && !cells.Names.SequenceEqual(next.Names))
        {
            // Its line of names says something else now.
            Stop();
        }

        cells = next;
        answers = answers is not null && answers.Data.Classes.SequenceEqual(data.Classes) ? answers : new Answers(data, options, name);
    }
}
