using Assay.Language.Python;
using Assay.Statistics;

namespace Assay.Language.Retrieval;

/// <summary>A retriever over a set of questions.</summary>
/// <param name="Metric">recall, precision, mrr, average-precision or ndcg.</param>
/// <param name="K">How many of the retrieved count.</param>
/// <param name="Mean">The mean over questions with its interval.</param>
public sealed record RetrievalEvaluation(string Metric, int K, Interval Mean)
{
    private static readonly (string Name, Func<RetrievalScores, double> Value)[] metrics =
    [
        ("recall", s => s.Recall), ("precision", s => s.Precision), ("mrr", s => s.ReciprocalRank), ("average-precision", s => s.AveragePrecision), ("ndcg", s => s.Ndcg),
    ];

    /// <summary>Reads JSON lines with <c>retrieved</c> (names, best first) and <c>relevant</c> (names, or names and grades), and scores them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cutoffs">The k to score at.</param>
    /// <exception cref="AssayException"><c>data.file-missing</c>, <c>data.retrieval</c>.</exception>
    public static IReadOnlyList<RetrievalEvaluation> Read(string path, IReadOnlyList<int> cutoffs)
    {
        if (!File.Exists(path))
        {
            throw new AssayException("data.file-missing", $"There is no file {path}. Give JSON lines with retrieved and relevant.");
        }

        var questions = File.ReadLines(path).Index().Where(l => !string.IsNullOrWhiteSpace(l.Item)).Select(l => Question(l.Item, l.Index + 1, path)).ToList();
        if (questions.Count == 0)
        {
            throw new AssayException("data.retrieval", $"{path} holds no questions.");
        }

        return
        [
            .. from k in cutoffs
               let scores = questions.Select(q => RetrievalScores.Of(q.Retrieved, q.Relevant, k)).ToList()
               from metric in metrics
               select new RetrievalEvaluation(metric.Name, k, ClusterMean.Of([.. scores.Select(metric.Value)], new BootstrapOptions()) with { Method = "Student's t" }),
        ];
    }

    private static (List<string> Retrieved, Dictionary<string, double> Relevant) Question(string line, int number, string path)
    {
        try
        {
            var row = (PythonDictionary)PythonJson.Load(line)!;
            var relevant = row["relevant"] is PythonDictionary graded
                ? graded.Pairs.ToDictionary(p => PythonText.Str(p.Key), p => PythonOperators.ToDouble(p.Value))
                : ((List<object?>)row["relevant"]!).Select(PythonText.Str).Distinct().ToDictionary(r => r, _ => 1.0);
            relevant = relevant.Where(r => r.Value > 0).ToDictionary();
            return relevant.Count > 0
                ? ([.. ((List<object?>)row["retrieved"]!).Select(PythonText.Str)], relevant)
                : throw new AssayException("data.retrieval", $"Line {number} of {path} names no relevant text, so nothing retrieved can be right. Leave such questions out and count refusals instead.");
        }
        catch (Exception wrong) when (wrong is System.Text.Json.JsonException or InvalidCastException or PythonException)
        {
            throw new AssayException("data.retrieval", $"Line {number} of {path} is no question: expected {{\"retrieved\": [names], \"relevant\": [names] or {{name: grade}}}}. {wrong.Message}", wrong);
        }
    }
}
