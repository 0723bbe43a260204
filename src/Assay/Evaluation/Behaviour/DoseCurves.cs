using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Perturbations;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Behaviour;

/// <summary>Damages rows at every dose of every perturbation, predicts all of it in few calls, and measures the loss.</summary>
internal sealed class DoseCurves(TestedRows rows, CheckSettings settings)
{
    private const int Draws = 500;
    private readonly PerturbationInput input = Input(rows.Data, settings) with
    {
        Seed = SeededRandom.Derive(rows.Context.Seed, "check perturbation"),
        Facts = new TableFacts(rows.Context.Predictions.Data, rows.Model.Schema),
    };

    /// <summary>The perturbations that change something here and leave the meaning as it is, by name.</summary>
    public static IReadOnlyList<Perturbation> Fitting(CheckContext context, CheckSettings settings) =>
        [.. Catalogue<Perturbation>.All.Where(p => p.KeepsMeaning && Refusal(context, settings, p) is null)];

    /// <summary>Why the perturbation has nothing to change here; null when it has.</summary>
    public static string? Refusal(CheckContext context, CheckSettings settings, Perturbation perturbation)
    {
        var input = Input(context.Predictions.Data, settings);
        return perturbation.Family != PerturbationFamily.Image && input.Columns.Count == 0 ? "all columns are pixels" : perturbation.Refuses(input);
    }

    /// <summary>One curve a perturbation, in the order given; as many at once as fit into one call, so that damaged tables do not pile up.</summary>
    public IReadOnlyList<DoseCurve> Measure(IReadOnlyList<Perturbation> perturbations)
    {
        var plain = Draw(rows.Before);
        var curves = new List<DoseCurve>();
        for (var next = 0; next < perturbations.Count;)
        {
            var (first, tables) = (next, 0);
            while (next < perturbations.Count && (next == first || (tables + DosesOf(perturbations[next]).Length) * (long)rows.Count <= TestedRows.MostAtOnce))
            {
                tables += DosesOf(perturbations[next++]).Length;
            }

            curves.AddRange(Measure([.. perturbations.Skip(first).Take(next - first)], plain));
        }

        return curves;
    }

    /// <summary>The rows as the perturbation damages them at a dose; the same every time.</summary>
    public Dataset Damaged(Perturbation perturbation, double dose) => perturbation.Apply(input with { Dose = dose });

    private IEnumerable<DoseCurve> Measure(Perturbation[] perturbations, (double Value, double[] Draws) plain)
    {
        var tries = perturbations.SelectMany(p => DosesOf(p).Select(dose => (Perturbation: p, Dose: dose))).ToArray();
        var answers = rows.Predict([.. tries.Select(t => Damaged(t.Perturbation, t.Dose))]);
        var points = new DosePoint[tries.Length];
        for (var i = 0; i < tries.Length; i++)
        {
            var damaged = Draw(answers[i]);
            points[i] = new(tries[i].Dose, answers[i], damaged.Value, Loss(plain, damaged));
        }

        return perturbations.Select(p => Curve(p, [.. points.Where((_, i) => tries[i].Perturbation == p)])).ToArray();
    }

    private static PerturbationInput Input(Dataset data, CheckSettings settings)
    {
        var image = ImageLayout.Find(data, settings.Text("image-columns", "") is { Length: > 0 } pattern ? pattern : null, (int)settings.Number("image-width", 0, 1, 10_000));
        var told = settings.Texts("columns");
        foreach (var name in told)
        {
            SuiteNames.Column(data, settings.Check, name);
        }

        // Pixels are damaged as images unless somebody names them.
        IReadOnlyCollection<string> columns = told.Count > 0 ? told : [.. new PerturbationInput { Rows = data }.Open.Select(c => c.Name).Except(image?.Columns ?? [])];
        return new PerturbationInput { Rows = data, Columns = columns, Image = image };
    }

    private double[] DosesOf(Perturbation perturbation)
    {
        double[] doses = [.. settings.Numbers("doses").DefaultIfEmpty(double.NaN)];
        doses = double.IsNaN(doses[0]) ? [.. perturbation.Doses] : doses;
        doses = [.. doses.Append(JudgedDose(doses)).Distinct().Order()];
        return doses[0] > 0 ? doses : throw new AssayException("suite.setting-wrong", $"Setting \"doses\" of check {settings.Check} must hold numbers above 0; found {doses[0]:R}.");
    }

    private double JudgedDose(double[] doses) => settings.Number("dose", doses[Math.Min(1, doses.Length - 1)], double.Epsilon);

    private DoseCurve Curve(Perturbation perturbation, DosePoint[] points)
    {
        var metric = rows.Context.Metric;
        double[] told = [.. settings.Numbers("doses")];
        var judged = JudgedDose(told.Length > 0 ? told : [.. perturbation.Doses]);
        return new(perturbation, points, points.First(p => p.Dose == judged))
        {
            Limit = settings.Number("limit", metric.MarginIsRelative ? 0.05 : 0.02),
            Measure = metric.MarginIsRelative ? $"relative growth of {metric.Name}" : $"loss of {metric.Name}",
            Relative = metric.MarginIsRelative,
        };
    }

    // The same seed draws the same rows for every table, so differences of draws are paired and the undamaged rows are scored once.
    private (double Value, double[] Draws) Draw(double[] predicted)
    {
        var score = rows.Context.Metric.Prepare(rows.Data.Target.ToArray(), predicted, rows.Outputs);
        var options = rows.Bootstrap("check perturbation", Draws);
        double[] plain = options.RowWeights.Length > 0 ? options.RowWeights : [.. Enumerable.Repeat(1.0, rows.Count)];
        return (score(plain), Bootstrap.Draws(score, rows.Count, options));
    }

    private Interval Loss((double Value, double[] Draws) plain, (double Value, double[] Draws) damaged)
    {
        var metric = rows.Context.Metric;
        var value = LossOf(plain.Value, damaged.Value);
        double[] draws = [.. plain.Draws.Zip(damaged.Draws, LossOf).Where(d => !double.IsNaN(d)).Order()];
        if (double.IsNaN(value))
        {
            return Interval.None($"{metric.Name} is undefined on these rows") with { Level = rows.Context.Level };
        }

        if (draws.Length < 0.9 * Draws || rows.Count < 2)
        {
            return new Interval(value, double.NaN, double.NaN, "paired bootstrap: no interval, too many draws are undefined") { Level = rows.Context.Level };
        }

        var tail = (1 - rows.Context.Level) / 2;
        return new Interval(value, Quantiles.Linear(draws, tail), Quantiles.Linear(draws, 1 - tail), rows.Context.Units.Length > 0 ? "paired bootstrap over units" : "paired bootstrap") { Level = rows.Context.Level };
    }

    private double LossOf(double plain, double damaged)
    {
        var worse = rows.Context.Metric.LargerIsBetter ? plain - damaged : damaged - plain;
        return rows.Context.Metric.MarginIsRelative ? (plain == damaged ? 0 : worse / Math.Abs(plain)) : worse;
    }
}
