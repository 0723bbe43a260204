using System.Text.Json;

namespace Assay.Tracking.Export;

/// <summary>One JSON object a line and run, as <c>runs show --json</c> has it; with all points, its <c>curves</c> hold them by metric as [step, time, value].</summary>
[Named("jsonl")]
internal sealed class JsonLinesFormat : RunFormat
{
    internal override bool IsText => true;

    internal override ExportReport Write(ExportedRuns runs, string path) => throw new NotSupportedException();

    internal override ExportReport Write(ExportedRuns runs, TextWriter target)
    {
        var (count, points) = (0, 0L);
        foreach (var run in runs.All())
        {
            var line = JsonSerializer.SerializeToNode(run, JsonRules.Compact)!.AsObject();
            points += run.Metrics.Count;
            if (runs.Detail == MetricDetail.History)
            {
                var curves = run.Metrics.Keys.ToDictionary(key => key, key => runs.Store.History(run.Id, key));
                points += curves.Values.Sum(c => c.Count) - run.Metrics.Count;
                line["curves"] = JsonSerializer.SerializeToNode(
                    curves.ToDictionary(c => c.Key, c => c.Value.Select(p => new object[] { p.Step, RunColumns.TimeOf(p.Time!.Value), p.Value })), JsonRules.Compact);
            }

            target.Write(line.ToJsonString(JsonRules.Compact));
            target.Write('\n');
            count++;
        }

        return new ExportReport(count, points, 0, []);
    }
}
