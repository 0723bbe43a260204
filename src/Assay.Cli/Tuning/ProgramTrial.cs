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

    private static readonly string[] always = ["trial", "seed", "checkpoint", "parent"];

    private readonly string[] words;

    /// <param name="words">The program and its arguments, with {name} where parameters go.</param>
    /// <param name="space">Knows the names.</param>
    /// <exception cref="AssayException"><c>usage.placeholder</c> when a placeholder names no parameter.</exception>
    internal ProgramTrial(string[] words, Space space)
    {
        this.words = words;
        var names = space.Dimensions.Select(d => d.Name).ToArray();
        if (words.SelectMany(w => Placeholder().Matches(w)).Select(m => m.Groups[1].Value).FirstOrDefault(n => !always.Contains(n) && !names.Contains(n)) is { } unknown)
        {
            throw new AssayException("usage.placeholder", $"The command has {{{unknown}}}, which is no parameter of the space (parameters: {string.Join(", ", names)}; also {string.Join(", ", always.Select(a => $"{{{a}}}"))}).{Spelling.DidYouMean(unknown, names)}");
        }
    }

    /// <summary>What the program is to start its random choices from.</summary>
    internal ulong Seed { get; init; }

    /// <summary>The folder with a folder a trial for checkpoints; null when trials stand alone.</summary>
    internal string? Checkpoints { get; init; }

    /// <summary>The program's arguments for a trial: values in place of names, arguments of parameters that do not count left out.</summary>
    internal IReadOnlyList<string> Arguments(Trial trial)
    {
        var values = trial.Configuration.Texts.ToDictionary();
        foreach (var (name, value) in Places(trial))
        {
            values[name] = value;
        }

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
        var (outcome, last) = ((TrialOutcome?)null, "");
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            last = line.Trim().Length > 0 ? line.Trim() : last;
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
            else if (TrialLine.IsEnd(told))
            {
                TrialLine.ReportFolds(work.Study, work.Trial.Number, told);
                outcome = TrialLine.Outcome(told);
            }
        }

        await process.WaitForExitAsync(cancellation);
        return process.ExitCode != 0 ? TrialOutcome.Failure($"{Ending(process.ExitCode)} {await errors}".Trim()) : outcome ?? TrialOutcome.Failure(Silent(last));
    }

    // A shell's convention: 128 and the number of the signal.
    private static string Ending(int code) => code switch
    {
        137 => "Exit code 137: it was killed, most often because the memory was used up.",
        139 => "Exit code 139: it crashed (segmentation fault).",
        127 => "Exit code 127: the command was not found.",
        _ => $"Exit code {code}.",
    };

    private static string Silent(string last) =>
        "The program wrote no line such as {\"value\": 0.12} on its standard output"
        + (last.Length == 0 ? "; it wrote nothing there." : $"; its last line was: {(last.Length > 200 ? last[..200] : last)}");

    private Process Start(Trial trial, string file)
    {
        var arguments = Arguments(trial);
        var start = new ProcessStartInfo(arguments[0], arguments.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, text) in trial.Configuration.Texts)
        {
            start.Environment[$"ASSAY_PARAM_{NotInVariables().Replace(name.ToUpperInvariant(), "_")}"] = text;
        }

        start.Environment["ASSAY_PARAMETERS"] = file;
        foreach (var (name, text) in Places(trial))
        {
            start.Environment[name == "parent" ? "ASSAY_PARENT_CHECKPOINT" : $"ASSAY_{name.ToUpperInvariant()}"] = text;
        }

        if (Checkpoints is not null)
        {
            Directory.CreateDirectory(Folder(trial.Number));
        }

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

    // What every trial has beside its parameters; "parent" only where there is one.
    private Dictionary<string, string> Places(Trial trial)
    {
        var places = new Dictionary<string, string> { ["trial"] = $"{trial.Number}", ["seed"] = $"{Seed}" };
        if (Checkpoints is not null)
        {
            places["checkpoint"] = Folder(trial.Number);
        }

        if (Checkpoints is not null && trial.Parent is { } parent)
        {
            places["parent"] = Folder(parent);
        }

        return places;
    }

    private string Folder(int trial) => Path.Combine(Checkpoints!, $"{trial}");

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
