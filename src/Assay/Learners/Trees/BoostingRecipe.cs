using System.Globalization;
using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>Everything that shapes one boosting run, read from settings and the task.</summary>
internal sealed record BoostingRecipe
{
    /// <summary>LightGBM parameters of the booster.</summary>
    public required string Booster { get; init; }

    /// <summary>LightGBM parameters of the bins.</summary>
    public required string Bins { get; init; }

    /// <summary>What the recipe of the shared bins is called.</summary>
    public required string BinsName { get; init; }

    /// <summary>How categories become features.</summary>
    public required CategoryCodes Codes { get; init; }

    /// <summary>Frequent words of a text column that become features.</summary>
    public required int Words { get; init; }

    /// <summary>How labels are turned into what is boosted.</summary>
    public required TargetTransform Transform { get; init; }

    /// <summary>Rounds asked for; 0 when the folds are to choose.</summary>
    public required int Rounds { get; init; }

    /// <summary>Rounds of a fit that no folds chose the rounds for.</summary>
    public required int RoundsUnasked { get; init; }

    /// <summary>Rounds never exceeded.</summary>
    public required int MaximumRounds { get; init; }

    /// <summary>Rounds without a better mean score before the folds stop.</summary>
    public required int Patience { get; init; }

    /// <summary>Whether the area under the ROC curve and not the loss chooses the number of rounds.</summary>
    public required bool StopOnRanking { get; init; }

    /// <summary>Reads the settings.</summary>
    public static BoostingRecipe Read(Settings settings, Dataset data)
    {
        var rate = settings.Number("learning-rate", 0.05);
        var codes = settings.Word("categories", "auto") switch
        {
            "ordinal" => CategoryCodes.Ordinal,
            "one-each" => CategoryCodes.OneEach,
            "native" => CategoryCodes.Native,
            _ => CategoryCodes.Auto,
        };
        var words = settings.Whole("words", 300);
        var bins = settings.Whole("maximum-bins", 255);
        var minimumInBin = settings.Whole("minimum-rows-in-bin", 3);
        var shape = $"max_bin={bins} min_data_in_bin={minimumInBin} bin_construct_sample_cnt={BinnedTable.SampledRows} feature_pre_filter=false num_threads=1 verbosity=-1";
        return new BoostingRecipe
        {
            Booster = LightGbm.Text(Parameters(settings, data, rate)) + " " + shape,
            Bins = shape,
            BinsName = $"bins codes={codes} words={words} {shape}",
            Codes = codes,
            Words = words,
            Transform = settings.Word("mode", "regular") == "forest" && data.Task == LearningTask.Binary
                ? TargetTransform.Share
                : TargetTransform.Find(settings.Word("target-transform", "none"), data),
            Rounds = settings.Whole("trees", 0),
            RoundsUnasked = (int)Math.Clamp(15 / rate, 1, 3000),
            MaximumRounds = settings.Whole("maximum-trees", 3000),
            Patience = settings.Whole("patience", (int)Math.Clamp(4 / rate, 30, 200)),
            StopOnRanking = data.Task == LearningTask.Binary && settings.Word("stop-on", "loss") == "ranking",
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Parameters(Settings settings, Dataset data, double rate)
    {
        yield return new("objective", data.Task switch
        {
            LearningTask.Binary => settings.Word("mode", "regular") == "forest" ? "regression" : "binary",
            LearningTask.Multiclass => $"multiclass num_class={data.Classes.Count}",
            _ => settings.Word("loss", "squared") switch { "absolute" => "regression_l1", "huber" => "huber", _ => "regression" },
        });
        yield return new("metric", "None");
        yield return new("deterministic", "true");
        yield return new("force_row_wise", "true");
        var forest = settings.Word("mode", "regular") == "forest";
        yield return new("boosting", forest ? "rf" : "gbdt");
        yield return new("extra_trees", settings.Word("mode", "regular") == "extra-trees" || settings.Word("splits", "best") == "random" ? "true" : "false");
        yield return Pair("learning_rate", rate);
        yield return Pair("num_leaves", settings.Whole("leaves", 31));
        yield return Pair("max_depth", settings.Whole("maximum-depth", -1));
        yield return Pair("min_data_in_leaf", settings.Whole("minimum-rows-in-leaf", 20));
        yield return Pair("min_sum_hessian_in_leaf", settings.Number("minimum-weight-in-leaf", 1e-3));
        yield return Pair("feature_fraction", settings.Number("feature-share", 1));
        yield return Pair("feature_fraction_bynode", settings.Number("feature-share-of-node", 1));
        yield return Pair("bagging_fraction", settings.Number("row-share", 1));
        yield return Pair("bagging_freq", settings.Number("row-share", 1) < 1 ? 1 : 0);
        yield return Pair("lambda_l1", settings.Number("l1", 0));
        yield return Pair("lambda_l2", settings.Number("l2", 0));
        yield return Pair("min_gain_to_split", settings.Number("minimum-gain", 0));
        yield return Pair("path_smooth", settings.Number("path-smooth", 0));
        yield return Pair("cat_smooth", settings.Number("category-smooth", 10));
        yield return Pair("cat_l2", settings.Number("category-l2", 10));
        yield return Pair("max_cat_threshold", settings.Whole("category-set", 32));
    }

    private static KeyValuePair<string, string> Pair(string name, double value) => new(name, value.ToString("R", CultureInfo.InvariantCulture));
}
