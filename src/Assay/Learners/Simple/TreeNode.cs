namespace Assay.Learners.Simple;

/// <summary>A question, or a leaf when it has no children.</summary>
internal sealed record TreeNode
{
    /// <summary>The mean label of the node's training rows, smoothed. Length: outputs.</summary>
    public required double[] Answer { get; init; }

    /// <summary>Training rows in the node.</summary>
    public required int Rows { get; init; }

    /// <summary>The feature asked about.</summary>
    public int Feature { get; init; } = -1;

    /// <summary>Values up to this go to <see cref="Yes"/>.</summary>
    public double Threshold { get; init; }

    /// <summary>For codes without an order: the codes that go to <see cref="Yes"/>; null for a threshold.</summary>
    public int[]? Codes { get; init; }

    /// <summary>Whether a missing or unknown value goes to <see cref="Yes"/>.</summary>
    public bool MissingIsYes { get; init; }

    /// <summary>Where to go when the answer is yes.</summary>
    public TreeNode? Yes { get; init; }

    /// <summary>Where to go when the answer is no.</summary>
    public TreeNode? No { get; init; }

    /// <summary>The next node for this value.</summary>
    public TreeNode Follow(double value)
    {
        var yes = double.IsNaN(value) ? MissingIsYes : Codes is null ? value <= Threshold : Array.IndexOf(Codes, (int)value) >= 0;
        return yes ? Yes! : No!;
    }
}
