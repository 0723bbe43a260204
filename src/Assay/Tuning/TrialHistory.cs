using Assay.Tuning.Spaces;

namespace Assay.Tuning;

/// <summary>What a sampler or pruner may look at: the space, the directions and every trial so far.</summary>
/// <remarks>It grows while a study goes on; nobody but the study changes it, and only between two questions.</remarks>
public sealed class TrialHistory
{
    private readonly List<Trial> trials = [];
    private readonly List<int> finished = [];
    private readonly SortedSet<int> running = [];
    private readonly SortedSet<int> lost = [];
    private readonly Dictionary<string, (object Key, object Value)> memory = [];

    internal TrialHistory(Space space, IReadOnlyList<Direction> directions, ulong seed) => (Space, Directions, Seed) = (space, directions, seed);

    /// <summary>What may be tried; in define-by-run studies it grows.</summary>
    public Space Space { get; private set; }

    /// <summary>One direction an objective.</summary>
    public IReadOnlyList<Direction> Directions { get; }

    /// <summary>The study's seed, for sequences that span its trials.</summary>
    public ulong Seed { get; }

    /// <summary>Every trial by number.</summary>
    public IReadOnlyList<Trial> Trials => trials;

    /// <summary>How many trials ended as done, failed or pruned.</summary>
    public int FinishedCount => finished.Count;

    /// <summary>How many trials were taken from earlier studies; they count as finished ones too.</summary>
    public int EarlierCount { get; private set; }

    /// <summary>Trials that ended as done, failed or pruned, in the order they ended.</summary>
    public IEnumerable<Trial> Finished => finished.Select(number => trials[number]);

    /// <summary>Trials asked for and not ended.</summary>
    public IEnumerable<Trial> Running => running.Select(number => trials[number]);

    /// <summary>The value of an objective turned so that smaller is better; NaN when there is none.</summary>
    public double Loss(Trial trial, int objective = 0) =>
        trial.Values.Count <= objective ? double.NaN : Directions[objective] == Direction.Minimise ? trial.Values[objective] : -trial.Values[objective];

    /// <summary>An intermediate value turned so that smaller is better.</summary>
    public double Loss(TrialReport report) => Directions[0] == Direction.Minimise ? report.Value : -report.Value;

    /// <summary>The feasible finished trial with the smallest loss of the first objective.</summary>
    internal Trial? Best { get; private set; }

    /// <summary>The first lost trial that waits to be tried again.</summary>
    internal int? FirstLost => lost.Count == 0 ? null : lost.Min;

    internal Trial this[int number]
    {
        get => trials[number];
        set
        {
            if (!IsFinished(trials[number].State) && IsFinished(value.State))
            {
                finished.Add(number);
            }

            trials[number] = value;
            Count(value);
        }
    }

    internal void Add(Trial trial)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(trial.Number, trials.Count);
        trials.Add(trial);
        EarlierCount += trial.IsEarlier ? 1 : 0;
        Count(trial);
    }

    /// <summary>Takes over what other processes recorded, in the order it happened.</summary>
    internal void TakeOver(IReadOnlyList<Trial> changed, IReadOnlyDictionary<int, List<TrialReport>> reports)
    {
        foreach (var trial in changed.Where(t => t.Number >= trials.Count).OrderBy(t => t.Number))
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(trial.Number, trials.Count);
            // Finished in the order below, not in that of numbers.
            trials.Add(trial with { State = TrialState.Running });
            EarlierCount += trial.IsEarlier ? 1 : 0;
        }

        foreach (var (number, more) in reports)
        {
            trials[number] = trials[number] with { Reports = [.. trials[number].Reports, .. more] };
        }

        foreach (var trial in changed)
        {
            this[trial.Number] = trial with { Reports = trials[trial.Number].Reports };
        }
    }

    internal void Clear()
    {
        trials.Clear();
        finished.Clear();
        running.Clear();
        lost.Clear();
        memory.Clear();
        EarlierCount = 0;
        Best = null;
    }

    /// <summary>Goes over to a space that has more parameters or choices.</summary>
    internal void Widen(Space space)
    {
        Space = space;
        for (var i = 0; i < trials.Count; i++)
        {
            trials[i] = trials[i] with { Configuration = space.Adopt(trials[i].Configuration) };
        }

        Best = Best is null ? null : trials[Best.Number];
        memory.Clear();
    }

    /// <summary>Keeps the last result of a pure function of the history, so that it is not computed for every question.</summary>
    /// <param name="purpose">Names the function.</param>
    /// <param name="key">What of the history it depends on.</param>
    /// <param name="compute">The function.</param>
    internal T Remember<T>(string purpose, object key, Func<T> compute)
        where T : class
    {
        if (memory.TryGetValue(purpose, out var known) && known.Key.Equals(key))
        {
            return (T)known.Value;
        }

        var value = compute();
        memory[purpose] = (key, value);
        return value;
    }

    /// <summary>How many trials have ended since this one did.</summary>
    internal int FinishedSince(int number) => finished.Count - 1 - finished.LastIndexOf(number);

    private static bool IsFinished(TrialState state) => state is TrialState.Done or TrialState.Failed or TrialState.Pruned;

    private void Count(Trial trial)
    {
        _ = trial.State == TrialState.Running ? running.Add(trial.Number) : running.Remove(trial.Number);
        _ = trial.State == TrialState.Lost ? lost.Add(trial.Number) : lost.Remove(trial.Number);
        if (trial.IsFeasible && (Best is null || Loss(trial) < Loss(Best)))
        {
            Best = trial;
        }
    }
}
