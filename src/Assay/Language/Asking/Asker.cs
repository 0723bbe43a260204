using System.Threading.Channels;
using Assay.Language.Models;

namespace Assay.Language.Asking;

/// <summary>Asks a model everything about many documents: as many questions at once as it bears, in bounded memory, every answer on disk before it counts.</summary>
/// <remarks>
/// One loop decides everything, in the order events come: what to send, what to ask again and when, what to hand on. Documents are handed on in the order
/// they came, whatever the order of answers, and no more of them are open than a few times the questions under way.
/// </remarks>
internal sealed class Asker(LanguageModel model, AnswerJournal journal, AskingOptions options, TimeProvider clock)
{
    private const int OpenDocuments = 64;
    private const int OpenPerQuestion = 8;
    private static readonly TimeSpan betweenTold = TimeSpan.FromMilliseconds(500);

    private readonly Channel<Event> events = Channel.CreateUnbounded<Event>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Queue<PendingQuestion> ready = [];
    private readonly Dictionary<UInt128, PendingQuestion> pending = [];
    private readonly Queue<Inquiry> open = [];
    private readonly Spending spending = new(options);
    private readonly ConcurrencyLimit limit = new(options.Concurrency, Math.Min(model.MostAtOnce, options.Concurrency ?? options.MostConcurrent));
    private readonly long started = clock.GetTimestamp();
    private (long Done, long Quiet, long Asked, long Found, long Again, long Failed) counts;
    private (int UnderWay, int Waiting) now;
    private int pauses;
    private long told;
    private Exception? stop;

    /// <summary>The score so far, for whoever watches.</summary>
    public Func<RunningScore?> Score { get; set; } = () => null;

    /// <summary>How far it has come.</summary>
    /// <param name="total">Documents in all.</param>
    public AskingProgress Progress(long total)
    {
        var asked = counts.Done - counts.Quiet;
        return new AskingProgress
        {
            Done = counts.Done,
            Total = total,
            Asked = counts.Asked,
            FromJournal = counts.Found,
            AskedAgain = counts.Again,
            Failed = counts.Failed,
            UnderWay = now.UnderWay,
            Limit = limit.Now,
            Usage = spending.Usage,
            Cost = spending.Cost,
            CostForecast = spending.Forecast(asked, total - counts.Done),
            Left = asked == 0 ? null : clock.GetElapsedTime(started) * ((double)(total - counts.Done) / asked),
            Score = Score(),
        };
    }

    /// <summary>Asks everything and hands every document on.</summary>
    /// <param name="inquiries">Documents; taken one by one as there is room for them.</param>
    /// <param name="total">How many there are, for forecasts.</param>
    /// <param name="cancellation">Ends it; what was answered is in the journal.</param>
    /// <exception cref="AssayException"><c>provider.refused</c>, <c>provider.budget-spent</c>, <c>data.answer-missing</c>, or what a model throws.</exception>
    public async Task RunAsync(IEnumerable<Inquiry> inquiries, long total, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var source = inquiries.GetEnumerator();
        try
        {
            while (true)
            {
                Send(source, ending.Token);
                if (now is (0, _) && stop is not null)
                {
                    throw stop;
                }

                if (now is (0, 0) && ready.Count == 0 && open.Count == 0)
                {
                    break;
                }

                Take(await events.Reader.ReadAsync(ending.Token).ConfigureAwait(false));
                while (events.Reader.TryRead(out var more))
                {
                    Take(more);
                }

                Tell(total, betweenTold);
            }

            Tell(total, TimeSpan.Zero);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
        }
    }

    private void Send(IEnumerator<Inquiry> source, CancellationToken cancellation)
    {
        HandOn();
        while (stop is null && now.UnderWay < limit.Now && pauses == 0 && (ready.Count > 0 || Fetch(source)))
        {
            if ((stop = spending.Over(now.UnderWay, journal.GoOn)) is null)
            {
                var next = ready.Dequeue();
                (next.Tries, next.Begun) = (next.Tries + 1, clock.GetTimestamp());
                now.UnderWay++;
                _ = AskAsync(next, cancellation);
            }
        }
    }

    // Takes documents until there is a question to ask; false when there is none, or no room.
    private bool Fetch(IEnumerator<Inquiry> source)
    {
        while (ready.Count == 0 && open.Count < OpenDocuments + (OpenPerQuestion * limit.Now) && source.MoveNext())
        {
            var inquiry = source.Current;
            open.Enqueue(inquiry);
            for (var i = 0; i < inquiry.Questions.Count; i++)
            {
                Find(inquiry, i);
            }

            counts.Quiet += inquiry.IsComplete ? 1 : 0;
            HandOn();
        }

        return ready.Count > 0;
    }

    private void Find(Inquiry inquiry, int at)
    {
        var key = inquiry.Questions[at].Digest(model.Identity);
        if (journal.Find(key) is { } known)
        {
            counts.Found++;
            inquiry.Answer(at, known);
            return;
        }

        if (options.IsReplay)
        {
            throw new AssayException("data.answer-missing", $"There is no answer to {inquiry.Label} in the journal, and the model is not to be asked (--rescore). Run the same command without it first.");
        }

        if (!pending.TryGetValue(key, out var question))
        {
            pending[key] = question = new PendingQuestion(key, inquiry.Questions[at]);
            ready.Enqueue(question);
        }

        question.Places.Add((inquiry, at));
    }

    private void HandOn()
    {
        while (open.TryPeek(out var first) && first.IsComplete)
        {
            open.Dequeue();
            counts.Done++;
            first.Finish(first);
        }
    }

    private async Task AskAsync(PendingQuestion question, CancellationToken cancellation)
    {
        Event said;
        try
        {
            said = new Event(question, await model.AskAsync(question.Question, cancellation).ConfigureAwait(false), null);
        }
        catch (Exception fault)
        {
            // Whatever it is, the loop decides.
            said = new Event(question, null, fault);
        }

        events.Writer.TryWrite(said);
    }

    private void Take(Event said)
    {
        if (said.Question is not { } question)
        {
            (now.Waiting, pauses) = (now.Waiting - 1, pauses - 1);
            return;
        }

        if (said is { Reply: null, Fault: null })
        {
            now.Waiting--;
            ready.Enqueue(question);
            return;
        }

        var wasFull = now.UnderWay >= limit.Now;
        now.UnderWay--;
        if (said.Reply is { } reply)
        {
            Keep(question, reply);
            limit.Answered(clock.GetElapsedTime(question.Begun).TotalSeconds, wasFull);
        }
        else
        {
            Refused(question, said.Fault!);
        }

        HandOn();
    }

    private void Keep(PendingQuestion question, ModelReply reply)
    {
        journal.Add(question.Key, question.Places[0].Inquiry.Label, reply);
        pending.Remove(question.Key);
        counts.Asked++;
        spending.Add(reply.Usage);
        foreach (var (inquiry, at) in question.Places)
        {
            inquiry.Answer(at, reply);
        }
    }

    private void Refused(PendingQuestion question, Exception fault)
    {
        if (fault is not ProviderRefusal refusal)
        {
            stop ??= fault;
            return;
        }

        if (refusal.IsOverload)
        {
            limit.Overloaded(question.Begun, clock.GetTimestamp());
        }

        if (stop is null && refusal.MayPass && question.Tries < options.MostTries)
        {
            counts.Again++;
            AskAgain(question, refusal);
            return;
        }

        counts.Failed++;
        pending.Remove(question.Key);
        foreach (var (inquiry, _) in question.Places)
        {
            inquiry.Fail(refusal.Message);
        }

        if (counts.Failed > options.MostFailures)
        {
            stop ??= new AssayException(
                "provider.refused",
                $"{question.Places[0].Inquiry.Label} was given up after {question.Tries} tries: {refusal.Message}. {journal.GoOn}"
                + (counts.Failed > 1 ? $" ({counts.Failed} questions failed, {options.MostFailures} were allowed)." : ", or allow failures with --most-failures N."),
                refusal);
        }
    }

    // A provider that says how long to wait means everyone.
    private void AskAgain(PendingQuestion question, ProviderRefusal refusal)
    {
        var wait = Backoff.Wait(options.Seed ^ (ulong)question.Key, question.Tries, refusal.RetryAfter);
        if (refusal is { IsOverload: true, RetryAfter.Ticks: > 0 })
        {
            pauses++;
            Later(new Event(null, null, null), refusal.RetryAfter < wait ? refusal.RetryAfter : wait);
        }

        Later(new Event(question, null, null), wait);
    }

    private void Later(Event what, TimeSpan wait)
    {
        now.Waiting++;
        _ = Task.Delay(wait, clock).ContinueWith(_ => events.Writer.TryWrite(what), TaskScheduler.Default);
    }

    private void Tell(long total, TimeSpan atLeast)
    {
        if (options.Progress is { } watcher && (told == 0 || clock.GetElapsedTime(told) >= atLeast))
        {
            told = clock.GetTimestamp();
            watcher(Progress(total));
        }
    }

    // A reply or a fault of a question, a question that has waited (neither), or the end of a pause (nothing).
    private sealed record Event(PendingQuestion? Question, ModelReply? Reply, Exception? Fault);
}
