using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Cli.Tuning;

/// <summary>Runs the user's program for one trial and reads what it writes.</summary>
internal sealed partial class ProgramTrial
{
    private const int ErrorLetters = 2000;

    private readonly string[] words;

    /// <param name="words">The program and its arguments, with {name} where parameters go.</param>
    /// <param name="space">Knows the names.</param>
    /// <exception cref="AssayException"><c>usage.placeholder</c> when a placeholder names no parameter.</exception>
    internal ProgramTrial(string[] words, Space space)
    {
        this.words = words;
        var names = space.Dimensions.Select(d => d.Name).ToArray();
        if (words.SelectMany(w => Placeholder().Matches(w)).Select(m => m.Groups[1].Value).FirstOrDefault(n => n != "trial" && !names.Contains(n)) is { } unknown)
        {
            throw new AssayException("usage.placeholder", $"The command has {{{unknown}}}, which is no parameter of the space (parameters: {string.Join(", ", names)}; also {{trial}}).{Spelling.DidYouMean(unknown, names)}");
        }
    }

    /// <summary>The program's arguments for a trial: values in place of names, arguments of parameters that do not count left out.</summary>
    internal IReadOnlyList<string> Arguments(Trial trial)
    {
        var values = trial.Configuration.Texts.ToDictionary();
        values["trial"] = trial.Number.ToString();
        var arguments = new List<string>();
        foreach (var word in words)
        {
            var names = Placeholder().Matches(word);
            if (names.All(n => values.ContainsKey(n.Groups[1].Value)))
            {
                arguments.Add(Placeholder().Replace(word, n => values[n.Groups[1].Value]));
            }
            else if (names[0].Value == word && arguments is [_, .., var option] && option.StartsWith('-'))
            {
                arguments.RemoveAt(arguments.Count - 1); // --gamma {gamma} goes as a pair
            }
        }

        return arguments;
    }

    /// <summary>Runs the program to its end, or until it is pruned.</summary>
    /// <exception cref="OperationCanceledException">The user or the budget ended it; the program was stopped.</exception>
    internal async Task<TrialOutcome> RunAsync(Trial trial, Study study, CancellationToken cancellation)
    {
        var file = Path.Combine(Path.GetTempPath(), $"assay-tune-{Environment.ProcessId}-{trial.Number}.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(trial.Configuration.Values.ToDictionary(), JsonRules.Compact), cancellation);
        try
        {
            using var process = Start(trial, file);
            var errors = Tail(process.StandardError);
            try
            {
                return await ReadAsync(process, (trial, study), errors, cancellation);
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                    await process.WaitForExitAsync(CancellationToken.None);
                }
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<TrialOutcome> ReadAsync(Process process, (Trial Trial, Study Study) work, Task<string> errors, CancellationToken cancellation)
    {
        TrialOutcome? outcome = null;
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (TrialLine.Parse(line) is not { } told)
            {
                continue;
            }

            if (told.ValueKind == JsonValueKind.Object && told.TryGetProperty("step", out var step) && told.TryGetProperty("value", out var value))
            {
                if (work.Study.Report(work.Trial.Number, (long)TrialLine.Number(step, "step"), TrialLine.Number(value, "value")))
                {
                    return new TrialOutcome { State = TrialState.Pruned };
                }
            }
            else if (told.ValueKind == JsonValueKind.Number || told.TryGetProperty("value", out _) || told.TryGetProperty("values", out _) || told.TryGetProperty("state", out _))
            {
                outcome = TrialLine.Outcome(told);
            }
        }

        await process.WaitForExitAsync(cancellation);
        return process.ExitCode != 0 ? TrialOutcome.Failure($"Exit code {process.ExitCode}. {await errors}".Trim())
            : outcome ?? TrialOutcome.Failure("The program wrote no line such as {\"value\": 0.12} on its standard output.");
    }

    private Process Start(Trial trial, string file)
    {
        var arguments = Arguments(trial);
        var start = new ProcessStartInfo(arguments[0], arguments.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, text) in trial.Configuration.Texts)
        {
            start.Environment[$"ASSAY_PARAM_{NotInVariables().Replace(name.ToUpperInvariant(), "_")}"] = text;
        }

        (start.Environment["ASSAY_PARAMETERS"], start.Environment["ASSAY_TRIAL"]) = (file, trial.Number.ToString());
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            throw new AssayException("usage.program", $"\"{arguments[0]}\" cannot be started: {fault.Message}. Give the program's path, or its name if it is on the PATH.", fault);
        }
    }

    private static async Task<string> Tail(StreamReader errors)
    {
        var kept = "";
        while (await errors.ReadLineAsync() is { } line)
        {
            kept += line + "\n";
            kept = kept.Length > 2 * ErrorLetters ? kept[^ErrorLetters..] : kept;
        }

        return kept.Length > ErrorLetters ? kept[^ErrorLetters..] : kept;
    }

    [GeneratedRegex(@"\{([A-Za-z_][\w.-]*)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("[^A-Z0-9_]")]
    private static partial Regex NotInVariables();
}
