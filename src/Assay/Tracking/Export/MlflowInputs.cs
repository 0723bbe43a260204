using System.Security.Cryptography;
using System.Text;

namespace Assay.Tracking.Export;

/// <summary>The data sets of a run as MLflow's file store keeps them: each once in its experiment, and a link to it in the run.</summary>
/// <remarks>Source: mlflow/store/tracking/file_store.py, log_inputs; ids are MD5 digests there.</remarks>
internal static class MlflowInputs
{
    internal static void Write(RunRecord run, string experiment, string home)
    {
        foreach (var input in run.Inputs)
        {
            var set = IdOf(input.Name, input.Digest);
            MlflowFormat.WriteYaml(Path.Combine(experiment, "datasets", set),
            [
                ("digest", input.Digest), ("name", input.Name), ("profile", input.Profile), ("schema", input.Schema), ("source", input.Source), ("source_type", "local"),
            ]);
            MlflowFormat.WriteYaml(Path.Combine(home, "inputs", IdOf(set, run.Id)),
            [
                ("destination_id", run.Id), ("destination_type", "RUN"), ("source_id", set), ("source_type", "DATASET"),
                ("tags", input.Context.Length == 0 ? [] : new Dictionary<string, string> { [RunTable.ContextTag] = input.Context }),
            ]);
        }
    }

#pragma warning disable CA5351 // The form of the store, no protection.
    private static string IdOf(string first, string second) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(first + second)));
#pragma warning restore CA5351
}
