using System.IO.Compression;
using Assay.Language.Python;

namespace Assay.Language.Verification;

/// <summary>The data sets the golden prompts were made on: made ones, and real ones in the form the harness got them (README of the cases).</summary>
internal sealed class PromptCaseData
{
    private readonly Dictionary<string, PythonDictionary> made = [];
    private readonly LanguageCaseFiles files;

    /// <param name="files">Where the cases are; the data is looked for in folders above them.</param>
    public PromptCaseData(LanguageCaseFiles files)
    {
        this.files = files;
        foreach (var set in LanguageCaseFiles.Read(files.Above("golden/llm/prompts/made_data.jsonl.gz")))
        {
            made[$"{set.Text("data_set")}|{set.Text("name")}"] = (PythonDictionary)set["splits"]!;
        }
    }

    /// <summary>The rows of a split.</summary>
    public IReadOnlyList<PythonDictionary> Rows(string dataset, string? name, string split)
    {
        if (made.TryGetValue($"{dataset}|{name}", out var splits))
        {
            return [.. ((List<object?>)splits[split]!).Cast<PythonDictionary>().Select(Repaired)];
        }

        return dataset switch
        {
            "openai/gsm8k" => Lines($"gsm8k/{split}.jsonl.gz"),
            "SaylorTwift/bbh" => [.. ((List<object?>)((PythonDictionary)Json($"bbh/tasks/{name}.json.gz")!)["examples"]!).Cast<PythonDictionary>()],
            "cais/mmlu" or "hails/mmlu_no_train" => Mmlu(name!, split == "validation" ? "test" : split),
            "Rowan/hellaswag" => HellaSwag(split),
            "truthfulqa/truthful_qa" => name == "generation" ? TruthfulGeneration() : TruthfulChoice(),
            "openai/openai_humaneval" => Lines("humaneval/HumanEval.jsonl.gz"),
            "HuggingFaceH4/MATH-500" => Lines("math/math500.jsonl.gz"),
            "EleutherAI/hendrycks_math" => Math(name!, split),
            "google/IFEval" => Lines("ifeval/input_data.jsonl.gz"),
            "EleutherAI/persona" => Lines($"model_written_evals/{name}.jsonl.gz"),
            _ => throw new InvalidOperationException($"{dataset} {name}"),
        };
    }

    // The made ARC rows were written out after one task's hook had lettered their labels in place: a numbered answer had numbered choices.
    private static PythonDictionary Repaired(PythonDictionary row)
    {
        if (row.Text("answerKey") is not { } answer || !char.IsAsciiDigit(answer[0]) || row["choices"] is not PythonDictionary choices)
        {
            return row;
        }

        var (made, numbered) = (row.Copy(), choices.Copy());
        numbered["label"] = ((List<object?>)choices["label"]!).Select(object? (_, i) => $"{i + 1}").ToList();
        made["choices"] = numbered;
        return made;
    }

    private List<PythonDictionary> Lines(string file) => [.. Texts(file).Where(l => l.Length > 0).Select(l => (PythonDictionary)PythonJson.Parse(l)!)];

    private object? Json(string file) => PythonJson.Parse(string.Join('\n', Texts(file)));

    private IEnumerable<string> Texts(string file)
    {
        using var packed = new GZipStream(File.OpenRead(files.Above($"llm/{file}")), CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        return reader.ReadToEnd().Split('\n');
    }

    private List<PythonDictionary> Mmlu(string subject, string split) =>
    [
        .. Csv($"mmlu/{split}/{subject}_{split}.csv.gz").Select(r => new PythonDictionary
        {
            ["question"] = r["question"],
            ["subject"] = subject,
            ["choices"] = new List<object?> { r["choice0"], r["choice1"], r["choice2"], r["choice3"] },
            ["answer"] = long.Parse((string)r["answer"]!),
        }),
    ];

    private List<PythonDictionary> HellaSwag(string split)
    {
        var lines = Texts("hellaswag/hellaswag_val_full.txt.gz").ToArray();
        var all = Enumerable.Range(0, lines.Length / 6).Select(i =>
        {
            var six = lines[(6 * i)..((6 * i) + 6)];
            var colon = six[0].IndexOf(": ", StringComparison.Ordinal);
            var (label, context) = colon < 0 ? ("", six[0]) : (six[0][..colon], six[0][(colon + 2)..]);
            var stop = context.LastIndexOf(". ", StringComparison.Ordinal);
            var (first, second) = stop < 0 ? (context, "") : (context[..(stop + 1)], context[(stop + 2)..]);
            return new PythonDictionary
            {
                ["ind"] = (long)i,
                ["activity_label"] = label,
                ["ctx_a"] = first,
                ["ctx_b"] = second,
                ["ctx"] = context,
                ["endings"] = six[2..].Cast<object?>().ToList(),
                ["source_id"] = "local",
                ["split"] = "val",
                ["split_type"] = "indomain",
                ["label"] = six[1],
            };
        });
        return [.. split == "train" ? all.Skip(6000).Take(400) : all];
    }

    private List<PythonDictionary> TruthfulGeneration() =>
    [
        .. Csv("truthfulqa/TruthfulQA.v1.csv.gz").Select(r => new PythonDictionary
        {
            ["type"] = r["Type"],
            ["category"] = r["Category"],
            ["question"] = r["Question"],
            ["best_answer"] = r["Best Answer"],
            ["correct_answers"] = Parts((string)r["Correct Answers"]!),
            ["incorrect_answers"] = Parts((string)r["Incorrect Answers"]!),
            ["source"] = r["Source"],
        }),
    ];

    private static List<object?> Parts(string text) => [.. text.Split(';').Select(p => p.Trim()).Where(p => p.Length > 0)];

    private List<PythonDictionary> TruthfulChoice() =>
    [
        .. ((List<object?>)Json("truthfulqa/mc_task.v1.json.gz")!).Cast<PythonDictionary>().Select(d => new PythonDictionary
        {
            ["question"] = d["question"],
            ["mc1_targets"] = Targets(d["mc1_targets"]),
            ["mc2_targets"] = Targets(d["mc2_targets"]),
        }),
    ];

    private static PythonDictionary Targets(object? targets) => new()
    {
        ["choices"] = ((PythonDictionary)targets!).Keys.ToList(),
        ["labels"] = ((PythonDictionary)targets).Values.ToList(),
    };

    private List<PythonDictionary> Math(string subject, string split)
    {
        var rows = Lines("math/math500.jsonl.gz").Where(r => r.Text("unique_id")!.Split('/')[1] == subject).Select(r => new PythonDictionary
        {
            ["problem"] = r["problem"],
            ["level"] = $"Level {r["level"]}",
            ["type"] = r["subject"],
            ["solution"] = r["solution"],
        }).ToList();
        if (split == "train")
        {
            rows.Reverse();
        }

        return rows;
    }

    private List<PythonDictionary> Csv(string file)
    {
        var rows = new List<List<string>> { new() };
        var (cell, quoted) = (new System.Text.StringBuilder(), false);
        var text = string.Join('\n', Texts(file)).TrimStart('\ufeff');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is ',' or '\n' && !quoted)
            {
                rows[^1].Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    rows.Add([]);
                }
            }
            else if (c != '\r' || quoted)
            {
                cell.Append(c);
            }
        }

        var head = rows[0];
        return [.. rows.Skip(1).Where(r => r.Count == head.Count).Select(r => new PythonDictionary(head.Zip(r).Select(p => KeyValuePair.Create(p.First, (object?)p.Second))))];
    }
}
