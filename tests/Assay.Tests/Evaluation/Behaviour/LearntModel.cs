using Assay.Data;
using Assay.Evaluation.Models;
using Assay.Learners;

namespace Assay.Tests.Evaluation.Behaviour;

/// <summary>A model one of our learners learnt, judged as a model folder would be.</summary>
internal sealed class LearntModel(Model model, Dataset data) : EvaluatedModel
{
    /// <summary>How often it was asked.</summary>
    public int Calls { get; private set; }

    public override string Name => model.Learner;

    public override TableSchema Schema { get; } = data.ToSchema();

    public override double[] Predict(Sample rows, CancellationToken cancellation)
    {
        Calls++;
        return model.Predict(rows with { Data = SchemaAlignment.Of(rows.Data, Schema) });
    }

    /// <summary>Learns from the even rows; the odd ones are for judging.</summary>
    public static LearntModel Of(string learner, Dataset data, params (string Name, string Value)[] settings) =>
        new(Catalogue<Learner>.Find(learner).Fit(
            new Sample(data, [.. Enumerable.Range(0, data.RowCount).Where(r => r % 2 == 0)]),
            new FitOptions { Settings = new([.. settings.Select(s => KeyValuePair.Create(s.Name, s.Value))]) }), data);
}
