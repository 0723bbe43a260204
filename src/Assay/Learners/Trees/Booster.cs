using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>One boosting run: its rows, its trees so far and, where there are validation rows, its loss after every few rounds.</summary>
internal sealed unsafe class Booster : IDisposable
{
    /// <summary>Rounds between two looks at the validation rows.</summary>
    public const int RoundsALook = 5;

    private readonly BoosterHandle handle;
    private readonly BinnedTable train;
    private readonly BinnedTable? validation;
    private readonly HeldOutLoss? loss;
    private readonly double[] predicted = [];

    /// <summary>Prepares a run over binned rows; takes over the rows.</summary>
    public Booster(Dataset data, BoostingRecipe recipe, ulong seed, TreeEncoding encoding, (BinnedTable Train, BinnedTable? Validation) tables)
    {
        Encoding = encoding;
        (train, validation) = tables;
        LightGbm.Require();
        Label(train, data, recipe);
        LightGbm.Check(LightGbm.LGBM_BoosterCreate(train.Bins, $"{recipe.Booster} seed={(int)(seed & int.MaxValue)}", out var created));
        handle = new BoosterHandle(created);
        if (validation is not null)
        {
            Label(validation, data, recipe);
            LightGbm.Check(LightGbm.LGBM_BoosterAddValidData(handle, validation.Bins));
            loss = new HeldOutLoss(new Sample(data, validation.Rows), recipe);
            predicted = new double[validation.Rows.Length * data.Outputs];
        }
    }

    /// <summary>How the rows became features.</summary>
    public TreeEncoding Encoding { get; }

    /// <summary>The loss of the validation rows after the rounds so far; NaN without validation rows.</summary>
    public double Loss { get; private set; } = double.NaN;

    /// <summary>Rounds done.</summary>
    public int Rounds { get; private set; }

    /// <summary>Whether no tree can be added any more.</summary>
    public bool Finished { get; private set; }

    /// <summary>CPU time of the run so far, preparation included where its maker adds it.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>Adds this many trees (times classes), one after the other, and looks at the validation rows.</summary>
    /// <exception cref="OperationCanceledException">At most one round late.</exception>
    public void Advance(int rounds, CancellationToken cancellation)
    {
        LightGbm.Require();
        var start = ThreadClock.Now;
        for (var i = 0; i < rounds && !Finished; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            LightGbm.Check(LightGbm.LGBM_BoosterUpdateOneIter(handle, out var finished));
            Finished = finished != 0;
            Rounds++;
        }

        if (loss is not null)
        {
            fixed (double* first = predicted)
            {
                LightGbm.Check(LightGbm.LGBM_BoosterGetPredict(handle, 1, out _, first));
            }

            Loss = loss.Measure(predicted);
        }

        Elapsed += ThreadClock.Now - start;
    }

    /// <summary>The first rounds as text; all when 0.</summary>
    public string Text(int rounds)
    {
        LightGbm.Require();
        return LightGbm.ModelText(handle, rounds);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        handle.Dispose();
        train.Dispose();
        validation?.Dispose();
    }

    private static void Label(BinnedTable table, Dataset data, BoostingRecipe recipe)
    {
        var rows = new Sample(data, table.Rows);
        table.Set("label", recipe.Transform.Forward(rows.Target()));
        var weights = rows.Weights();
        if (weights.Length > 0)
        {
            table.Set("weight", weights);
        }
    }
}
