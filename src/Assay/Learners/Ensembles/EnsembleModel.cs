using Assay.Data;

namespace Assay.Learners.Ensembles;

/// <summary>The weighted mean of several models' predictions.</summary>
public sealed class EnsembleModel : Model
{
    private const string Index = "ensemble.json";
    private readonly IReadOnlyList<Model> members;
    private readonly double[] weights;

    /// <summary>Joins models; weights are at least 0 and are scaled to sum to 1.</summary>
    /// <param name="learner">The name of the learner that made it.</param>
    /// <param name="members">At least one; all with the same number of outputs.</param>
    /// <param name="weights">One weight a member.</param>
    public EnsembleModel(string learner, IReadOnlyList<Model> members, IReadOnlyList<double> weights)
    {
        var sum = weights.Sum();
        if (members.Count == 0 || members.Count != weights.Count || !(sum > 0) || weights.Any(w => w < 0))
        {
            throw new ArgumentException($"An ensemble needs one weight of at least 0 a member, not all 0; found {members.Count} members and weights {string.Join(", ", weights)}.");
        }

        Learner = learner;
        this.members = members;
        this.weights = [.. weights.Select(w => w / sum)];
    }

    /// <inheritdoc/>
    public override string Learner { get; }

    /// <inheritdoc/>
    public override int Outputs => members[0].Outputs;

    /// <inheritdoc/>
    public override long StepsPerRow => members.Sum(m => m.StepsPerRow) + members.Count;

    /// <inheritdoc/>
    public override void Predict(Sample rows, Span<double> predicted)
    {
        predicted.Clear();
        var one = new double[predicted.Length];
        for (var m = 0; m < members.Count; m++)
        {
            members[m].Predict(rows, one);
            for (var i = 0; i < one.Length; i++)
            {
                predicted[i] += weights[m] * one[i];
            }
        }
    }

    /// <inheritdoc/>
    public override void Save(ModelFiles files)
    {
        files.WriteJson(Index, new Entry([.. members.Select(m => m.Learner)], weights));
        for (var m = 0; m < members.Count; m++)
        {
            members[m].Save(files.Part($"member-{m}"));
        }
    }

    /// <summary>Reads back what <see cref="Save"/> wrote.</summary>
    public static EnsembleModel Load(string learner, ModelFiles files, Dataset schema)
    {
        var entry = files.ReadJson<Entry>(Index);
        var members = entry.Learners.Select((name, m) => Catalogue<Learner>.Find(name).Load(files.Part($"member-{m}"), schema));
        return new EnsembleModel(learner, [.. members], entry.Weights);
    }

    private sealed record Entry(string[] Learners, double[] Weights);
}
