using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Assay.Development.SearchReport;
using Assay.Shared;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Development.SearchReport;

public class TuningReportTests
{
    private static readonly DateTimeOffset date = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Says_what_its_charts_show(int objectives)
    {
        using var study = Searched(60, objectives);
        var page = Parse(TuningReport.Render(study, "bowl", date));
        var text = string.Join('\n', page.Descendants("section").Select(s =>
            $"# {s.Element("h2")!.Value}\n{(s.Elements("p").FirstOrDefault()?.Value ?? "").Trim()}\n{string.Join('\n', s.Descendants("svg").Where(v => ((string?)v.Attribute("class"))!.Contains("wide")).Select(v => $"- {v.Element("title")!.Value}: {v.Element("desc")!.Value}"))}"));
        Approved.Matches(text, $"{objectives}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(700)]
    public void Is_well_formed_names_every_id_once_and_loads_nothing(int trials)
    {
        using var study = Searched(trials, 1);
        var page = Parse(TuningReport.Render(study, "bowl", date));
        var ids = page.Descendants().Select(e => (string?)e.Attribute("id")).OfType<string>().ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(page.Descendants("script"), s => Assert.Equal("application/json", (string?)s.Attribute("type")));
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || a.Name.LocalName == "src");
        Assert.DoesNotContain("NaN", string.Concat(page.Descendants("path").Select(p => (string?)p.Attribute("d"))));
    }

    [Fact]
    public void Text_of_users_is_never_markup()
    {
        const string hostile = "</script><script>alert(1)</script>\"'&\u202e";
        using var study = new Study(new Space([Dimension.Float(hostile, 0, 1), Dimension.Category("k", hostile, "b")]), new StudyOptions { Sampler = "random" });
        for (var i = 0; i < 15; i++)
        {
            var trial = study.Ask();
            study.Tell(trial.Number, i == 3 ? TrialOutcome.Failure(hostile) : TrialOutcome.Of(trial.Configuration.Number(hostile)));
        }

        var page = Parse(TuningReport.Render(study, hostile, date));
        Assert.Single(page.Descendants("script"));
        Assert.Contains("alert(1)", page.Root!.Value);
        var data = JsonDocument.Parse(page.Descendants("script").Single().Value).RootElement;
        Assert.Equal(hostile, data.GetProperty("study").GetString());
    }

    [Fact]
    public void The_data_hold_every_trial_and_all_importances()
    {
        using var study = Searched(20, 1);
        var data = JsonDocument.Parse(TuningReport.Data(study, "bowl")).RootElement;
        Assert.Equal(20, data.GetProperty("trials").GetArrayLength());
        Assert.Equal(["fanova", "ped-anova", "sobol"], data.GetProperty("importance").EnumerateObject().Select(m => m.Name));
        Assert.Equal(study.Best!.Values[0], data.GetProperty("trials")[study.Best.Number].GetProperty("values")[0].GetDouble());
    }

    [Fact]
    public void The_same_study_gives_the_same_bytes()
    {
        using var study = Searched(20, 2);
        Assert.Equal(TuningReport.Render(study, "bowl", date), TuningReport.Render(study, "bowl", date));
    }

    private static Study Searched(int trials, int objectives)
    {
        var clock = new SteppingClock();
        var study = new Study(
            new Space([Dimension.Float("rate", 1e-4, 1).Log(), Dimension.Int("layers", 1, 5), Dimension.Category("kind", "a", "b"), Dimension.Float("momentum", 0, 1).OnlyWhen("kind", "b")]),
            new StudyOptions { Sampler = "random", Seed = 6, Clock = clock, Pruner = objectives == 1 ? "median" : null, Directions = [.. Enumerable.Repeat(Direction.Minimise, objectives)] });
        for (var i = 0; i < trials; i++)
        {
            var (trial, ends) = (study.Ask(), false);
            var c = trial.Configuration;
            var value = Math.Pow(Math.Log10(c.Number("rate")) + 2, 2) + (0.1 * c.Number("layers")) + (c.Word("kind") == "a" ? 0.5 : c.Number("momentum"));
            for (var step = 1; step <= 4 && objectives == 1 && !ends; step++)
            {
                ends = study.Report(trial.Number, step, value + (1.0 / step));
            }

            study.Tell(trial.Number, ends ? new TrialOutcome { State = TrialState.Pruned } : TrialOutcome.Of([.. Enumerable.Range(0, objectives).Select(k => k == 0 ? value : 6 - c.Number("layers"))]));
        }

        return study;
    }

    private static XDocument Parse(string page)
    {
        using var reader = XmlReader.Create(new StringReader(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)), new XmlReaderSettings { CheckCharacters = true });
        return XDocument.Load(reader);
    }

    /// <summary>A second passes at every look.</summary>
    private sealed class SteppingClock : TimeProvider
    {
        private int seconds;

        public override DateTimeOffset GetUtcNow() => date.AddSeconds(seconds++);
    }
}
