using System.Globalization;
using System.Xml.Linq;

namespace Assay.Cli.Rendering;

/// <summary>Pieces of a JUnit file: suites of test cases that passed, failed or were skipped, each with its sentence.</summary>
internal static class JUnit
{
    /// <summary>The whole document.</summary>
    /// <param name="name">What ran; text from the data in it is made plain.</param>
    /// <param name="seconds">How long it took; NaN when not measured.</param>
    /// <param name="suites">The suites.</param>
    public static string Document(string name, double seconds, IReadOnlyCollection<XElement> suites)
    {
        var root = new XElement("testsuites", Counts(suites.Elements("testcase").ToList()), suites);
        root.SetAttributeValue("name", PlainText.Of(name, 140));
        root.SetAttributeValue("time", double.IsNaN(seconds) ? null : seconds.ToString("0.###", CultureInfo.InvariantCulture));
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{root}\n".ReplaceLineEndings("\n");
    }

    /// <summary>One case.</summary>
    /// <param name="suite">The suite it belongs to.</param>
    /// <param name="name">What was checked.</param>
    /// <param name="sentence">What was found.</param>
    /// <param name="otherwise"><c>failure</c> or <c>skipped</c>; null when it passed.</param>
    public static XElement Case(string suite, string name, string sentence, string? otherwise = null) => new(
        "testcase",
        new XAttribute("classname", suite),
        new XAttribute("name", PlainText.Of(name, 200)),
        otherwise is null ? new XElement("system-out", PlainText.Of(sentence)) : new XElement(otherwise, new XAttribute("message", PlainText.Of(sentence))));

    /// <summary>One suite with its counts.</summary>
    public static XElement Suite(string name, IReadOnlyCollection<XElement> cases) =>
        new("testsuite", new XAttribute("name", name), Counts(cases), cases);

    private static IEnumerable<XAttribute> Counts(IReadOnlyCollection<XElement> cases) =>
    [
        new("tests", cases.Count),
        new("failures", cases.Count(c => c.Element("failure") is not null)),
        new("skipped", cases.Count(c => c.Element("skipped") is not null)),
        new("errors", 0),
    ];
}
