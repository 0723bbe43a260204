using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Benchmarks;

/// <summary>Winogrande: the choice fills the blank, and what follows the blank is the answer (partial evaluation).</summary>
/// <remarks>Source: Sakaguchi et al., AAAI 2020; evaluated as in Trinh and Le, 2018.</remarks>
[Named("winogrande")]
internal sealed class WinograndePorts : TaskPorts
{
    public override IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; } = new Dictionary<string, Func<IReadOnlyList<object?>, object?>>
    {
        ["winogrande/preprocess_winogrande.doc_to_text"] = OnDocument(d => Text(d, "answer") switch
        {
            "1" => 0L,
            "2" => 1L,
            var other => throw PythonException.Key($"'{other}'"),
        }),
        ["winogrande/preprocess_winogrande.doc_to_target"] = OnDocument(d => PythonStrings.Strip(Text(d, "sentence")[(Blank(d) + 1)..])),
        ["winogrande/preprocess_winogrande.doc_to_choice"] = OnDocument(d =>
            new List<object?> { Text(d, "sentence")[..Blank(d)] + Text(d, "option1"), Text(d, "sentence")[..Blank(d)] + Text(d, "option2") }),
    };

    private static int Blank(PythonDictionary document) =>
        Text(document, "sentence").IndexOf('_', StringComparison.Ordinal) is >= 0 and var at ? at : throw PythonException.Value("substring not found");
}
