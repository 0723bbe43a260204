using Assay.Language.Models;

namespace Assay.Language.Asking;

/// <summary>Everything asked about one document; it is handed on when every question has its answer.</summary>
internal sealed class Inquiry
{
    private int open;

    /// <param name="label">What it is called in journals and messages, such as <c>gsm8k 17</c>.</param>
    /// <param name="questions">What is asked.</param>
    /// <param name="finish">Called once it is complete, in the order inquiries came.</param>
    public Inquiry(string label, IReadOnlyList<ModelQuestion> questions, Action<Inquiry> finish)
    {
        (Label, Questions, Finish) = (label, questions, finish);
        Replies = new ModelReply?[questions.Count];
        open = questions.Count;
    }

    /// <summary>What it is called in journals and messages.</summary>
    public string Label { get; }

    /// <summary>What is asked.</summary>
    public IReadOnlyList<ModelQuestion> Questions { get; }

    /// <summary>One reply a question; null where there is none yet, or none could be had.</summary>
    public ModelReply?[] Replies { get; }

    /// <summary>Called once it is complete.</summary>
    public Action<Inquiry> Finish { get; }

    /// <summary>Why a question could not be answered; null when all were.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether nothing is outstanding.</summary>
    public bool IsComplete => open == 0;

    /// <summary>Takes an answer.</summary>
    public void Answer(int question, ModelReply reply)
    {
        Replies[question] = reply;
        open--;
    }

    /// <summary>Gives up on a question.</summary>
    public void Fail(string reason)
    {
        Failure ??= reason;
        open--;
    }
}
