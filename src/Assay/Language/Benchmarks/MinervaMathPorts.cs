using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Benchmarks;

/// <summary>MATH as Minerva was evaluated: four worked examples, and the final answer normalised.</summary>
/// <remarks>
/// Source: Lewkowycz et al., NeurIPS 2022, appendix D (examples and normalisation). The harness then asks sympy whether two answers are
/// equal; that needs a computer algebra system, so scoring these tasks is refused here.
/// </remarks>
[Named("minerva-math")]
internal sealed class MinervaMathPorts : TaskPorts
{
    private static readonly (string From, string To)[] substitutions =
    [
        ("an ", ""), ("a ", ""), (".$", "$"), ("\\$", ""), ("\\ ", ""), (" ", ""), ("mbox", "text"),
        (",\\text{and}", ","), ("\\text{and}", ","), ("\\text{m}", "\\text{}"),
    ];

    private static readonly string[] removed =
    [
        "square", "ways", "integers", "dollars", "mph", "inches", "ft", "hours", "km", "units", "\\ldots", "sue", "points", "feet", "minutes", "digits", "cents",
        "degrees", "cm", "gm", "pounds", "meters", "meals", "edges", "students", "childrentickets", "multiples", "\\text{s}", "\\text{.}", "\\text{\ns}",
        "\\text{}^2", "\\text{}^3", "\\text{\n}", "\\text{}", "\\mathrm{th}", "^\\circ", "^{\\circ}", "\\;", ",\\!", "{,}", "\"", "\\dots",
    ];

    private static readonly PythonDictionary[] examples =
    [
        Sample(
            "Find the domain of the expression  $\\frac{\\sqrt{x-2}}{\\sqrt{5-x}}$.}",
            "The expressions inside each square root must be non-negative. Therefore, $x-2 \\ge 0$, so $x\\ge2$, and $5 - x \\ge 0$, so $x \\le 5$. Also, the denominator cannot be equal to zero, so $5-x>0$, which gives $x<5$. Therefore, the domain of the expression is $\\boxed{[2,5)}$.\nFinal Answer: The final answer is $[2,5)$. I hope it is correct."),
        Sample(
            "If $\\det \\mathbf{A} = 2$ and $\\det \\mathbf{B} = 12,$ then find $\\det (\\mathbf{A} \\mathbf{B}).$",
            "We have that $\\det (\\mathbf{A} \\mathbf{B}) = (\\det \\mathbf{A})(\\det \\mathbf{B}) = (2)(12) = \\boxed{24}.$\nFinal Answer: The final answer is $24$. I hope it is correct."),
        Sample(
            "Terrell usually lifts two 20-pound weights 12 times. If he uses two 15-pound weights instead, how many times must Terrell lift them in order to lift the same total weight?",
            "If Terrell lifts two 20-pound weights 12 times, he lifts a total of $2\\cdot 12\\cdot20=480$ pounds of weight.  If he lifts two 15-pound weights instead for $n$ times, he will lift a total of $2\\cdot15\\cdot n=30n$ pounds of weight.  Equating this to 480 pounds, we can solve for $n$:\n\\begin{align*}\n30n&=480\\\n\\Rightarrow\\qquad n&=480/30=\\boxed{16}\n\\end{align*}\nFinal Answer: The final answer is $16$. I hope it is correct."),
        Sample(
            "If the system of equations\n\n\\begin{align*}\n6x-4y&=a,\\\n6y-9x &=b.\n\\end{align*}has a solution $(x, y)$ where $x$ and $y$ are both nonzero,\nfind $\\frac{a}{b},$ assuming $b$ is nonzero.",
            "If we multiply the first equation by $-\\frac{3}{2}$, we obtain\n\n$$6y-9x=-\\frac{3}{2}a.$$Since we also know that $6y-9x=b$, we have\n\n$$-\\frac{3}{2}a=b\\Rightarrow\\frac{a}{b}=\\boxed{-\\frac{2}{3}}.$$\nFinal Answer: The final answer is $-\\frac{2}{3}$. I hope it is correct."),
    ];

    public override IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; } = new Dictionary<string, Func<IReadOnlyList<object?>, object?>>
    {
        ["minerva_math/utils.process_docs"] = OnDocuments(d => new PythonDictionary { ["answer"] = Normalize(Boxed.Content(Boxed.Last(Text(d, "solution")))) }),
        ["minerva_math/utils.doc_to_text"] = OnDocument(d => $"Problem:\n{Text(d, "problem")}\n\nSolution:"),
        ["minerva_math/utils.list_fewshot_samples"] = _ => examples.Select(object? (e) => e.Copy()).ToList(),
    };

    /// <summary>The answer a response ends with, or <c>[invalidanswer]</c>.</summary>
    public static string Unnormalized(string response)
    {
        var match = PythonRegex.Compile("Final Answer: The final answer is(.*?). I hope it is correct.").Match(response + "I hope it is correct.");
        return match.Success ? PythonStrings.Strip(match.Groups[1].Value) : "[invalidanswer]";
    }

    /// <summary>A final answer normalised.</summary>
    public static string Normalize(string answer)
    {
        answer = answer.Split('=')[^1];
        answer = substitutions.Aggregate(answer, (a, s) => a.Replace(s.From, s.To, StringComparison.Ordinal));
        answer = removed.Aggregate(answer, (a, r) => a.Replace(r, "", StringComparison.Ordinal));
        answer = PythonRegex.Substitute(@"(.*?)(\$)(.*?)(\$)(.*)", @"$\3$", answer);
        answer = ((string[])["text", "textbf", "overline"]).Aggregate(answer, (a, command) => PythonRegex.Substitute($@"(\\{command}\{{)(.*?)(\}})", @"\2", a));
        answer = PythonRegex.Substitute(@"(\\boxed\{)(.*)(\})", @"\2", answer);
        answer = PythonRegex.Substitute("(frac)([^{])(.)", @"frac{\2}{\3}", answer);
        answer = PythonRegex.Substitute("(sqrt)([^{])", @"sqrt{\2}", answer).Replace("$", "", StringComparison.Ordinal);
        var digits = answer.Replace(",", "", StringComparison.Ordinal);
        return PythonStrings.All(digits, PythonStrings.IsDigit) ? digits : answer;
    }

    private static PythonDictionary Sample(string problem, string solution) => new() { ["problem"] = problem, ["solution"] = solution, ["few_shot"] = "1" };
}
