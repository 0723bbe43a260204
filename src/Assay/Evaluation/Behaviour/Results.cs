using Assay.Evaluation.Checks;

namespace Assay.Evaluation.Behaviour;

/// <summary>Results that say why there is nothing to say.</summary>
internal static class Results
{
    /// <summary>The check has nothing to look at here.</summary>
    /// <param name="check">Its name.</param>
    /// <param name="subject">What would have been looked at.</param>
    /// <param name="reason">A whole sentence.</param>
    public static CheckResult NotApplicable(string check, string subject, string reason) =>
        new() { Check = check, Subject = subject, Status = CheckStatus.NotApplicable, Sentence = reason };

    /// <summary>Why a check that changes rows cannot run on a file of predictions.</summary>
    public const string NeedsModel = "It changes rows and predicts them again, which needs the model, not only its predictions.";
}
