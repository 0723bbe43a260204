using Assay.Tuning.Spaces;

namespace Assay.Tuning;

/// <summary>A define-by-run trial: the space grows from the parameters it asks for, whatever path the program takes.</summary>
/// <example>
/// <code>
/// using var study = new Study(new Space([]));
/// using var trial = new TrialScope(study);
/// var kernel = trial.Word(Dimension.Category("kernel", "linear", "rbf"));
/// var gamma = kernel == "rbf" ? trial.Real(Dimension.Float("gamma", 1e-5, 10).Log()) : 0;
/// trial.Tell(TrialOutcome.Of(gamma));
/// </code>
/// </example>
public sealed class TrialScope : IDisposable
{
    private readonly Study study;
    private readonly HashSet<string> asked = [];
    private bool told;

    /// <summary>Asks the study for the next trial.</summary>
    public TrialScope(Study study) => (this.study, Number) = (study, study.Ask().Number);

    /// <summary>The trial's number.</summary>
    public int Number { get; }

    /// <summary>The trial's value of a number.</summary>
    /// <exception cref="AssayException"><c>usage.parameter-changed</c> when the name stood for something else before.</exception>
    public double Real(Dimension dimension) => Convert.ToDouble(Value(dimension));

    /// <summary>The trial's value of a whole number.</summary>
    /// <exception cref="AssayException"><c>usage.parameter-changed</c>.</exception>
    public long Whole(Dimension dimension) => Convert.ToInt64(Value(dimension));

    /// <summary>The trial's choice.</summary>
    /// <exception cref="AssayException"><c>usage.parameter-changed</c>.</exception>
    public string Word(Dimension dimension) => (string)Value(dimension);

    /// <summary>Records an intermediate value; true when the trial should stop.</summary>
    public bool Report(long step, double value) => study.Report(Number, step, value);

    /// <summary>Records how it ended.</summary>
    public Trial Tell(TrialOutcome outcome)
    {
        study.Keep(Number, asked);
        told = true;
        return study.Tell(Number, outcome);
    }

    /// <summary>A trial nothing was told of has failed.</summary>
    public void Dispose()
    {
        if (!told)
        {
            Tell(TrialOutcome.Failure("Left before anything was told."));
        }
    }

    private object Value(Dimension dimension)
    {
        asked.Add(dimension.Name);
        return study.Suggest(Number, dimension);
    }
}
