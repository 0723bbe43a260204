using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Benchmarks;

/// <summary>IFEval: whether a response keeps to instructions that a program can check, strictly and with markup and edges forgiven.</summary>
/// <remarks>Source: Zhou et al., 2023 (arXiv:2311.07911), and its evaluation program. Instructions live in <see cref="InstructionRules"/>.</remarks>
[Named("ifeval")]
internal sealed class IfEvalPorts : TaskPorts
{
    public override IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; } = new Dictionary<string, Func<IReadOnlyList<object?>, object?>>
    {
        ["ifeval/utils.process_results"] = a => Score((PythonDictionary)a[0]!, (string)PythonOperators.Item(a[1], 0L)!),
        ["ifeval/utils.agg_inst_level_acc"] = a =>
        {
            var all = PythonOperators.Iterate(a[0]).SelectMany(PythonOperators.Iterate).Select(PythonOperators.Truth).ToList();
            return (double)all.Count(kept => kept) / all.Count;
        },
    };

    /// <summary>All instructions kept, and which.</summary>
    public static PythonDictionary Score(PythonDictionary document, string response)
    {
        var instructions = PythonOperators.Iterate(document["instruction_id_list"]).Zip(PythonOperators.Iterate(document["kwargs"])).ToList();
        bool Keeps((object? Id, object? Options) instruction, string text) =>
            PythonStrings.Strip(text).Length > 0 && InstructionRules.Keeps(PythonText.Str(instruction.Id), (PythonDictionary)instruction.Options!, text);
        var strict = instructions.Select(i => Keeps(i, response)).ToList();
        var revised = Revised(response);
        var loose = instructions.Select(i => revised.Any(r => Keeps(i, r))).ToList();
        return new PythonDictionary
        {
            ["prompt_level_strict_acc"] = strict.All(k => k),
            ["inst_level_strict_acc"] = strict.Cast<object?>().ToList(),
            ["prompt_level_loose_acc"] = loose.All(k => k),
            ["inst_level_loose_acc"] = loose.Cast<object?>().ToList(),
        };
    }

    // Without the first line, the last, both; each also without asterisks.
    private static List<string> Revised(string response)
    {
        var lines = response.Split('\n');
        string Joined(IEnumerable<string> some) => PythonStrings.Strip(string.Join('\n', some));
        string[] cut = [response, Joined(lines.Skip(1)), Joined(lines.SkipLast(1)), Joined(lines.Skip(1).SkipLast(1))];
        return [.. cut, .. cut.Select(c => c.Replace("*", "", StringComparison.Ordinal))];
    }
}
