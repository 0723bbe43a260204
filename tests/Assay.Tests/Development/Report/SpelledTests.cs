using Assay.Development.Report;

namespace Assay.Tests.Development.Report;

public class SpelledTests
{
    [Fact]
    public void Reasons_that_differ_only_in_numbers_are_one_with_their_ranges() => Assert.Equal(
        ["needs about 3 to 12 s of counted work, 2 s left in the plan (3): a, b and 1 more", "ended by the clock: leak check x", "no name at all"],
        Spelled.LeftOut(
            [
                "a: needs about 12 s of counted work, 2 s left in the plan", "b: needs about 3 s of counted work, 2 s left in the plan",
                "leak check x: ended by the clock", "c: needs about 7 s of counted work, 2 s left in the plan", "no name at all",
            ],
            names: 2));

    [Fact]
    public void A_flattery_too_small_to_be_shown_is_none()
    {
        var outcome = SampleOutcomes.Regression();
        var split = outcome.Split with { HonestScore = SampleOutcomes.Around(69.1, 3.4), RandomScore = SampleOutcomes.Around(69.08, 3.4), Optimism = 0.02 };
        Assert.Equal("A random split would not have looked better (0.0 in rmse).", Spelled.Optimism(outcome with { Split = split }));
        Assert.Null(Spelled.Optimism(SampleOutcomes.Binary()));
    }
}
