using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Models;
using Assay.Learners;
using Assay.Metrics;

namespace Assay.Benchmarks;

/// <summary>What the behaviour checks of a table cost with a fast and with a slow model.</summary>
[Description("CPU seconds of the behaviour checks on a table")]
public static class BehaviourBenchmark
{
    /// <summary>Arguments: the file, its target, learners (default logistic-regression and boosted-trees).</summary>
    public static int Run(string[] arguments)
    {
        var data = Dataset.Read(arguments[0], arguments[1]);
        var (train, test) = (Rows(data, 0), data.Taking(Rows(data, 1)));
        Console.WriteLine("| model | check | results | CPU s | calls | rows predicted | CPU s of these predictions alone |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var learner in arguments.Length > 2 ? arguments[2..] : ["logistic-regression", "boosted-trees"])
        {
            using var model = new Counted(Catalogue<Learner>.Find(learner).Fit(new Sample(data, train), new FitOptions { Threads = 1 }), data);
            var context = new CheckContext
            {
                Predictions = new Predictions(learner, test, model.Predict(test.All, CancellationToken.None), PredictionKind.Probability),
                Model = model,
                Metric = DefaultMetric.For(data.Task),
            };
            foreach (var name in new[] { "perturbation", "invariance", "fairness" })
            {
                // The second run counts: the first one also compiles.
                for (var run = 0; run < 2; run++)
                {
                    var (calls, rows, inside, start) = (model.Calls, model.Rows, model.Inside, Cpu());
                    var check = Catalogue<Check>.Find(name);
                    var results = check.Choose(context).Runs.SelectMany(r => check.Run(context, r.Settings)).Count();
                    if (run == 1)
                    {
                        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {learner} | {name} | {results} | {(Cpu() - start).TotalSeconds:F2} | {model.Calls - calls} | {model.Rows - rows:#,0} | {(model.Inside - inside).TotalSeconds:F2} |"));
                    }
                }
            }
        }

        return 0;
    }

    private static int[] Rows(Dataset data, int rest) => [.. Enumerable.Range(0, data.RowCount).Where(r => r % 2 == rest)];

    private static TimeSpan Cpu()
    {
        using var own = Process.GetCurrentProcess();
        return own.TotalProcessorTime;
    }

    private sealed class Counted(Model model, Dataset data) : EvaluatedModel
    {
        public int Calls { get; private set; }

        public long Rows { get; private set; }

        public TimeSpan Inside { get; private set; }

        public override string Name => model.Learner;

        public override TableSchema Schema { get; } = data.ToSchema();

        public override double[] Predict(Sample rows, CancellationToken cancellation)
        {
            var start = Cpu();
            var predicted = model.Predict(rows with { Data = SchemaAlignment.Of(rows.Data, Schema) });
            (Calls, Rows, Inside) = (Calls + 1, Rows + rows.Count, Inside + (Cpu() - start));
            return predicted;
        }
    }
}
