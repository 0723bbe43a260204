using Assay.Data;
using Assay.Numerics;

namespace Assay.Evaluation.Confidence;

/// <summary>A way to turn predictions into sets or intervals that hold the truth in a promised share of rows. One file each, found by its name.</summary>
internal abstract class ConformalMethod
{
    /// <summary>The kebab-case name, for example <c>least-ambiguous</c>.</summary>
    public string Name => Catalogue<ConformalMethod>.NameOf(GetType());

    /// <summary>Whether it suits such rows.</summary>
    public abstract bool Supports(LearningTask task, bool withLimits);

    /// <summary>How badly the truth of each row fits its prediction, and how large sets or intervals become.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="learn">Rows a scale may be learnt on; they must not calibrate. Methods that learn nothing ignore them.</param>
    /// <param name="random">For methods that break ties by chance.</param>
    public abstract ConformalScores Score(ConformalRows rows, int[] learn, SeededRandom random);

    /// <summary>Whether <see cref="Score"/> learns from the rows given to it.</summary>
    public virtual bool Learns => false;
}
