using System.Text.Json;
using Assay.Language.Evals;
using Assay.Language.Python;
using Assay.Language.Scoring;

namespace Assay.Language.Verification;

/// <summary>What checks of OpenAI Evals share.</summary>
internal static class EvalsChecks
{
    /// <summary>JSON, or null when the text is none.</summary>
    public static object? Json(string text, bool mustBe)
    {
        try
        {
            return PythonJson.Load(text);
        }
        catch (JsonException)
        {
            return mustBe ? throw new PythonException("JSONDecodeError", text) : null;
        }
    }

    public static void Assert(bool holds)
    {
        if (!holds)
        {
            throw new PythonException("AssertionError", "");
        }
    }
}

/// <summary>Basic classes.</summary>
[Named("openai-evals-basic")]
internal sealed class EvalsBasicCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        var found = OrError(() => Events(one));
        return Compare("events", one.TryGet("error", out var error) ? error : one["events"], found) ?? Prompt(one);
    }

    private static List<object?> Events(PythonDictionary one)
    {
        var completion = one.Text("completion")!;
        if (one.Text("cls") == "MultipleChoice")
        {
            return [Match(SampleMatch.Begins(completion, [one.Text("correct_letter")!]), new List<object?> { one["correct_letter"] })];
        }

        var sample = one["sample"] as PythonDictionary;
        EvalsChecks.Assert(sample is not null && sample.Contains("input") && sample.Contains("ideal"));
        var ideal = sample!["ideal"];
        List<object?> ideals = ideal is List<object?> list ? list : [ideal];
        EvalsChecks.Assert(ideals.All(i => i is string));
        switch (one.Text("cls"))
        {
            case "Includes":
                var ignoring = one["ignore_case"] is true;
                return [new PythonDictionary { ["type"] = "match", ["correct"] = ideals.Any(i => SampleMatch.Find(completion, (string)i!, ignoring) is not null), ["expected"] = ideal, ["picked"] = completion }];
            case "FuzzyMatch":
                return Judged(completion, ideals, ideals.Select(i => SampleMatch.IsFuzzy(completion, (string)i!)).ToList(), withF1: true);
            case "JsonMatch":
                var said = EvalsChecks.Json(completion, mustBe: false);
                return Judged(completion, ideals, ideals.Select(i => EvalsChecks.Json((string)i!, mustBe: true)).ToList().Select(r => SampleMatch.IsSameJson(said, r)).ToList(), withF1: false);
            default:
                return [Match(SampleMatch.Begins(completion, ideals.Cast<string>()), ideals)];
        }
    }

    private static PythonDictionary Match(string? picked, List<object?> ideals) => new() { ["type"] = "match", ["correct"] = picked is not null, ["expected"] = ideals, ["picked"] = picked };

    private static List<object?> Judged(string completion, List<object?> ideals, List<bool> matches, bool withF1)
    {
        var right = matches.Contains(true);
        var metrics = new PythonDictionary { ["type"] = "metrics", ["accuracy"] = right ? 1.0 : 0.0 };
        if (withF1)
        {
            metrics["f1_score"] = ideals.Max(i => TokenF1.Score(completion, (string)i!));
        }

        return [new PythonDictionary { ["type"] = "match", ["correct"] = right, ["expected"] = ideals, ["picked"] = matches.Where(m => m).Select(object? (_) => completion).ToList() }, metrics];
    }

    private static string? Prompt(PythonDictionary one)
    {
        switch (one.Text("cls"))
        {
            case "MultipleChoice":
                var (options, letter) = SampleMatch.Lettered(Texts(one["answers"]), PythonOperators.ToIndex(one["label"]), new PythonRandom(PythonOperators.ToWhole(one["rng_seed"])));
                return Compare("letter", one["correct_letter"], letter)
                    ?? Compare("prompt", one["prompt"], $"{one.Text("instructions")}\nPlease answer with the letter of the correct answer.\n\n{one.Text("question")}\n{options}");
            case "MatchFewShot":
                var input = List(((PythonDictionary)one["sample"]!)["input"]);
                var shots = List(one["few_shot"]).Take(PythonOperators.ToIndex(one["num_few_shot"])).SelectMany(s => List(((PythonDictionary)s!)["sample"]));
                return Compare("prompt", one["prompt"], (List<object?>)[.. input.SkipLast(1), .. shots, .. input.TakeLast(1)]);
            default:
                return null;
        }
    }
}

/// <summary>Functions the classes are made of.</summary>
[Named("openai-evals-functions")]
internal sealed class EvalsFunctionsCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files) => one.Text("fn") switch
    {
        "normalize" => Compare("normalize", one["expected"], TokenF1.Normalize(one.Text("text")!)),
        "fuzzy_match" => Compare("fuzzy", one["expected"], SampleMatch.IsFuzzy(one.Text("a")!, one.Text("b")!)) ?? Compare("f1", one["f1"], TokenF1.Score(one.Text("a")!, one.Text("b")!)),
        "get_answer" => Compare("answer", one["expected"], SampleMatch.Find(one.Text("text")!, one.Text("answer")!, one["ignore_case"] is true)),
        "get_scores_from_text" => Compare("scores", one["expected"], ModelGrading.HeadedScores(one.Text("text")!)),
        _ => Compare("text", one.TryGet("error", out var error) ? error : one["expected"], OrError(() => ModelGrading.Filled(one.Text("template")!, ((PythonDictionary)one["kwargs"]!).Pairs.ToDictionary(p => (string)p.Key!, p => p.Value)))),
    };
}

/// <summary>Models that grade.</summary>
[Named("openai-evals-model-graded")]
internal sealed class EvalsGradingCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        var expected = one.TryGet("error", out var error) ? error : one.TryGet("expected", out var value) ? value : null;
        return one.Text("fn") switch
        {
            "get_choice" => Compare("choice", expected, ModelGrading.Choice(one.Text("text")!, one.Text("eval_type")!, one.Text("match_fn")!, Texts(one["choice_strings"]))),
            "get_choice_strings" => Compare("choices", expected, OrError(() => ModelGrading.Choices(one["choice_strings"], one["n"] is long n ? (int)n : 0).Cast<object?>().ToList())),
            "get_choice_score" => Compare("score", expected, OrError(() => ModelGrading.Score(one.Text("choice")!, Texts(one["choice_strings"]), one["choice_scores"]))),
            "choice_to_str" => Compare("words", expected, ModelGrading.Words(Texts(one["choice_strings"]))),
            "concat_n_completions" => Compare("joined", expected, ModelGrading.Joined(Texts(one["completions"]), one.Text("template")!)),
            _ => Classified(one),
        };
    }

    private static string? Classified(PythonDictionary one)
    {
        var spec = (PythonDictionary)one["spec"]!;
        var choices = ModelGrading.Choices(spec["choice_strings"], one.TryGet("n", out var n) && n is long count ? (int)count : 0);
        var choice = ModelGrading.Choice(one.Text("completion")!, spec.Text("eval_type") ?? one.Text("eval_type")!, "starts_or_endswith", choices);
        return Compare("choice", one["choice"], choice) ?? Compare("invalid", one["invalid"], choice == ModelGrading.Invalid)
            ?? Compare("score", one["score"], ModelGrading.Score(choice, choices, spec.TryGet("choice_scores", out var scores) ? scores : null));
    }
}
