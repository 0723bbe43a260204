using Assay.Data;

namespace Assay.Learners;

/// <summary>Checks at the door of fits and predictions, in one wording.</summary>
internal static class Shapes
{
    /// <summary>Refuses a fit on no rows.</summary>
    public static void Check(Sample train)
    {
        if (train.Count == 0)
        {
            throw new ArgumentException("A fit needs at least one row, but the sample has none.", nameof(train));
        }
    }

    /// <summary>Refuses a place for predictions of the wrong length.</summary>
    public static void Check(Model model, Sample rows, Span<double> predicted)
    {
        if (predicted.Length != rows.Count * model.Outputs)
        {
            throw new ArgumentException(
                $"{rows.Count} rows with {model.Outputs} outputs need {rows.Count * model.Outputs} places, but there are {predicted.Length}.", nameof(predicted));
        }
    }

    /// <summary>The column of that name and storage.</summary>
    /// <exception cref="AssayException"><c>data.column-missing</c> or <c>data.column-kind</c>.</exception>
    public static T Find<T>(Dataset data, string name)
        where T : Column
    {
        var found = data.Columns.FirstOrDefault(c => c.Name == name)
            ?? throw new AssayException(
                "data.column-missing",
                $"Column \"{name}\" is not in {data.Name}, and the model needs it.{Spelling.DidYouMean(name, data.Columns.Select(c => c.Name))} Add the column and predict again.");
        return found as T ?? throw new AssayException(
            "data.column-kind",
            $"Column \"{name}\" of {data.Name} was read as {found.Kind}, but the model was learnt on another kind of column. Read it with the model's schema.");
    }
}
