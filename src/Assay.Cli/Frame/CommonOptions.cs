using System.CommandLine;
using System.CommandLine.Parsing;

namespace Assay.Cli.Frame;

/// <summary>Options that mean the same in every command that takes them. Each call makes a new one for the command's own field.</summary>
internal static class CommonOptions
{
    /// <summary><c>--seed</c>, 0 when not given.</summary>
    public static Option<ulong> Seed() => new("--seed")
    {
        Description = "Start of every random choice; the same seed gives the same result",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };

    /// <summary><c>--store</c>, the file under .assay in the current folder when not given.</summary>
    public static Option<string> Store() => new("--store")
    {
        Description = "Where runs are recorded",
        HelpName = "URI",
        DefaultValueFactory = _ => Tracking.Store.DefaultAddress,
    };

    /// <summary><c>--artifacts</c>, null when not given: beside the store.</summary>
    public static Option<string?> Artifacts() => new("--artifacts")
    {
        Description = "Folder for models, reports and other files; beside the store when not given",
        HelpName = "PATH",
    };

    /// <summary><c>--budget</c>, such as 90s, 10m or 1h30m.</summary>
    public static Option<TimeSpan> Budget(string unlessGiven) => Duration("--budget", "Time to spend in all, such as 90s, 10m or 1h30m", unlessGiven);

    /// <summary><c>--trials</c>, null when not given.</summary>
    public static Option<int?> Trials() => AtLeastOne(new Option<int?>("--trials")
    {
        Description = "At most so many settings drawn at random in the search; 16 when not given, fewer where the budget ends first",
        HelpName = "N",
    });

    /// <summary><c>--threads</c>, the machine's processors when not given.</summary>
    public static Option<int> Threads() => AtLeastOne(new Option<int>("--threads")
    {
        Description = "Threads to use; a plan counts what they can do, so runs reproduce uses the recorded number",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    });

    /// <summary><c>--junit</c>: gates and findings as test cases for a build server.</summary>
    public static Option<string?> Junit() => new("--junit") { Description = "Also write gates and findings as a JUnit file", HelpName = "FILE" };

    /// <summary><c>--markdown</c>: the summary for a pull request.</summary>
    public static Option<string?> Markdown() => new("--markdown") { Description = "Also write the summary as Markdown", HelpName = "FILE" };

    /// <summary>An option that takes a length of time.</summary>
    public static Option<TimeSpan> Duration(string name, string description, string unlessGiven) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        DefaultValueFactory = _ => Frame.Duration.Parse(unlessGiven),
        CustomParser = ParseDuration,
    };

    /// <summary>An option that takes one of a few words.</summary>
    public static Option<string> Choice(string name, string description, string unlessGiven, params string[] words)
    {
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', words), DefaultValueFactory = _ => unlessGiven };
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => !words.Contains(t.Value)))
            {
                result.AddError($"{name} is one of {string.Join(", ", words)}, not \"{token.Value}\".{Spelling.DidYouMean(token.Value, words)}");
            }
        });
        return option;
    }

    private static TimeSpan ParseDuration(ArgumentResult result)
    {
        try
        {
            return Frame.Duration.Parse(result.Tokens[0].Value);
        }
        catch (AssayException wrong)
        {
            result.AddError(wrong.Message[(wrong.Code.Length + 2)..]);
            return default;
        }
    }

    /// <summary>The option with a check that its number is at least 1.</summary>
    public static Option<T> AtLeastOne<T>(Option<T> option) => AtLeast(1, option);

    /// <summary>The option with a check that its number is at least so large.</summary>
    public static Option<T> AtLeast<T>(int least, Option<T> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var typed }] && int.TryParse(typed, out var number) && number < least)
            {
                result.AddError($"{option.Name} must be at least {least}, not {number}.");
            }
        });
        return option;
    }
}
