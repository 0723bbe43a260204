using Assay.Language.Models;

namespace Assay.Language.Asking;

/// <summary>A question on its way to its answer, and everyone who waits for it.</summary>
internal sealed class PendingQuestion(UInt128 key, ModelQuestion question)
{
    public UInt128 Key => key;

    public ModelQuestion Question => question;

    /// <summary>The same question of several documents is asked once.</summary>
    public List<(Inquiry Inquiry, int At)> Places { get; } = [];

    /// <summary>How often it was sent.</summary>
    public int Tries { get; set; }

    /// <summary>When it was sent last, as a timestamp.</summary>
    public long Begun { get; set; }
}
