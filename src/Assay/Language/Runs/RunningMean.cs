using Assay.Language.Asking;
using Assay.Language.Python;
using Assay.Statistics;

namespace Assay.Language.Runs;

/// <summary>The mean so far of a task's first metric that is a number.</summary>
internal sealed class RunningMean
{
    private string? metric;
    private (long Count, double Sum, double Squares) so;
    private bool isShare = true;

    /// <summary>Counts a document's scores.</summary>
    public void Add(PythonDictionary scores)
    {
        metric ??= scores.Pairs.Where(p => PythonOperators.IsNumber(p.Value)).Select(p => PythonText.Str(p.Key)).FirstOrDefault();
        if (metric is not null && scores.TryGet(metric, out var value) && PythonOperators.IsNumber(value))
        {
            var number = PythonOperators.ToDouble(value);
            so = (so.Count + 1, so.Sum + number, so.Squares + (number * number));
            isShare &= number is 0 or 1;
        }
    }

    /// <summary>The mean with its interval; null before there are numbers.</summary>
    public RunningScore? Of(string task)
    {
        if (so.Count == 0)
        {
            return null;
        }

        var mean = so.Sum / so.Count;
        var half = 1.96 * Math.Sqrt(Math.Max(0, (so.Squares / so.Count) - (mean * mean)) / so.Count);
        return new RunningScore(task, metric!, isShare ? Proportion.Wilson(so.Sum, so.Count) : new Interval(mean, mean - half, mean + half, "normal"));
    }
}
