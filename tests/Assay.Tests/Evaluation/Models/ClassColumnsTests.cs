using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Models;
using CsCheck;

namespace Assay.Tests.Evaluation.Models;

public class ClassColumnsTests
{
    [Theory]
    [InlineData("", PredictionKind.Probability, 0.25)]
    [InlineData("no|yes", PredictionKind.Probability, 0.25)]
    [InlineData("yes|no", PredictionKind.Probability, 0.75)]
    [InlineData("yes|no", PredictionKind.Score, -0.25)]
    public void One_number_belongs_to_the_second_class(string classes, PredictionKind kind, double expected) =>
        Assert.Equal([expected], Placed(SmallTable.Binary(), classes, kind, 0.25));

    [Theory]
    [InlineData("no|yes", PredictionKind.Probability, 0.7)]
    [InlineData("yes|no", PredictionKind.Probability, 0.3)]
    [InlineData("no|yes", PredictionKind.Score, 0.4)]
    public void Of_two_numbers_the_positive_class_counts(string classes, PredictionKind kind, double expected) =>
        Assert.Equal(expected, Placed(SmallTable.Binary(), classes, kind, 0.3, 0.7)[0], 1e-15);

    [Fact]
    public void Several_classes_go_to_their_places_and_unknown_ones_get_nothing()
    {
        Assert.Equal([0.2, 0.5, 0.3], Placed(SmallTable.Multiclass(), "c|a|b", PredictionKind.Probability, 0.3, 0.2, 0.5));
        Assert.Equal([0.4, 0, 0.6], Placed(SmallTable.Multiclass(), "c|a", PredictionKind.Probability, 0.6, 0.4));
    }

    [Fact]
    public void The_order_in_which_a_model_names_its_classes_changes_nothing() =>
        Gen.Shuffle(new[] { 0, 1, 2 }).Sample(order =>
        {
            double[] own = [0.2, 0.5, 0.3];
            string[] names = ["a", "b", "c"];
            Assert.Equal(own, Placed(SmallTable.Multiclass(), string.Join('|', order.Select(o => names[o])), PredictionKind.Probability, [.. order.Select(o => own[o])]));
        });

    [Theory]
    [InlineData("0|1")]
    [InlineData("")]
    public void Bare_numbers_are_places_and_it_says_so(string classes) =>
        Assert.Contains("no, yes", ClassColumns.Of(SmallTable.Binary(), Names(classes), (1, PredictionKind.Probability), "m").Note);

    [Fact]
    public void Nothing_is_assumed_when_the_table_has_the_numbers_themselves() =>
        Assert.Null(ClassColumns.Of(SmallTable.Binary() with { Classes = ["0", "1"] }, [], (1, PredictionKind.Probability), "m").Note);

    [Theory]
    [InlineData("good|bad", 2, "model.classes-differ")]
    [InlineData("no|yes|maybe", 3, "model.classes-differ")]
    [InlineData("no|yes|maybe", 2, "model.classes-differ")]
    [InlineData("yes|yes", 2, "model.classes-differ")]
    [InlineData("", 3, "model.classes-differ")]
    public void Other_classes_are_refused(string classes, int count, string code) =>
        Assert.Equal(code, Assert.Throws<AssayException>(() => ClassColumns.Of(SmallTable.Binary(), Names(classes), (count, PredictionKind.Probability), "m")).Code);

    [Fact]
    public void A_number_is_needed_for_a_target_of_numbers_and_several_for_several_classes()
    {
        Assert.Equal("model.outputs", Assert.Throws<AssayException>(() => ClassColumns.Of(SmallTable.Regression(), [], (2, PredictionKind.Value), "m")).Code);
        Assert.Equal("model.outputs", Assert.Throws<AssayException>(() => ClassColumns.Of(SmallTable.Multiclass(), [], (1, PredictionKind.Probability), "m")).Code);
        Assert.Equal([7], Placed(SmallTable.Regression(), "", PredictionKind.Value, 7));
    }

    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("True", "true", true)]
    [InlineData("a", "A", false)]
    [InlineData("1", "true", false)]
    public void Spellings_of_one_class_are_the_same(string first, string second, bool same) => Assert.Equal(same, ClassColumns.Same(first, second));

    private static string[] Names(string classes) => classes.Split('|', StringSplitOptions.RemoveEmptyEntries);

    private static double[] Placed(Dataset data, string classes, PredictionKind kind, params double[] own)
    {
        var columns = ClassColumns.Of(data, Names(classes), (own.Length, kind), "m");
        var placed = new double[columns.Outputs];
        columns.Place(own, placed);
        return placed;
    }
}
