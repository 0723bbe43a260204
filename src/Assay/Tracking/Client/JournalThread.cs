namespace Assay.Tracking.Client;

/// <summary>The thread that sends a journal while its process lives; when the target is away it waits longer and longer, at most half a minute.</summary>
internal sealed class JournalThread : IDisposable
{
    private static readonly TimeSpan pace = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(30);
    private readonly JournalSender sender;
    private readonly Action<string> warn;
    private readonly Thread thread;
    private readonly object gate = new();
    private AssayException? failure;
    private TimeSpan delay = pace;
    private long asked;
    private long answered;
    private bool waiting;
    private bool closing;

    internal JournalThread(JournalSender sender, Action<string> warn)
    {
        (this.sender, this.warn) = (sender, warn);
        thread = new Thread(Work) { IsBackground = true, Name = "Assay sender" };
        thread.Start();
    }

    /// <summary>Says that the journal has grown.</summary>
    internal void Wake()
    {
        lock (gate)
        {
            waiting = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Returns when an attempt that began after the call has sent everything.</summary>
    /// <exception cref="AssayException">What the attempt failed with; <c>provider.slow</c>.</exception>
    internal void Synchronise(TimeSpan atMost)
    {
        var until = Environment.TickCount64 + (long)atMost.TotalMilliseconds;
        lock (gate)
        {
            var ticket = ++asked;
            Monitor.PulseAll(gate);
            while (answered < ticket)
            {
                var left = until - Environment.TickCount64;
                if (left <= 0 || !Monitor.Wait(gate, TimeSpan.FromMilliseconds(left)))
                {
                    throw new AssayException(
                        "provider.slow", $"{sender.Target.Place} had not taken everything after {atMost.TotalSeconds:G3} s. It goes on; wait longer, or send the rest later.");
                }
            }

            if (failure is not null)
            {
                throw new AssayException(failure.Code, failure.Message[(failure.Code.Length + 2)..], failure);
            }
        }
    }

    /// <summary>Ends the thread; what is not sent stays in the journal.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closing = true;
            Monitor.PulseAll(gate);
        }

        thread.Join();
    }

    private void Work()
    {
        while (Next() is { } ticket)
        {
            var error = Try();
            lock (gate)
            {
                (failure, answered) = (error, ticket);
                waiting |= error is not null;
                Monitor.PulseAll(gate);
                delay = error is null ? pace : delay * 2 < longest ? delay * 2 : longest;
            }
        }
    }

    // Waits out the pace or the delay, unless somebody asks; null when the thread is to end.
    private long? Next()
    {
        lock (gate)
        {
            var until = Environment.TickCount64 + (long)delay.TotalMilliseconds;
            while (!closing && asked == answered)
            {
                var left = until - Environment.TickCount64;
                if (left <= 0 && waiting)
                {
                    break;
                }

                _ = left > 0 ? Monitor.Wait(gate, TimeSpan.FromMilliseconds(left)) : Monitor.Wait(gate);
            }

            waiting = false;
            return closing ? null : asked;
        }
    }

    private AssayException? Try()
    {
        try
        {
            while (!Volatile.Read(ref closing) && sender.SendNext())
            {
                // Each call sends a part.
            }

            return null;
        }
        catch (AssayException error)
        {
            if (failure is null)
            {
                warn($"{error.Message} Logging goes on into the journal, which is sent when the target takes it.");
            }

            return error;
        }
        catch (OperationCanceledException)
        {
            return new AssayException("provider.slow", $"{sender.Target.Place} was left before it had taken everything.");
        }
    }
}
