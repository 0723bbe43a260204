namespace Assay.Evaluation.Checks;

/// <summary>One thing to find out about a model before it is used. One file each, found by its kebab-case name.</summary>
/// <remarks>
/// A check is asked twice: what it would look at here and why (<see cref="Choose"/>), which a team can write to a file and edit, and then
/// to look (<see cref="Run"/>). Same context and settings, same results, whatever the number of threads. It never changes the context's data.
/// </remarks>
public abstract class Check
{
    /// <summary>The kebab-case name, for example <c>invariance</c>.</summary>
    public string Name => Catalogue<Check>.NameOf(GetType());

    /// <summary>What it finds out, as a short heading for people.</summary>
    public abstract string Title { get; }

    /// <summary>What may be set, with what is used when nothing is; settings of other names are refused.</summary>
    public abstract IReadOnlyList<CheckSetting> Settings { get; }

    /// <summary>What the check would look at here when nobody says anything, with the reason; or the one reason why it cannot.</summary>
    public abstract CheckChoice Choose(CheckContext context);

    /// <summary>Looks, and returns one result a subject: passes too. At least one.</summary>
    /// <param name="context">What may be looked at.</param>
    /// <param name="settings">Values by name; names that are not among <see cref="Settings"/> are refused.</param>
    /// <exception cref="AssayException"><c>suite.…</c> when the settings do not fit the check or the data.</exception>
    public IReadOnlyList<CheckResult> Run(CheckContext context, CheckSettings settings)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Verify(Settings);
        if (Refuses(context) is { } reason)
        {
            return [CheckResult.Nothing(Name, reason)];
        }

        try
        {
            return Look(context, settings);
        }
        catch (AssayException wrong) when (settings.Place(wrong) is { } place)
        {
            throw new AssayException(wrong.Code, $"{place}: {wrong.Message[(wrong.Code.Length + 2)..]}", wrong);
        }
    }

    /// <summary>Why there is nothing to look at here whatever is set; null when there is. For a check whose choice takes long to make and never refuses for good.</summary>
    private protected virtual string? Refuses(CheckContext context) => Choose(context) is { NotApplicable: { } reason, WaitsForSettings: false } ? reason : null;

    /// <summary>Does what <see cref="Run"/> says, with settings that were verified, where <see cref="Choose"/> has something to look at or settings may give it something.</summary>
    protected abstract IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings);
}
