using System.Globalization;

namespace Assay.Benchmarks.Peers;

/// <summary>What the reference learners reached, fold by fold: <c>peers.csv</c>.</summary>
public sealed class PeerScores
{
    private readonly List<(string Set, string Model, string Metric, double[] Folds)> rows;

    private PeerScores(List<(string Set, string Model, string Metric, double[] Folds)> rows) => this.rows = rows;

    /// <summary>Reads <c>peers.csv</c> of the folder.</summary>
    public static PeerScores Read(string folder)
    {
        var lines = File.ReadAllLines(Path.Combine(folder, "peers.csv"));
        var header = lines[0].Split(',').ToList();
        var (set, model, metric, folds) = (header.IndexOf("dataset"), header.IndexOf("model"), header.IndexOf("metric1"), header.IndexOf("per_fold1"));
        return new PeerScores(
        [
            .. lines.Skip(1).Select(l => l.Split(',')).Where(c => c.Length > folds)
                .Select(c => (c[set], c[model], c[metric], c[folds].Split(';').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray())),
        ]);
    }

    /// <summary>The metric the peers of a set were compared by, in our spelling.</summary>
    public string Metric(string set) => rows.First(r => r.Set == set).Metric switch { "auc" => "roc-auc", "logloss" => "log-loss", var other => other };

    /// <summary>The best peer of those that ran this fold; null when none did.</summary>
    public (string Model, double Score)? Best(string set, int fold)
    {
        var ran = rows.Where(r => r.Set == set && r.Folds.Length > fold).Select(r => (r.Model, Score: r.Folds[fold])).ToList();
        return ran.Count == 0 ? null : Metric(set) == "roc-auc" ? ran.MaxBy(r => r.Score) : ran.MinBy(r => r.Score);
    }
}
