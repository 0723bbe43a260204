using Assay.Data;

namespace Assay.Learners;

/// <summary>The same prediction for every row.</summary>
internal sealed class ConstantModel(ConstantModel.Content content) : Model
{
    /// <summary>The prediction. Length: outputs.</summary>
    public IReadOnlyList<double> Values => content.Values;

    /// <inheritdoc/>
    public override string Learner => content.Learner;

    /// <inheritdoc/>
    public override int Outputs => content.Values.Length;

    /// <inheritdoc/>
    public override long StepsPerRow => 1;

    /// <inheritdoc/>
    public override void Predict(Sample rows, Span<double> predicted)
    {
        Shapes.Check(this, rows, predicted);
        for (var i = 0; i < rows.Count; i++)
        {
            content.Values.CopyTo(predicted.Slice(i * Outputs, Outputs));
        }
    }

    /// <inheritdoc/>
    public override void Save(ModelFiles files) => files.WriteJson("constant.json", content);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static ConstantModel Load(ModelFiles files) => new(files.ReadJson<Content>("constant.json"));

    /// <summary>What is saved.</summary>
    internal sealed record Content(string Learner, double[] Values);
}
