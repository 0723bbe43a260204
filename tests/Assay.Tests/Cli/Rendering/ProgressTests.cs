using Assay.Cli.Frame;
using Assay.Cli.Rendering;
using Assay.Development;
using Spectre.Console;

namespace Assay.Tests.Cli.Rendering;

public class ProgressTests
{
    [Fact]
    public void Plain_lines_tell_each_phase_and_each_finished_candidate_once()
    {
        var writer = new StringWriter();
        var lines = new ProgressLines(writer);
        foreach (var moment in Moments())
        {
            lines.Report(moment);
        }

        Approved.Matches(writer.ToString());
    }

    [Fact]
    public void A_terminal_shows_phase_bar_activity_and_the_best_so_far()
    {
        var writer = new StringWriter();
        var console = TerminalConsole.Over(writer, colour: false, terminal: false, width: 100);
        foreach (var moment in Moments().Where((_, i) => i is 0 or 1 or 8 or 24))
        {
            console.Write(ProgressPicture.Draw(moment, TimeSpan.FromSeconds(2)));
            console.WriteLine("");
        }

        Approved.Matches(writer.ToString());
    }

    [Fact]
    public void The_work_runs_once_and_its_answer_comes_back_on_a_terminal_and_off_it()
    {
        foreach (var interactive in new[] { true, false })
        {
            var error = new StringWriter();
            var surroundings = new Surroundings { Output = new StringWriter(), Error = error, Variable = _ => null, Interactive = interactive };
            var answer = ProgressDisplay.Run(surroundings, TimeProvider.System, progress =>
            {
                foreach (var moment in Moments())
                {
                    progress.Report(moment);
                }

                return 42;
            });
            Assert.Equal(42, answer);
            Assert.Contains("one-rule", error.ToString(), StringComparison.Ordinal);
            Assert.Empty(surroundings.Output.ToString()!);
        }
    }

    [Fact]
    public void A_failure_of_the_work_comes_out_of_the_display()
    {
        var surroundings = new Surroundings { Output = new StringWriter(), Error = new StringWriter(), Variable = _ => null, Interactive = true };
        var fault = Assert.Throws<AssayException>(() => ProgressDisplay.Run<int>(surroundings, TimeProvider.System, _ => throw new AssayException("data.empty", "No rows.")));
        Assert.Equal("data.empty", fault.Code);
    }

    private static IEnumerable<DevelopmentProgress> Moments()
    {
        var outcome = SampleOutcomes.Binary();
        yield return new DevelopmentProgress("read", "reading adult.csv.gz", 0, TimeSpan.Zero);
        CandidateResult? best = null;
        var done = 0;
        foreach (var phase in outcome.Phases)
        {
            foreach (var candidate in phase.Candidates)
            {
                var elapsed = TimeSpan.FromSeconds(3 * done);
                yield return new DevelopmentProgress(phase.Name, candidate.Name, done, elapsed) { Metric = "roc-auc", Best = best, Left = TimeSpan.FromSeconds(300) - elapsed };
                done++;
                best = candidate.Error is null && (best is null || candidate.Score.Value > best.Score.Value) ? candidate : best;
                yield return new DevelopmentProgress(phase.Name, "[next] \u001b[2J", done, elapsed) { Metric = "roc-auc", Best = best, Finished = candidate, Left = TimeSpan.FromSeconds(300) - elapsed };
            }
        }
    }
}
