using System.Globalization;
using System.Text;

namespace Assay.Benchmarks.Peers;

/// <summary>The comparison as a Markdown page: a line a set, then a line a fold.</summary>
public static class PeerReport
{
    /// <summary>Writes the page for these folds, in the order given.</summary>
    public static string Write(IReadOnlyList<PeerFold> folds, string budget, int threads)
    {
        var sets = folds.GroupBy(f => f.Set).Select(g => (g.Key, g.First().Metric, g.First().Tolerance, Gain: g.Average(f => f.Gain), Folds: g.Count())).ToList();
        var better = sets.Count(s => s.Gain > 0);
        var worse = sets.Count(s => !(s.Gain >= -s.Tolerance));
        var page = new StringBuilder();
        page.AppendLine(CultureInfo.InvariantCulture, $"Better than the best peer on {better} of {sets.Count} sets, worse than the tolerance on {worse}. Budget {budget} a fold, {threads} threads.");
        page.AppendLine().AppendLine("| set | metric | folds | mean gain over the best peer | verdict |").AppendLine("|---|---|---|---|---|");
        foreach (var set in sets)
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"| {set.Key} | {set.Metric} | {set.Folds} | {PeerFold.Show(set.Gain, set.Metric)} | {PeerFold.Judge(set.Gain, set.Tolerance)} |");
        }

        page.AppendLine().AppendLine("| set | fold | ours (95 % interval) | champion | best peer | gain | verdict | seconds |").AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (var fold in folds)
        {
            var ours = fold.Error ?? $"{Number(fold.Ours)} ({Number(fold.Low)} to {Number(fold.High)})";
            page.AppendLine(CultureInfo.InvariantCulture, $"| {fold.Set} | {fold.Fold} | {ours} | {fold.Champion} | {fold.Peer} {Number(fold.PeerScore)} | {PeerFold.Show(fold.Gain, fold.Metric)} | {PeerFold.Judge(fold.Gain, fold.Tolerance)} | {fold.Seconds:F0} |");
        }

        return page.ToString();
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 10 ? "F2" : "F4", CultureInfo.InvariantCulture);
}
