using System.Text;

namespace Assay.Evaluation.Models;

/// <summary>Splits a command into words. No shell is asked, so nothing but quotes means anything.</summary>
internal static class CommandWords
{
    private static readonly string[] shellWords = ["|", "||", "&", "&&", ";", ">", ">>", "<", "2>&1"];

    /// <summary>
    /// Blanks part words; single or double quotes keep what is between them as it is, blanks included, and quoted and unquoted
    /// pieces that touch are one word; within double quotes <c>\"</c> is a quote. Any other backslash stands for itself.
    /// </summary>
    /// <exception cref="AssayException"><c>usage.command-empty</c>, <c>usage.command-quote</c>, <c>usage.command-shell</c>.</exception>
    public static IReadOnlyList<string> Split(string command)
    {
        var words = new List<string>();
        for (var at = 0; ;)
        {
            while (at < command.Length && char.IsWhiteSpace(command[at]))
            {
                at++;
            }

            if (at == command.Length)
            {
                return words.Count > 0 ? words : throw new AssayException("usage.command-empty", "The command is empty. Give a program and its arguments, such as \"python3 score.py\".");
            }

            var start = at;
            words.Add(Word(command, ref at));
            if (shellWords.Contains(command[start..at]))
            {
                throw new AssayException("usage.command-shell", $"The command has a \"{command[start..at]}\", but no shell runs it. Put it into a script, or give sh -c '...' as the command.");
            }
        }
    }

    private static string Word(string command, ref int at)
    {
        var word = new StringBuilder();
        while (at < command.Length && !char.IsWhiteSpace(command[at]))
        {
            var sign = command[at++];
            if (sign is '"' or '\'')
            {
                Quoted(command, sign, ref at, word);
            }
            else
            {
                word.Append(sign);
            }
        }

        return word.ToString();
    }

    private static void Quoted(string command, char quote, ref int at, StringBuilder word)
    {
        var start = at;
        while (at < command.Length && command[at] != quote)
        {
            at += quote == '"' && command[at] == '\\' && at + 1 < command.Length && command[at + 1] == '"' ? 1 : 0;
            word.Append(command[at++]);
        }

        if (at++ == command.Length)
        {
            throw new AssayException("usage.command-quote", $"The quote {quote} before \"{command[start..]}\" in the command is never closed. Close it.");
        }
    }
}
