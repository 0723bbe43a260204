using Assay.Evaluation.Models;
using CsCheck;

namespace Assay.Tests.Evaluation.Models;

public class CommandWordsTests
{
    [Theory]
    [InlineData("python3 score.py", "python3|score.py")]
    [InlineData("  a\t b  ", "a|b")]
    [InlineData("a 'b c' \"d e\"", "a|b c|d e")]
    [InlineData("a b' 'c\" \"d", "a|b c d")]
    [InlineData("a \"say \\\"hi\\\"\" 'it\\'", "a|say \"hi\"|it\\")]
    [InlineData("C:\\tools\\score.exe x\\ y", "C:\\tools\\score.exe|x\\|y")]
    [InlineData("a '' \"\"", "a||")]
    [InlineData("a $HOME *.py '|'", "a|$HOME|*.py|%")]
    public void Splits_as_documented(string command, string words) =>
        Assert.Equal(words.Split('|').Select(w => w == "%" ? "|" : w), CommandWords.Split(command));

    [Fact]
    public void Quoted_words_come_back_as_they_were() =>
        Gen.Char["ab \"'\\$|\t"].Array[1, 8].Select(letters => new string(letters)).Where(w => !w.EndsWith('\\') && !w.Contains("\\\"")).Array[1, 5].Sample(words =>
            Assert.Equal(words, CommandWords.Split(string.Join(' ', words.Select(w => $"\"{w.Replace("\"", "\\\"")}\"")))));

    [Theory]
    [InlineData("  ", "usage.command-empty")]
    [InlineData("a 'b", "usage.command-quote")]
    [InlineData("a \"b\\\"", "usage.command-quote")]
    [InlineData("cat | wc", "usage.command-shell")]
    [InlineData("a && b", "usage.command-shell")]
    public void Refuses_what_needs_a_shell_or_has_no_end(string command, string code) =>
        Assert.Equal(code, Assert.Throws<AssayException>(() => CommandWords.Split(command)).Code);
}
