using System.Diagnostics;
using System.Globalization;

namespace Assay.Development;

/// <summary>Decides what still fits the budget, by counted work first and by the clock only as a last resort.</summary>
/// <remarks>
/// Counted work depends on rows, columns and settings, never on how fast the machine happens to be, so the same seed and threads
/// plan the same candidates twice. The clock only cuts a run short on a machine much slower than the reference, and then the
/// outcome says so.
/// </remarks>
internal sealed class WorkPlan : IDisposable
{
    // Of the budget's reference seconds: the rest absorbs slower machines, reading, and the work after the search.
    private const double ShareForSearch = 0.45;
    private const double ShareAfterSearch = 0.3;
    private const double ClockShareForPreparation = 0.4;
    private const double ClockShareForBaselines = 0.6;
    private const double ClockShareForSearch = 0.65;
    private const double ClockShareForEnsembles = 0.72;
    private const double ClockShareForSimple = 0.88;
    private const double ClockShareForFinalFit = 0.92;
    private const double ClockShareForEverything = 0.97;

    // What cannot be cut short is told beyond this part of the budget.
    private const double LargePart = 0.25;

    // Report, model folder and page take about as long on any table; so does scoring a model on the test part.
    private static readonly TimeSpan ending = TimeSpan.FromSeconds(0.7);
    private static readonly TimeSpan scoring = TimeSpan.FromSeconds(0.7);

    private readonly DevelopOptions options;
    private readonly long start;
    private readonly List<CancellationTokenSource> clocks = [];
    private readonly List<string> leftOut = [];
    private readonly List<string> uncut = [];
    private double spent;

    public WorkPlan(DevelopOptions options, long start)
    {
        this.options = options;
        this.start = start;
        Preparation = Until(ClockShareForPreparation, TimeSpan.Zero);
        Baselines = Until(ClockShareForBaselines, TimeSpan.Zero);
        Search = Until(ClockShareForSearch, TimeSpan.Zero);
        Ensembles = Until(ClockShareForEnsembles, TimeSpan.Zero);
        Simple = Until(ClockShareForSimple, ending + scoring);
        FinalFit = Until(ClockShareForFinalFit, ending + scoring);
        Everything = Until(ClockShareForEverything, ending);
    }

    /// <summary>Reference CPU seconds the search may use in all.</summary>
    public double Allowed => options.Budget.TotalSeconds * Math.Max(1, options.Threads) * ShareForSearch;

    /// <summary>Wall time since the start.</summary>
    public TimeSpan Elapsed => options.Clock.GetElapsedTime(start);

    /// <summary>Wall time left of the whole budget; not below zero.</summary>
    public TimeSpan Left => options.Budget > Elapsed ? options.Budget - Elapsed : TimeSpan.Zero;

    /// <summary>Ends when what comes before any model has used up its share of the wall time, or on Ctrl-C.</summary>
    public CancellationToken Preparation { get; }

    /// <summary>Ends when baselines must be done, or on Ctrl-C.</summary>
    public CancellationToken Baselines { get; }

    /// <summary>Ends when the search's share of the wall time is used up, or on Ctrl-C.</summary>
    public CancellationToken Search { get; }

    /// <summary>Ends a little later than the search: what is made of its finds costs little and is often the best.</summary>
    public CancellationToken Ensembles { get; }

    /// <summary>Ends later than the search: simple models are the least anyone should get.</summary>
    public CancellationToken Simple { get; }

    /// <summary>Ends when there is just time left to score fold models instead of a final one, or on Ctrl-C.</summary>
    public CancellationToken FinalFit { get; }

    /// <summary>Ends when nearly all of the budget is used up, or on Ctrl-C.</summary>
    public CancellationToken Everything { get; }

    /// <summary>Whether the clock has ended the search.</summary>
    public bool CutByClock { get; private set; }

    /// <summary>What was planned but not tried or not finished, with the reason.</summary>
    public IReadOnlyList<string> LeftOut => leftOut;

    /// <summary>The share of the plan and of the clock that the phase at hand may use up to; 1 unless set.</summary>
    public double Share { get; set; } = 1;

    /// <summary>Whether work of this many reference seconds still fits the plan.</summary>
    public bool Fits(double seconds) => spent + seconds <= Allowed * Share;

    /// <summary>Whether work of this many reference seconds still fits what is kept for after the search.</summary>
    public bool FitsAfterSearch(double seconds) => spent + seconds <= Allowed * (1 + ShareAfterSearch);

    /// <summary>Counts work that was done.</summary>
    public void Spend(double seconds) => spent += seconds;

    /// <summary>Whether the clock (and not Ctrl-C) has ended the search.</summary>
    public bool SearchIsOver => !options.Cancellation.IsCancellationRequested &&
        (Search.IsCancellationRequested || Elapsed > options.Budget * ClockShareForSearch * Share);

    /// <summary>Whether the clock (and not Ctrl-C) has ended the making of ensembles too.</summary>
    public bool EnsemblesAreOver => !options.Cancellation.IsCancellationRequested && Ensembles.IsCancellationRequested;

    /// <summary>Notes a candidate that does not fit the plan.</summary>
    public void LeaveOut(string name, double seconds)
    {
        CutByClock |= SearchIsOver;
        leftOut.Add(SearchIsOver
            ? $"{name}: not started, the clock had ended the search"
            : $"{name}: needs about {seconds:0} s of counted work, {Math.Max(0, Allowed - spent):0} s left in the plan");
    }

    /// <summary>Notes a candidate that the clock ended.</summary>
    public void Cut(string name)
    {
        CutByClock = true;
        leftOut.Add($"{name}: ended by the clock; this machine was slower than the plan assumes");
    }

    /// <summary>Notes what had to be done whole when it took a large part of the budget.</summary>
    public void Uncut(string what, TimeSpan took)
    {
        if (took > options.Budget * LargePart)
        {
            uncut.Add(string.Create(CultureInfo.InvariantCulture, $"{what} took {took.TotalSeconds:0.0} s of a budget of {options.Budget.TotalSeconds:0.#} s and cannot be cut short: give a larger budget"));
        }
    }

    /// <summary>What was spent.</summary>
    public BudgetSummary Summary()
    {
        using var process = Process.GetCurrentProcess();
        return new BudgetSummary(options.Budget.TotalSeconds, Elapsed.TotalSeconds, process.TotalProcessorTime.TotalSeconds, process.PeakWorkingSet64)
        {
            LeftOut = leftOut,
            Uncut = uncut,
            CutByClock = CutByClock,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var clock in clocks)
        {
            clock.Dispose();
        }
    }

    // At that share of the budget, or earlier where less than the reserve would be left of it.
    private CancellationToken Until(double share, TimeSpan reserve)
    {
        var end = TimeSpan.FromTicks(Math.Min((options.Budget * share).Ticks, (options.Budget - reserve).Ticks));
        var left = end - Elapsed;
        var clock = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, options.Clock);
        var both = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, options.Cancellation);
        clocks.AddRange([both, clock]);
        return both.Token;
    }
}
