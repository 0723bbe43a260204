using Assay.Language.Asking;
using Assay.Language.Models;
using Assay.Language.Python;
using Assay.Language.Runs;
using Assay.Language.Tasks;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Language.Attacks;

/// <summary>Attacks the instruction of a task and measures what is left of its score.</summary>
/// <remarks>
/// The instruction is the task's description, or the fixed words of its question where it has none. The search looks at the first half of the documents only and
/// the result is measured on the other half, because the worst of many tries looks worse than it is where it was chosen.
/// </remarks>
public sealed class AttackRun
{
    private readonly AttackOptions options;
    private readonly TaskSettings settings;
    private readonly TaskData data;
    private readonly Asker asker;
    private readonly string field;
    private readonly int documents;
    private readonly HashSet<string> guarded;
    private readonly CancellationToken cancellation;
    // Prompts that were asked already: every attack is held against the same clean one.
    private readonly Dictionary<(string Prompt, int Limit), double[]> known = [];
    private int tried;

    private AttackRun(AttackOptions options, TaskSettings settings, Asker asker, CancellationToken cancellation)
    {
        (this.options, this.settings, this.asker, this.cancellation) = (options, settings, asker, cancellation);
        data = new TaskData(options.Run.Data);
        field = settings.Description.Any(char.IsLetter) ? "description" : settings.Get("doc_to_text") is string ? "doc_to_text"
            : throw new AssayException("usage.attack", $"Task \"{settings.Name}\" has neither a description nor a question written as a template, so there is no instruction to attack.");
        var task = new LanguageTask(settings, data.Rows);
        documents = Math.Min(options.Run.Limit ?? int.MaxValue, task.Documents.Count);
        if (documents < 4)
        {
            throw new AssayException("usage.attack", $"{documents} documents are too few: half of them are for the search and half for the measurement. Give at least 4.");
        }

        var labels = settings.Get("doc_to_choice") is null ? [] : task.Choices(task.Documents[0]).Select(PythonText.Str);
        guarded = [.. labels.Concat(options.Guarded).SelectMany(w => w.Split(' ')).Select(w => w.Trim('\'', '"', '.', ',').ToLowerInvariant())];
    }

    /// <summary>Runs the attacks.</summary>
    /// <exception cref="AssayException"><c>usage.attack</c>, <c>usage.unknown-name</c>, or what running a task throws.</exception>
    public static async Task<IReadOnlyList<AttackResult>> RunAsync(AttackOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var attacks = options.Attacks.Count == 0 ? Catalogue<PromptAttack>.All : [.. options.Attacks.Select(Catalogue<PromptAttack>.Find)];
        var selection = TaskSelection.Of(TaskFolder.Read(options.Run.Path), options.Run.Tasks);
        var settings = selection.Tasks is [var one] ? one : throw new AssayException("usage.attack", $"One task is attacked at a time; {string.Join(", ", options.Run.Tasks)} names {selection.Tasks.Count}.");
        using var model = options.Run.Client is { } client ? new ChatClientModel(client) : ModelAddress.Open(options.Run.Model, new ModelConnection { Variable = options.Run.Variable, Clock = clock });
        using var journal = options.Run.Journal is { } file ? AnswerJournal.Open(file) : new AnswerJournal();
        var run = new AttackRun(options, settings, new Asker(model, journal, options.Run.Asking, clock), cancellation);
        var results = new List<AttackResult>();
        foreach (var attack in attacks)
        {
            results.Add(await run.AttackAsync(attack).ConfigureAwait(false));
        }

        return results;
    }

    private async Task<AttackResult> AttackAsync(PromptAttack attack)
    {
        tried = 0;
        var name = Catalogue<PromptAttack>.NameOf(attack.GetType());
        var prompt = (string)settings.Get(field)!;
        var random = SeededRandom.For(options.Seed, name);
        var whole = attack.Whole(prompt, random);
        var worst = whole.Count > 0 ? await WorstAsync(prompt, whole).ConfigureAwait(false) : await WordsAsync(attack, prompt, random).ConfigureAwait(false);
        var scores = await ScoresAsync([prompt, worst], documents).ConfigureAwait(false);
        double[] clean = [.. scores[0].Skip(documents / 2)];
        double[] attacked = [.. scores[1].Skip(documents / 2)];
        return new AttackResult(
            name, attack.Level, worst, clean.Average(), attacked.Average(), PromptDrop.Rate(clean.Average(), attacked.Average()),
            ClusterMean.Of([.. clean.Zip(attacked, (c, a) => c - a)], new BootstrapOptions()), tried);
    }

    private async Task<string> WorstAsync(string prompt, IReadOnlyList<string> candidates)
    {
        string[] all = [prompt, .. candidates];
        var means = await MeansAsync(all).ConfigureAwait(false);
        return all[Array.IndexOf(means, means.Min())];
    }

    // From the word whose loss hurts most, each word by its worst candidate, as long as it gets worse.
    private async Task<string> WordsAsync(PromptAttack attack, string prompt, SeededRandom random)
    {
        var text = AttackedText.Of(prompt, guarded);
        var words = text.Words.Where(w => attack.Candidates(text[w], random).Count > 0).ToList();
        var without = await MeansAsync([prompt, .. words.Select(w => text.With(w, "").ToString())]).ConfigureAwait(false);
        var (best, left) = (without[0], options.MostWords);
        foreach (var (_, word) in words.Select((w, i) => (Mean: without[i + 1], Word: w)).OrderBy(w => w.Mean).ThenBy(w => w.Word))
        {
            if (left == 0)
            {
                break;
            }

            string[] candidates = [.. attack.Candidates(text[word], random)];
            var means = await MeansAsync([.. candidates.Select(c => text.With(word, c).ToString())]).ConfigureAwait(false);
            if (means.Min() < best)
            {
                best = means.Min();
                text = text.With(word, candidates[Array.IndexOf(means, best)]);
                left--;
            }
        }

        return text.ToString();
    }

    private async Task<double[]> MeansAsync(IReadOnlyList<string> prompts) => [.. (await ScoresAsync(prompts, documents / 2).ConfigureAwait(false)).Select(s => s.Average())];

    // All prompts are asked together; scores of the first metric, document by document.
    private async Task<List<double[]>> ScoresAsync(IReadOnlyList<string> prompts, int limit)
    {
        tried += prompts.Count;
        string[] fresh = [.. prompts.Where(p => !known.ContainsKey((p, limit))).Distinct()];
        var runs = fresh.Select(prompt =>
        {
            var changed = settings.Values.Copy();
            changed[field] = prompt;
            var shots = settings.Shots == 0 ? 0 : options.Run.Shots ?? settings.Shots ?? 0;
            return new TaskRun(new LanguageTask(new TaskSettings(changed), data.Rows), new PromptStyle { Shots = shots, System = options.Run.System, IsChat = options.Run.IsChat, IsMultiTurn = options.Run.IsChat, Seed = options.Run.Seed }, limit);
        }).ToList();
        await asker.RunAsync(runs.SelectMany(r => r.Inquiries()), runs.Sum(r => (long)r.Count), cancellation).ConfigureAwait(false);
        foreach (var (prompt, r) in fresh.Zip(runs))
        {
            known[(prompt, limit)] = r.Scores.Values.FirstOrDefault(s => s.All(PythonOperators.IsNumber)) is { } numbers && numbers.Count == r.Count
                ? [.. numbers.Select(PythonOperators.ToDouble)]
                : throw new AssayException("usage.attack", $"Task \"{settings.Name}\" has no score document by document for every document, which an attack needs.");
        }

        return [.. prompts.Select(p => known[(p, limit)])];
    }
}
