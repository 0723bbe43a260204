using Assay.Data;

namespace Assay.Learners.Ensembles;

/// <summary>Members whose predictions are the inputs of a linear model.</summary>
public sealed class StackedModel : Model
{
    internal const string Index = "stack.json";

    private readonly IReadOnlyList<Model> members;
    private readonly Model top;
    private readonly IReadOnlyList<ColumnInfo> inputs;

    /// <summary>Joins members and the model on top.</summary>
    /// <param name="members">At least one, in the order of the top model's columns.</param>
    /// <param name="top">Learnt on the members' out-of-fold predictions.</param>
    /// <param name="inputs">The schema of the table the top model was learnt on.</param>
    public StackedModel(IReadOnlyList<Model> members, Model top, IReadOnlyList<ColumnInfo> inputs)
    {
        this.members = members;
        this.top = top;
        this.inputs = inputs;
    }

    /// <inheritdoc/>
    public override string Learner => "stacking";

    /// <inheritdoc/>
    public override int Outputs => top.Outputs;

    /// <inheritdoc/>
    public override long StepsPerRow => members.Sum(m => m.StepsPerRow) + top.StepsPerRow;

    /// <inheritdoc/>
    public override void Predict(Sample rows, Span<double> predicted)
    {
        var table = StackInputs.Table(rows, [.. members.Select(m => m.Predict(rows))]);
        top.Predict(table.All, predicted);
    }

    /// <inheritdoc/>
    public override void Save(ModelFiles files)
    {
        files.WriteJson(Index, new Entry([.. members.Select(m => m.Learner)], top.Learner, inputs));
        for (var m = 0; m < members.Count; m++)
        {
            members[m].Save(files.Part($"member-{m}"));
        }

        top.Save(files.Part("top"));
    }

    /// <summary>Reads back what <see cref="Save"/> wrote.</summary>
    public static StackedModel Load(ModelFiles files, Dataset schema)
    {
        var entry = files.ReadJson<Entry>(Index);
        var members = entry.Learners.Select((name, m) => Catalogue<Learner>.Find(name).Load(files.Part($"member-{m}"), schema)).ToArray();
        var columns = entry.Inputs.Select(c => (Column)new NumberColumn(c.Name, c.Kind, [])).ToArray();
        var table = schema with { Columns = columns, Schema = entry.Inputs };
        return new StackedModel(members, Catalogue<Learner>.Find(entry.Top).Load(files.Part("top"), table), entry.Inputs);
    }

    private sealed record Entry(string[] Learners, string Top, IReadOnlyList<ColumnInfo> Inputs);
}
