namespace Assay.Development.Leaks;

/// <summary>Looks for one kind of sign that a score would be too good to be true. One file each, found by its kebab-case name.</summary>
/// <remarks>Implementations hold no state and read labels of development rows only.</remarks>
public abstract class LeakCheck
{
    /// <summary>The kebab-case name, which is also the kind of its findings.</summary>
    public string Name => Catalogue<LeakCheck>.NameOf(GetType());

    /// <summary>When it runs: checks of a later stage see the findings of earlier ones, and tables without the columns found certain.</summary>
    public virtual int Stage => 0;

    /// <summary>The findings, none when all is well.</summary>
    /// <exception cref="OperationCanceledException">The user ended the run.</exception>
    public abstract IEnumerable<LeakFinding> Run(LeakContext context);

    /// <summary>A finding of this check.</summary>
    protected LeakFinding Found(IReadOnlyList<string> columns, LeakCertainty certainty, string evidence, string remedy) =>
        new(string.Join(" + ", columns), Name, certainty, evidence, remedy) { Columns = columns };
}
