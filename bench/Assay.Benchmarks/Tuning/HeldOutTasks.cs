using System.Globalization;
using System.IO.Compression;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Benchmarks.Tuning;

/// <summary>Tasks no sampler was developed on: measured networks out of tables, and three functions. Looked at once, after development.</summary>
internal static class HeldOutTasks
{
    public static IReadOnlyList<TuningTask> Read(string folder) =>
    [
        Table(folder, "nasbench201-cifar10", larger: true, [.. Enumerable.Range(0, 6).Select(i => Dimension.Category($"edge{i}", "none", "skip", "conv1", "conv3", "pool"))]),
        Table(folder, "nasbench201-cifar100", larger: true, [.. Enumerable.Range(0, 6).Select(i => Dimension.Category($"edge{i}", "none", "skip", "conv1", "conv3", "pool"))]),
        Table(folder, "hpobench-phoneme", larger: true, Perceptron),
        Table(folder, "hpobench-credit_g", larger: true, Perceptron),
        Table(folder, "hpolib-protein_structure", larger: false, TwoLayers),
        Table(folder, "hpolib-naval_propulsion", larger: false, TwoLayers),
        SuiteTasks.Plain("ackley5", SuiteTasks.Box(5, -10, 30), x => Ackley(x.ToArray())) with { Optimum = 0, Typical = 20.7 },
        SuiteTasks.Plain("levy4", SuiteTasks.Box(4, -10, 7), x => Levy(x.ToArray())) with { Optimum = 0, Typical = 35 },
        SuiteTasks.Plain("styblinski5", SuiteTasks.Box(5, -5, 5), x => x.ToArray().Sum(v => (Math.Pow(v, 4) - (16 * v * v) + (5 * v)) / 2)) with { Optimum = -195.8308, Typical = -60 },
    ];

    private static Dimension[] Perceptron =>
    [
        Steps("alpha", 10), Steps("batch_size", 10), Steps("depth", 3), Steps("learning_rate", 10), Steps("width", 10),
    ];

    private static Dimension[] TwoLayers =>
    [
        Dimension.Category("activation1", "relu", "tanh"), Dimension.Category("activation2", "relu", "tanh"), Steps("batch_size", 4), Steps("dropout1", 3), Steps("dropout2", 3),
        Steps("learning_rate", 6), Dimension.Category("schedule", "cosine", "const"), Steps("units1", 6), Steps("units2", 6),
    ];

    private static Dimension Steps(string name, int count) => Dimension.Ordinal(name, [.. Enumerable.Range(0, count).Select(i => $"{i}")]);

    private static TuningTask Table(string folder, string name, bool larger, Dimension[] dimensions)
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, name + ".csv.gz")), CompressionMode.Decompress));
        var header = file.ReadLine()!.Split(',');
        var code = Array.IndexOf(header, "code");
        var losses = new Dictionary<string, double>();
        while (file.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var mean = cells.Where((_, i) => i != code).Average(c => double.Parse(c, CultureInfo.InvariantCulture));
            losses[cells[code]] = larger ? -mean : mean;
        }

        double[] sorted = [.. losses.Values.Order()];
        return SuiteTasks.Plain(name, dimensions, x => losses[string.Concat(x.ToArray().Select(d => (int)d))]) with { Optimum = sorted[0], Typical = sorted[sorted.Length / 2] };
    }

    private static double Ackley(double[] x) =>
        20 + Math.E - (20 * Math.Exp(-0.2 * Math.Sqrt(x.Average(v => v * v)))) - Math.Exp(x.Average(v => Math.Cos(2 * Math.PI * v)));

    private static double Levy(double[] x)
    {
        double[] w = [.. x.Select(v => 1 + ((v - 1) / 4))];
        return Math.Pow(Math.Sin(Math.PI * w[0]), 2)
            + w[..^1].Sum(v => Math.Pow(v - 1, 2) * (1 + (10 * Math.Pow(Math.Sin((Math.PI * v) + 1), 2))))
            + (Math.Pow(w[^1] - 1, 2) * (1 + Math.Pow(Math.Sin(2 * Math.PI * w[^1]), 2)));
    }
}
