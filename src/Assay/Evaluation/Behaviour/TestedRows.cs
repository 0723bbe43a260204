using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Models;
using Assay.Evaluation.Report;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Behaviour;

/// <summary>The rows a check changes, with what the model predicts for them as they are.</summary>
/// <param name="Context">What may be looked at.</param>
/// <param name="Model">The model.</param>
/// <param name="Data">The rows as a table of their own, n of them.</param>
/// <param name="Rows">Their places in the context's table.</param>
internal sealed record TestedRows(CheckContext Context, EvaluatedModel Model, Dataset Data, int[] Rows)
{
    /// <summary>The setting that says how many rows, shared by all checks that change rows.</summary>
    public static readonly CheckSetting Setting = new("rows", "the most rows that are changed and predicted again, drawn by the seed; at least 1", "2000");

    /// <summary>Rows of one call: enough that a call's own cost does not count, few enough to stay small in memory.</summary>
    public const int MostAtOnce = 50_000;

    private double[]? before;

    /// <summary>What the model predicts for them as they are, n x outputs.</summary>
    public double[] Before => before ??= Predict([Data])[0];

    /// <summary>The number of rows.</summary>
    public int Count => Rows.Length;

    /// <summary>Numbers a row.</summary>
    public int Outputs => Data.Outputs;

    /// <summary>How the rows were chosen, for the method's text.</summary>
    public string Drawn { get; private init; } = "";

    /// <summary>Draws at most so many of the rows that fit, kept in their order.</summary>
    /// <param name="context">Rows, model and seed; the model is there.</param>
    /// <param name="settings">Says how many.</param>
    /// <param name="fits">Which rows may be taken; null for all.</param>
    public static TestedRows Draw(CheckContext context, CheckSettings settings, Func<int, bool>? fits = null) =>
        Draw(context, settings, [.. Enumerable.Range(0, context.Predictions.Count).Where(r => fits is null || fits(r))]);

    /// <summary>The same with one row of every unit only: rows of one unit resemble each other, and an exact binomial interval needs rows that do not.</summary>
    public static TestedRows DrawIndependent(CheckContext context, CheckSettings settings, Func<int, bool>? fits = null)
    {
        int[] rows = [.. Enumerable.Range(0, context.Predictions.Count).Where(r => fits is null || fits(r))];
        if (context.Units.Length == 0)
        {
            return Draw(context, settings, rows);
        }

        SeededRandom.For(context.Seed, $"one row a unit for {settings.Check}").Shuffle<int>(rows);
        var drawn = Draw(context, settings, [.. rows.DistinctBy(r => context.Units[r]).Order()]);
        return drawn with { Drawn = drawn.Drawn + ", one of every unit" };
    }

    /// <summary>The row's name.</summary>
    public string Id(int row) => Context.Predictions.IdOf(Rows[row]);

    /// <summary>The row's numbers among predictions of all these rows.</summary>
    public ReadOnlySpan<double> Of(double[] predicted, int row) => predicted.AsSpan(row * Outputs, Outputs);

    /// <summary>Predicts tables with the columns of <see cref="Data"/>, many a call.</summary>
    /// <returns>One array a table, its rows x outputs.</returns>
    public IReadOnlyList<double[]> Predict(IReadOnlyList<Dataset> tables)
    {
        var all = new List<double[]>(tables.Count);
        for (var next = 0; next < tables.Count;)
        {
            var (first, rows) = (next, 0);
            while (next < tables.Count && (next == first || rows + tables[next].RowCount <= MostAtOnce))
            {
                rows += tables[next++].RowCount;
            }

            Context.Cancellation.ThrowIfCancellationRequested();
            var batch = tables.Skip(first).Take(next - first).ToArray();
            var predicted = Model.Predict(StackedTables.Of(batch).All, Context.Cancellation);
            var start = 0;
            foreach (var table in batch)
            {
                all.Add(predicted.AsSpan(start, table.RowCount * Outputs).ToArray());
                start += table.RowCount * Outputs;
            }
        }

        return all;
    }

    /// <summary>Options for drawing these rows again.</summary>
    public BootstrapOptions Bootstrap(string stream, int draws)
    {
        var options = Context.Bootstrap(stream, draws);
        return options with
        {
            Units = options.Units.Length == 0 ? [] : Array.ConvertAll(Rows, r => options.Units[r]),
            RowWeights = options.RowWeights.Length == 0 ? [] : Array.ConvertAll(Rows, r => options.RowWeights[r]),
        };
    }

    private static TestedRows Draw(CheckContext context, CheckSettings settings, int[] rows)
    {
        var most = (int)settings.Number(Setting.Name, 2000, 1, int.MaxValue);
        var all = rows.Length;
        if (rows.Length > most)
        {
            SeededRandom.For(context.Seed, $"rows of {settings.Check}").Shuffle<int>(rows);
            rows = [.. rows.Take(most).Order()];
        }

        return new(context, context.Model!, context.Predictions.Data.Taking(rows), rows)
        {
            Drawn = all > rows.Length ? $"{Figures.Count(rows.Length)} of {Figures.Count(all)} rows, drawn by the seed" : $"{Figures.Count(all)} rows",
        };
    }
}
