using Assay.Language.Python;

namespace Assay.Language.Scoring;

/// <summary>A question right only when every answer to it is: the acc_all of ReCoRD and MultiRC.</summary>
internal static class QuestionScore
{
    /// <summary>The share of questions answered right, over pairs of prediction and document.</summary>
    public static double Accuracy(IReadOnlyList<object?> items) => Questions(items, withParagraph: true).Average();

    /// <summary>The standard error, over questions by their number alone, as the harness counts them.</summary>
    public static double StandardError(IReadOnlyList<object?> items)
    {
        var questions = Questions(items, withParagraph: false);
        return Aggregation.Deviation(questions) / Math.Sqrt(questions.Count);
    }

    private static List<double> Questions(IReadOnlyList<object?> items, bool withParagraph) =>
    [
        .. items.GroupBy(i => Key(i, withParagraph), PythonEquality.Instance).Select(g => g.All(i =>
            PythonOperators.AreEqual(PythonOperators.AreEqual(((PythonDictionary)PythonOperators.Item(i, 1L)!)["label"], 1L), PythonOperators.Item(i, 0L))) ? 1.0 : 0.0),
    ];

    private static PythonTuple Key(object? item, bool withParagraph)
    {
        var index = (PythonDictionary)((PythonDictionary)PythonOperators.Item(item, 1L)!)["idx"]!;
        return new PythonTuple(withParagraph ? [index["paragraph"], index["question"]] : [index["question"]]);
    }
}
