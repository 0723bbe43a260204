namespace Assay.Tracking.Client;

/// <summary>The thread that brings what is logged to disk: it gathers, writes and flushes in rounds, each all or nothing.</summary>
/// <remarks>
/// Order within a round: what names things, then points, then what ends runs. Endings are taken first, then points, then the rest: so the
/// names of all taken points are in the round or before it, and all points logged before an ending are too.
/// </remarks>
internal sealed class JournalWriter : IDisposable
{
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan retry = TimeSpan.FromMilliseconds(200);
    private readonly JournalFile file;
    private readonly long memoryLimit;
    private readonly Action<string> warn;
    private readonly Thread thread;
    private readonly object gate = new();
    private readonly AutoResetEvent wake = new(initialState: false);
    private List<ReadOnlyMemory<byte>> events = [];
    private List<ReadOnlyMemory<byte>> endings = [];
    private long waitingBytes;
    private long asked;
    private long answered;
    private long lost;
    private AssayException? failure;
    private bool closing;

    internal JournalWriter(JournalFile file, long memoryLimit, Action<string> warn)
    {
        (this.file, this.memoryLimit, this.warn) = (file, memoryLimit, warn);
        Points = new PointBuffer(memoryLimit);
        thread = new Thread(Work) { IsBackground = true, Name = "Assay journal" };
        thread.Start();
    }

    internal PointBuffer Points { get; }

    /// <summary>Called by the writing thread after each flush that brought something.</summary>
    internal Action? Flushed { get; set; }

    /// <summary>Adds a record before the points logged from now on; false when the memory for it is used up because the disk takes nothing.</summary>
    internal bool Add(byte[] payload)
    {
        lock (gate)
        {
            var room = Reserve(payload);
            if (room)
            {
                events.Add(payload);
            }

            return room;
        }
    }

    /// <summary>Adds a record after all points logged up to now.</summary>
    internal bool AddEnding(byte[] payload)
    {
        lock (gate)
        {
            var room = Reserve(payload);
            if (room)
            {
                endings.Add(payload);
            }

            return room;
        }
    }

    /// <summary>Returns when everything logged before the call is on disk.</summary>
    /// <exception cref="AssayException"><c>store.disk-full</c>, <c>store.not-writable</c>; <c>tracking.points-dropped</c>, once for each loss.</exception>
    internal void Flush()
    {
        lock (gate)
        {
            var ticket = ++asked;
            wake.Set();
            while (answered < ticket)
            {
                Monitor.Wait(gate);
            }

            if (failure is not null)
            {
                throw new AssayException(failure.Code, failure.Message[(failure.Code.Length + 2)..], failure);
            }

            lost += Points.TakeDropped();
            if (lost > 0)
            {
                var count = lost;
                lost = 0;
                throw new AssayException(
                    "tracking.points-dropped",
                    $"{count} points or texts found no room in memory while {file.Path} could not be written, and are lost. Everything acknowledged is kept.");
            }
        }
    }

    /// <summary>Ends the thread after a last round; what a failing disk did not take then is lost, as a Flush before would have told.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closing = true;
        }

        wake.Set();
        thread.Join();
        wake.Dispose();
    }

    // Called inside the lock.
    private bool Reserve(byte[] payload)
    {
        if (failure is not null && waitingBytes + payload.Length > memoryLimit)
        {
            lost++;
            return false;
        }

        waitingBytes += payload.Length;
        return true;
    }

    private void Work()
    {
        var round = Round.Empty;
        while (true)
        {
            long ticket;
            bool last;
            lock (gate)
            {
                (ticket, last) = (asked, closing);
            }

            // A round that failed comes again before anything newer; what it does not hold was not yet asked for on disk.
            var failed = !round.IsEmpty;
            round = failed ? round.With(Gather()) : Gather();
            round = Write(round);
            Answer(ticket);
            if (last)
            {
                return;
            }

            wake.WaitOne(round.IsEmpty ? pause : retry);
        }
    }

    private Round Gather()
    {
        List<ReadOnlyMemory<byte>> ended;
        lock (gate)
        {
            (ended, endings) = (endings, []);
        }

        var points = Points.Take();
        lock (gate)
        {
            var named = events;
            events = [];
            return new Round([.. named], points, ended);
        }
    }

    private Round Write(Round round)
    {
        if (round.IsEmpty)
        {
            return round;
        }

        try
        {
            StoreErrors.Guard(file.Path, () =>
            {
                file.Append(round.Payloads);
                return true;
            });
        }
        catch (AssayException error)
        {
            Fail(error);
            return round;
        }

        Points.Return(round.Points);
        lock (gate)
        {
            failure = null;
            waitingBytes -= round.TextBytes;
        }

        Points.SetFailing(false);
        Flushed?.Invoke();
        return Round.Empty;
    }

    private void Fail(AssayException error)
    {
        bool first;
        lock (gate)
        {
            first = failure is null;
            failure = error;
        }

        Points.SetFailing(true);
        if (first)
        {
            warn($"{error.Message} Logging goes on in memory meanwhile ({memoryLimit >> 20} MB at most).");
        }
    }

    private void Answer(long ticket)
    {
        lock (gate)
        {
            answered = ticket;
            Monitor.PulseAll(gate);
        }
    }

    private sealed record Round(List<ReadOnlyMemory<byte>> Events, List<PointChunk> Points, List<ReadOnlyMemory<byte>> Endings)
    {
        internal static Round Empty => new([], [], []);

        internal bool IsEmpty => Events.Count == 0 && Points.Count == 0 && Endings.Count == 0;

        internal long TextBytes => Events.Concat(Endings).Sum(e => (long)e.Length);

        internal IEnumerable<ReadOnlyMemory<byte>> Payloads => Events.Concat(Points.Select(p => p.Payload)).Concat(Endings);

        // Endings of the part that failed may now stand after points that were logged later, which changes nothing.
        internal Round With(Round later) =>
            new([.. Events, .. later.Events], [.. Points, .. later.Points], [.. Endings, .. later.Endings]);
    }
}
