using Assay.Language.Asking;

namespace Assay.Tests.Language.Asking;

public class ConcurrencyLimitTests
{
    [Fact]
    public void Doubles_every_round_until_the_most_while_answers_come()
    {
        var limit = new ConcurrencyLimit(null, 100);
        var rounds = 0;
        for (; limit.Now < 100; rounds++)
        {
            for (int i = 0, now = limit.Now; i < now; i++)
            {
                limit.Answered(0.05, wasFull: true);
            }
        }

        Assert.InRange(rounds, 2, 4);
    }

    [Fact]
    public void A_burst_of_refusals_halves_it_once_and_then_it_grows_slowly()
    {
        var limit = new ConcurrencyLimit(null, 64);
        Answer(limit, 200);
        Assert.Equal(64, limit.Now);
        for (var i = 0; i < 64; i++)
        {
            limit.Overloaded(begun: 10, now: 20);
        }

        Assert.Equal(32, limit.Now);
        Answer(limit, 33);
        Assert.InRange(limit.Now, 32, 33);
        limit.Overloaded(begun: 30, now: 40);
        Assert.Equal(16, limit.Now);
    }

    [Fact]
    public void Stops_growing_while_answers_only_wait_longer()
    {
        var limit = new ConcurrencyLimit(null, 1000);
        Answer(limit, 40);
        var before = limit.Now;
        for (var i = 0; i < 500; i++)
        {
            limit.Answered(5, wasFull: true);
        }

        Assert.InRange(limit.Now, before, before + 120);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void A_fixed_limit_stays(int given)
    {
        var limit = new ConcurrencyLimit(given, 256);
        Answer(limit, 100);
        limit.Overloaded(1, 2);
        Assert.Equal(given, limit.Now);
    }

    [Fact]
    public void Waits_double_differ_by_question_and_are_the_same_again()
    {
        TimeSpan[] waits = [.. Enumerable.Range(1, 6).Select(n => Backoff.Wait(5, n, TimeSpan.Zero))];
        Assert.Equal(waits, Enumerable.Range(1, 6).Select(n => Backoff.Wait(5, n, TimeSpan.Zero)));
        Assert.NotEqual(waits[0], Backoff.Wait(6, 1, TimeSpan.Zero));
        Assert.All(waits.Index(), w => Assert.InRange(w.Item.TotalSeconds, 0.25 * Math.Pow(2, w.Index), 0.75 * Math.Pow(2, w.Index)));
        Assert.Equal(TimeSpan.FromMinutes(10), Backoff.Wait(5, 1, TimeSpan.FromDays(1)));
    }

    private static void Answer(ConcurrencyLimit limit, int count)
    {
        for (var i = 0; i < count; i++)
        {
            limit.Answered(0.05, wasFull: true);
        }
    }
}
