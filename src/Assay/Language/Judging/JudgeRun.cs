using Assay.Language.Asking;
using Assay.Language.Models;
using Assay.Language.Python;
using Assay.Language.Tasks;
using Assay.Statistics;

namespace Assay.Language.Judging;

/// <summary>A language model as judge of rows.</summary>
public static class JudgeRun
{
    private const int MostTokens = 1024;

    /// <summary>Names and purposes of the judges that come with the program.</summary>
    public static IReadOnlyList<(string Name, string About)> BuiltIn => [.. JudgeDefinition.BuiltIn.Select(n => (n, JudgeDefinition.Find(n).About))];

    /// <summary>Judges every row; for pairs in both orders.</summary>
    /// <exception cref="AssayException">A judge, field or label that is not there; what providers refuse.</exception>
    public static async Task<JudgeOutcome> RunAsync(JudgeOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var judge = JudgeDefinition.Find(options.Judge).With(options.Parameters);
        var rows = Rows(options);
        var isPairwise = rows[0].Contains("response_a") && rows[0].Contains("response_b");
        using var model = options.Client is { } client ? new ChatClientModel(client) : ModelAddress.Open(options.Model, new ModelConnection { Variable = options.Variable, Clock = clock });
        using var journal = options.Journal is { } file ? AnswerJournal.Open(file) : new AnswerJournal();
        var asker = new Asker(model, journal, options.Asking, clock);
        var judged = new List<JudgedRow>();
        var inquiries = rows.Select((row, i) => new Inquiry($"{judge.Name} {i}", Questions(judge, row, i, isPairwise, options.Repeats), asked =>
            judged.Add((isPairwise ? Pair(i, asked) : Single(judge, i, asked)) with { Label = Label(options, row, i, isPairwise) })));
        await asker.RunAsync(inquiries, rows.Count, cancellation).ConfigureAwait(false);
        double[] scores = [.. judged.Select(j => j.Score).Where(s => !double.IsNaN(s))];
        return new JudgeOutcome
        {
            Judge = judge.Name,
            Model = model.Name,
            IsPairwise = isPairwise,
            Rows = judged,
            Unread = judged.Count - scores.Length,
            Mean = scores.Length == 0 ? Interval.None("no answer of the judge could be read") : scores.All(s => s is 0 or 1) ? Proportion.Wilson(scores.Sum(), scores.Length) : ClusterMean.Of(scores, new BootstrapOptions()) with { Method = "Student's t" },
            Inconsistent = isPairwise ? (double)judged.Count(j => !j.IsConsistent) / judged.Count : null,
            PositionBias = isPairwise ? Bias(judged) : null,
            Calibration = JudgeCalibration.Of(judged),
            Asking = asker.Progress(rows.Count),
        };
    }

    private static IReadOnlyList<ModelQuestion> Questions(JudgeDefinition judge, PythonDictionary row, int number, bool isPairwise, int repeats)
    {
        var settings = new GenerationSettings([], MostTokens, repeats > 1 ? 1 : 0);
        string[] prompts = isPairwise ? [JudgePrompt.OfPair(judge, row, number, false), JudgePrompt.OfPair(judge, row, number, true)] : [JudgePrompt.Of(judge, row, number)];
        return [.. prompts.SelectMany(p => Enumerable.Range(0, repeats).Select(i => new GenerationQuestion(new TaskPrompt(null, [new ChatMessage("user", p)], false), settings, i)))];
    }

    private static List<string> Said(Inquiry asked) => [.. asked.Replies.Select(r => r?.Text ?? "")];

    private static JudgedRow Single(JudgeDefinition judge, int row, Inquiry asked)
    {
        var said = Said(asked);
        return new JudgedRow(row, said.Select(s => JudgePrompt.Score(judge, s)).Average(), said);
    }

    // Both orders must say the same, or it is a tie.
    private static JudgedRow Pair(int row, Inquiry asked)
    {
        var said = Said(asked);
        var half = said.Count / 2;
        var (plain, swapped) = (said.Take(half).Select(JudgePrompt.First).Average(), 1 - said.Skip(half).Select(JudgePrompt.First).Average());
        var consistent = Math.Sign(plain - 0.5) == Math.Sign(swapped - 0.5);
        return new JudgedRow(row, double.IsNaN(plain + swapped) ? double.NaN : consistent ? (plain + swapped) / 2 : 0.5, said) { IsConsistent = double.IsNaN(plain + swapped) || consistent };
    }

    private static double Bias(List<JudgedRow> judged)
    {
        double[] first = [.. judged.SelectMany(j => j.Said).Select(JudgePrompt.First).Where(f => !double.IsNaN(f))];
        return first.Length == 0 ? double.NaN : (2 * first.Average()) - 1;
    }

    private static List<PythonDictionary> Rows(JudgeOptions options)
    {
        if (!File.Exists(options.Data))
        {
            throw new AssayException("data.file-missing", $"There is no file {options.Data}. Give JSON lines with the fields the judge looks at.");
        }

        var rows = File.ReadLines(options.Data).Where(l => !string.IsNullOrWhiteSpace(l)).Take(options.Limit ?? int.MaxValue).Select((line, i) => Row(line, i, options)).ToList();
        return rows.Count > 0 ? rows : throw new AssayException("data.empty", $"{options.Data} holds no rows to judge.");
    }

    private static PythonDictionary Row(string line, int number, JudgeOptions options)
    {
        PythonDictionary row;
        try
        {
            row = (PythonDictionary)PythonJson.Load(line)!;
        }
        catch (Exception wrong) when (wrong is System.Text.Json.JsonException or InvalidCastException)
        {
            throw new AssayException("data.json", $"Line {number + 1} of {options.Data} is no JSON object: {wrong.Message}", wrong);
        }

        foreach (var (field, column) in options.Fields)
        {
            row[field] = row.TryGet(column, out var value) ? value : throw new AssayException("data.column-missing", $"Row {number + 1} of {options.Data} has no \"{column}\".{Spelling.DidYouMean(column, [.. row.Keys.Select(PythonText.Str)])}");
        }

        return row;
    }

    private static double? Label(JudgeOptions options, PythonDictionary row, int number, bool isPairwise)
    {
        if (options.Labels is not { } column || !row.TryGet(column, out var label) || label is null)
        {
            return null;
        }

        return isPairwise && label is string word
            ? word.ToLowerInvariant() switch
            {
                "a" => 1,
                "b" => 0,
                "tie" => 0.5,
                _ => throw new AssayException("data.judge-label", $"Row {number + 1} has the label \"{word}\": for pairs it is a, b or tie."),
            }
            : PythonOperators.IsNumber(label) ? PythonOperators.ToDouble(label) : throw new AssayException("data.judge-label", $"Row {number + 1} has the label \"{PythonText.Str(label)}\", which is no number on the judge's scale.");
    }
}
