using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Benchmarks;

/// <summary>GLUE: the question of MNLI.</summary>
/// <remarks>Source: Wang et al., ICLR 2019; the harness' glue/mnli/utils.py.</remarks>
[Named("glue")]
internal sealed class GluePorts : TaskPorts
{
    public override IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; } = new Dictionary<string, Func<IReadOnlyList<object?>, object?>>
    {
        ["glue/mnli/utils.doc_to_text"] = OnDocument(d =>
        {
            var hypothesis = PythonStrings.Strip(Text(d, "hypothesis"));
            return $"{Text(d, "premise")}\nQuestion: {hypothesis}{(hypothesis.EndsWith('.') ? "" : ".")} True, False or Neither?\nAnswer:";
        }),
    };
}
