using Assay.Data;
using Assay.Statistics;

namespace Assay.Learners.Baselines;

/// <summary>The answers of an existing system or of people, as a column of the table: probabilities, class names or numbers.</summary>
/// <remarks>
/// <para>Setting <c>column</c>: its name; by default the first column with the role existing.</para>
/// <para>Numbers in [0, 1] are the positive class's probability and stay as they are; other numbers, such as a credit score from 300 to
/// 850, become probabilities by Platt scaling on the training rows, which keeps or turns round their order. Class names become probabilities by how often
/// each was right on the training rows, the named class always first. A missing answer gets what was true where answers were missing.</para>
/// </remarks>
[Named("existing")]
public sealed class Existing : Learner
{
    /// <inheritdoc/>
    public override string? Refuses(Dataset data) =>
        data.With(ColumnRole.Existing) is null ? "No column holds the answers of an existing system; name one with --existing." : null;

    /// <inheritdoc/>
    /// <exception cref="AssayException"><c>data.column-missing</c>, <c>data.existing-unreadable</c>.</exception>
    public override Model Fit(Sample train, FitOptions options)
    {
        Shapes.Check(train);
        options.Cancellation.ThrowIfCancellationRequested();
        var data = train.Data;
        var name = options.Settings.Word("column", data.With(ColumnRole.Existing)?.Name ?? "");
        var column = Shapes.Find<Column>(data, name);
        if (column is NumberColumn scores && data.Task == LearningTask.Binary && AreScores(scores, data))
        {
            return new ExistingModel(new(Name, name, true, [.. data.Classes], [LabelSummary.Mean(train)]) { Scaling = Scaling(scores, train) });
        }

        var numbers = column is NumberColumn number && AreAnswers(number, data);
        var stated = new StatedAnswers(train, data.Classes.Count);
        var target = train.Target();
        var weights = LabelSummary.Weights(train);
        for (var i = 0; i < train.Count; i++)
        {
            stated.Add(numbers ? -1 : ClassOf(column, train.Rows[i], data), target[i], weights[i]);
        }

        double[][] answers = numbers
            ? [LabelSummary.Mean(train)]
            : [.. Enumerable.Range(0, data.Classes.Count).Select(c => stated.Prediction(c, c)), stated.Prediction(-1, -1)];
        return new ExistingModel(new(Name, name, numbers, [.. data.Classes], answers));
    }

    /// <inheritdoc/>
    public override Model Load(ModelFiles files, Dataset schema) => new ExistingModel(files.ReadJson<ExistingModel.Content>(ExistingModel.File));

    private static bool AreAnswers(NumberColumn column, Dataset data)
    {
        if (data.Task != LearningTask.Binary)
        {
            return data.Task == LearningTask.Regression;
        }

        foreach (var value in column.Values)
        {
            if (value is < 0 or > 1)
            {
                return false;
            }
        }

        return true;
    }

    // Neither probabilities nor the classes' own names.
    private static bool AreScores(NumberColumn column, Dataset data)
    {
        var outside = false;
        for (var row = 0; row < column.Count; row++)
        {
            var value = column.Values[row];
            if (double.IsNaN(value))
            {
                continue;
            }

            if (!double.IsFinite(value))
            {
                return false;
            }

            outside |= value is < 0 or > 1 && !data.Classes.Contains(column.Show(row));
        }

        return outside;
    }

    private static PlattScaling Scaling(NumberColumn column, Sample train)
    {
        int[] known = [.. Enumerable.Range(0, train.Count).Where(i => !double.IsNaN(column.Values[train.Rows[i]]))];
        var target = train.Target();
        return PlattScaling.Fit(Array.ConvertAll(known, i => column.Values[train.Rows[i]]), Array.ConvertAll(known, i => target[i]));
    }

    private static int ClassOf(Column column, int row, Dataset data)
    {
        if (column.Show(row) is not { } shown)
        {
            return -1;
        }

        for (var i = 0; i < data.Classes.Count; i++)
        {
            if (data.Classes[i] == shown)
            {
                return i;
            }
        }

        var allowed = data.Task switch
        {
            LearningTask.Regression => "numbers",
            LearningTask.Binary => $"numbers from 0 to 1 or the classes {string.Join(", ", data.Classes)}",
            _ => $"the classes {string.Join(", ", data.Classes)}",
        };
        throw new AssayException(
            "data.existing-unreadable",
            $"Column \"{column.Name}\" should hold {allowed}, but row {row} holds \"{shown}\". Turn its answers into those, or leave the column out.");
    }
}
