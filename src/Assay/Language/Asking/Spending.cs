using System.Globalization;
using Assay.Language.Models;

namespace Assay.Language.Asking;

/// <summary>What was spent so far and what the rest may cost.</summary>
internal sealed class Spending(AskingOptions options)
{
    private long answers;

    /// <summary>Tokens so far.</summary>
    public TokenUsage Usage { get; private set; }

    /// <summary>What they cost; null without a price.</summary>
    public double? Cost => options.Price?.Of(Usage);

    /// <summary>Counts an answer.</summary>
    public void Add(TokenUsage usage)
    {
        Usage += usage;
        answers++;
    }

    /// <summary>What everything will have cost if so many documents more are like those that were asked.</summary>
    public double? Forecast(long asked, long left) => asked == 0 ? null : Cost * (asked + left) / asked;

    /// <summary>The fault when one more question beside those under way may spend more than is allowed; null when it may be asked.</summary>
    /// <param name="underWay">Questions that are being asked.</param>
    /// <param name="goOn">How to go on.</param>
    public AssayException? Over(int underWay, string goOn)
    {
        var questions = answers == 0 ? 0 : (double)(answers + underWay + 1) / answers;
        if (options.MostTokens is { } tokens && Usage.Total * questions > tokens)
        {
            return Spent($"{tokens:#,0} tokens", string.Create(CultureInfo.InvariantCulture, $"{Usage.Total:#,0} tokens"), $"{goOn}, with a larger --most-tokens.");
        }

        return options.MostCost is { } cost && Cost * questions > cost
            ? Spent(cost.ToString("0.####", CultureInfo.InvariantCulture), Cost!.Value.ToString("0.####", CultureInfo.InvariantCulture), $"{goOn}, with a larger --most-cost.")
            : null;
    }

    private static AssayException Spent(string limit, string spent, string advice) => new(
        "provider.budget-spent",
        $"The budget of {limit} is spent ({spent} so far, and the next question may go beyond). {advice}");
}
