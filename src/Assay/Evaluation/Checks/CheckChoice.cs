namespace Assay.Evaluation.Checks;

/// <summary>What a check would do on its own, or why it does nothing.</summary>
public sealed record CheckChoice
{
    /// <summary>The settings it would run with, one entry a run, each with the reason.</summary>
    public IReadOnlyList<(CheckSettings Settings, string Reason)> Runs { get; init; } = [];

    /// <summary>Why there is nothing to run; null when there is.</summary>
    public string? NotApplicable { get; init; }

    /// <summary>Whether settings that somebody writes would give it something to run after all.</summary>
    public bool WaitsForSettings { get; private init; }

    /// <summary>Why a check that changes rows cannot run on a file of predictions.</summary>
    internal const string NeedsModel = "It changes rows and predicts them again, which needs the model, not only its predictions.";

    /// <summary>Nothing to run whatever is set, with the reason.</summary>
    public static CheckChoice Nothing(string reason) => new() { NotApplicable = reason };

    /// <summary>Nothing to run unless somebody writes settings, with the reason.</summary>
    public static CheckChoice Unasked(string reason) => new() { NotApplicable = reason, WaitsForSettings = true };

    /// <summary>One run.</summary>
    public static CheckChoice One(CheckSettings settings, string reason) => new() { Runs = [(settings, reason)] };
}
