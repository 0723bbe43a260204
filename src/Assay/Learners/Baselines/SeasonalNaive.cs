using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>The last known answer, or the one a whole number of seasons before: the baseline for rows that come after the training rows.</summary>
/// <remarks>
/// <para>Time is the column named by the setting <c>time</c>, or the one with the role time, or the row order where there is neither. A row at time t gets the label of the last
/// training row at or before t - k x season, k being the smallest whole number that leads back into the training time.
/// Setting <c>season</c>: in units of time (seconds for dates, rows for row order); 0 is the last label.</para>
/// <para>By default the season is the one of {0; a day, a week, 365 days} (dates) or {0, 7, 12, 24, 48, 168, 336, 365} (row order or
/// plain numbers) that predicts the last fifth of the training rows best from those before.</para>
/// <para>A class becomes probabilities by how often that class was right in this trial. Source: Hyndman and Athanasopoulos,
/// Forecasting: Principles and Practice, 3rd edition, section 5.2.</para>
/// </remarks>
[Named("seasonal-naive")]
public sealed class SeasonalNaive : Learner
{
    private static readonly double[] DateSeasons = [0, 86400, 7 * 86400, 365 * 86400];
    private static readonly double[] RowSeasons = [0, 7, 12, 24, 48, 168, 336, 365];

    /// <inheritdoc/>
    public override string? Refuses(Dataset data) => null;

    /// <inheritdoc/>
    public override Model Fit(Sample train, FitOptions options)
    {
        Shapes.Check(train);
        options.Cancellation.ThrowIfCancellationRequested();
        var named = options.Settings.Word("time", "");
        var clock = RowClock.Of(train.Data, named);
        var (times, labels) = History.InOrder(train, clock);
        var asked = options.Settings.Number("season", -1);
        var split = Math.Max(1, times.Length * 4 / 5);
        var past = new History(times[..split], labels[..split]);
        var seasons = asked >= 0 ? [asked] : clock.IsDate ? DateSeasons : RowSeasons;
        var season = seasons.MinBy(s => Loss(past, s, times.AsSpan(split), labels.AsSpan(split), train.Data.Task));
        var stated = new StatedAnswers(train, train.Data.Classes.Count);
        for (var i = split; i < times.Length && train.Data.Task != LearningTask.Regression; i++)
        {
            stated.Add((int)past.At(times[i], season), labels[i], 1);
        }

        var answers = Enumerable.Range(0, train.Data.Classes.Count).Select(c => stated.Prediction(c, c)).ToArray();
        return new SeasonalNaiveModel(new(Name, season, answers, LabelSummary.Mean(train), new History(times, labels).Last(season)) { Time = named });
    }

    /// <inheritdoc/>
    public override Model Load(ModelFiles files, Dataset schema) => new SeasonalNaiveModel(files.ReadJson<SeasonalNaiveModel.Content>(SeasonalNaiveModel.File));

    private static double Loss(History past, double season, ReadOnlySpan<double> times, ReadOnlySpan<double> labels, LearningTask task)
    {
        var loss = 0.0;
        for (var i = 0; i < times.Length; i++)
        {
            var miss = past.At(times[i], season) - labels[i];
            loss += task == LearningTask.Regression ? miss * miss : miss == 0 ? 0 : 1;
        }

        return loss;
    }
}
