using Assay.Data;
using Assay.Evaluation.Perturbations;
using Assay.Tests.Evaluation.Behaviour;
using Assay.Tests.Learners;
using CsCheck;

namespace Assay.Tests.Evaluation.Perturbations;

/// <summary>What single perturbations do, worked by hand.</summary>
public class PerturbationTests
{
    [Fact]
    public void Another_unit_is_a_thousand_times_as_much() => Assert.Equal([1000, double.NaN, -2500], Numbers("unit-change", 1, 1, double.NaN, -2.5));

    [Fact]
    public void Rounding_keeps_the_digits_that_are_left() => Assert.Equal([12350, 0.0001235, 0], Numbers("rounding", 1, 12345.6, 0.000123451, 0));

    [Fact]
    public void Rounding_to_one_digit_is_the_last_dose() => Assert.Equal([10000, -0.3, 100], Numbers("rounding", 4, 12345.6, -0.26, 99));

    [Fact]
    public void Clipping_a_half_leaves_the_middle_half() => Assert.Equal([1, 1, 2, 3, 3], Numbers("clipping", 0.5, 0, 1, 2, 3, 4));

    [Fact]
    public void Steps_of_a_half_leave_both_ends_and_the_middle() => Assert.Equal([0, 0, 5, 10], Numbers("quantisation", 0.5, 0, 2, 6, 10));

    [Fact]
    public void Lost_numbers_are_written_as_zero_missing_ones_among_them() => Assert.Equal([0, 0], Numbers("zero-for-missing", 1, 5, double.NaN));

    [Fact]
    public void A_number_beyond_the_range_is_beyond_it() =>
        Assert.All(Numbers("out-of-range", 1, 0, 5, 10), v => Assert.True(v is < 0 and >= -10 or > 10 and <= 20, $"{v}"));

    [Fact]
    public void Two_digits_change_places() => Assert.Equal([21, 0.21, 77, -4.5], Numbers("digits-swapped", 1, 12, 0.12, 77, -40.5));

    [Fact]
    public void The_power_of_ten_of_a_number_stays() => Assert.All(Numbers("digits-swapped", 1, 1.2e30, 1e-12), v => Assert.True(v is 1.2e30 or 1e-12, $"{v:R}"));

    [Fact]
    public void An_offset_is_in_standard_deviations() => Assert.Equal([4, 8, 6], Numbers("offset", 1, 2, 6, 4));

    [Fact]
    public void A_day_off_is_a_day_off() => Assert.All(Dates("day-off", 1, "2024-02-29 12:00:00"), d => Assert.True(d is "2024-02-28 12:00:00" or "2024-03-01 12:00:00", d));

    [Fact]
    public void Month_and_day_are_exchanged_where_that_is_a_date() =>
        Assert.Equal(["2024-05-03 07:30:00", "2024-03-25 00:00:00"], Dates("month-day-swapped", 1, "2024-03-05 07:30:00", "2024-03-25 00:00:00"));

    [Fact]
    public void Another_zone_is_some_hours_later() => Assert.Equal(["2024-01-01 02:00:00"], Dates("time-zone", 3, "2023-12-31 23:00:00"));

    [Fact]
    public void The_time_of_day_is_lost_before_1970_too() => Assert.Equal(["1969-12-31 00:00:00"], Dates("time-of-day-lost", 1, "1969-12-31 23:59:59"));

    [Fact]
    public void Stale_values_repeat_the_first() => Assert.Equal([7, 7, 7], Numbers("stale-values", 1, 7, 8, 9));

    [Fact]
    public void Shifted_codes_take_the_next_name_and_the_last_takes_the_first() => Assert.Equal(["b", "c", "a", null], Names("shifted-codes", 1, "a", "b", "c", null));

    [Fact]
    public void Mixed_up_levels_are_never_the_right_ones() =>
        Assert.All(Names("mixed-up-levels", 1, "a", "b", "c", "a").Zip(["a", "b", "c", "a"]), p => Assert.NotEqual(p.Second, p.First));

    [Fact]
    public void The_rarest_names_go_first() =>
        Assert.Equal(["a", "a", "a", "b", "b", "a"], Names("merged-levels", 0.2, "a", "a", "a", "b", "b", "c"));

    [Fact]
    public void A_name_never_seen_is_a_level_of_its_own_in_ordinal_order()
    {
        var changed = (CategoryColumn)Apply(Tables.Names("x", "z", "a"), "unseen-categories", 1);
        Assert.Equal(["a", "a name never seen", "z"], changed.Levels);
        Assert.Equal([1, 1], changed.Codes.ToArray());
    }

    [Fact]
    public void Columns_are_exchanged_in_whole_rows()
    {
        var data = Tables.Of(LearningTask.Regression, [0, 0], Tables.Numbers("a", 1, 2), Tables.Numbers("b", 3, 4), Tables.Numbers("c", 5, 6));
        var changed = Catalogue<Perturbation>.Find("swapped-columns").Apply(new PerturbationInput { Rows = data, Dose = 1 });
        Assert.Equal(["a=3", "a=4", "b=1", "b=2", "c=5", "c=6"], Contexts.Cells(changed)[..6]);
    }

    [Theory]
    [InlineData("contractions", "I do not know what's wrong. DO NOT ask", "I don't know what is wrong. DON'T ask")]
    [InlineData("negation", "It is good and she was not late", "It is not good and she was late")]
    [InlineData("gender-words", "His wife told him: she is the Queen", "Her husband told her: he is the King")]
    [InlineData("synonyms", "Buy a big car", "Purchase a large automobile")]
    [InlineData("punctuation-removed", "Well, yes!", "Well yes")]
    [InlineData("missing-blanks", "a b c", "abc")]
    [InlineData("text-case", "Hello WORLD", "HELLO world")]
    [InlineData("look-alike-digits", "Free taxi", "Fr33 74x1")]
    [InlineData("words-swapped", "one two", "two one")]
    [InlineData("words-dropped", "all gone", " ")]
    [InlineData("words-repeated", "so so", "so so so so")]
    [InlineData("invisible-signs", "a1", "a\u200b1")]
    public void Texts_change_as_said(string name, string before, string after) => Assert.Equal(after, Apply(Tables.Texts("t", before), name, 1).Show(0));

    [Fact]
    public void A_text_is_cut_but_no_letter_of_two_halves_is_torn() => Assert.Equal("ab", Apply(Tables.Texts("t", "ab\U0001F600cd"), "text-cut", 0.5).Show(0));

    [Fact]
    public void Other_numbers_have_as_many_digits()
    {
        var changed = Apply(Tables.Texts("t", "call 0800123456 by 7"), "numbers-in-text", 1).Show(0)!;
        Assert.Matches("^call [1-9][0-9]{9} by [0-9]$", changed);
    }

    [Fact]
    public void Letters_that_look_alike_are_others() => Assert.Equal("\u0430\u0441\u0435", Apply(Tables.Texts("t", "ace"), "confusables", 1).Show(0));

    [Fact]
    public void A_slip_changes_a_word_by_one_letter_or_two_that_change_places() => Gen.Select(Gen.Char['a', 'z'].Array[2, 12], Gen.ULong).Sample((letters, seed) =>
    {
        var word = new string(letters);
        var slip = Typing.Slip(word, new(seed));
        return Math.Abs(slip.Length - word.Length) <= 1 && (slip.Length != word.Length || slip.Zip(word).Count(p => p.First != p.Second) is 0 or 1 or 2);
    });

    [Fact]
    public void A_wrong_key_lies_beside_the_right_one() => Gen.ULong.Sample(seed => "qwsxz".Contains(Typing.Neighbour('a', new(seed))) && Typing.Neighbour('A', new(seed)) is >= 'A' and <= 'Z');

    [Fact]
    public void A_quarter_turn_is_a_quarter_turn()
    {
        double[] image = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        var turned = Image("rotation", 90, image, 3);
        Assert.True(turned.SequenceEqual([7, 4, 1, 8, 5, 2, 9, 6, 3]) || turned.SequenceEqual([3, 6, 9, 2, 5, 8, 1, 4, 7]), string.Join(' ', turned));
    }

    [Fact]
    public void A_plain_image_stays_plain_when_blurred_or_of_less_contrast()
    {
        double[] plain = [.. Enumerable.Repeat(4.0, 16)];
        Assert.Equal(plain, Image("blur", 1, plain, 4));
        Assert.Equal(plain, Image("contrast", 0.5, plain, 4));
    }

    [Fact]
    public void A_shift_by_more_than_the_image_leaves_it_dark() => Assert.All(Image("image-shift", 30, [0, 9, 9, 9], 2), v => Assert.Equal(0, v));

    [Fact]
    public void Half_the_contrast_is_half_way_to_the_mean() => Assert.Equal([1, 1, 3, 3], Image("contrast", 0.5, [0, 0, 4, 4], 2));

    [Fact]
    public void A_quarter_covered_is_a_quarter_dark() => Assert.Equal(4, Image("occlusion", 0.25, [.. Enumerable.Repeat(5.0, 16)], 4).Count(v => v == 0));

    [Fact]
    public void Pixels_are_found_by_names_that_differ_in_a_number()
    {
        var layout = ImageLayout.Find(Contexts.Table(5, LearningTask.Binary))!;
        Assert.Equal((4, 4, "px00", "px15"), (layout.Width, layout.Height, layout.Columns[0], layout.Columns[^1]));
        Assert.Equal((8, 2), (ImageLayout.Find(Contexts.Table(5, LearningTask.Binary), "px*", 8)!.Width, ImageLayout.Find(Contexts.Table(5, LearningTask.Binary), "px*", 8)!.Height));
        Assert.Null(ImageLayout.Find(Contexts.Table(5, LearningTask.Binary), null, 5));
        Assert.Null(ImageLayout.Find(Tables.Of(LearningTask.Binary, [1], Tables.Numbers("a1", 1), Tables.Numbers("a2", 1))));
    }

    [Fact]
    public void The_digits_of_optdigits_are_an_image_of_8_by_8()
    {
        var data = Dataset.Read(TestData.Larger("tabular/optdigits.csv.gz"), "digit");
        var layout = ImageLayout.Find(data)!;
        Assert.Equal((8, 8, "p00", "p63"), (layout.Width, layout.Height, layout.Columns[0], layout.Columns[^1]));
    }

    private static double[] Image(string name, double dose, double[] pixels, int width)
    {
        // A second row holds the range from dark to bright, so that the first one need not.
        Column[] columns = [.. pixels.Select((p, i) => Tables.Numbers($"p{i}", p, i == 0 ? 0 : 9))];
        var data = Tables.Of(LearningTask.Regression, [0, 0], columns);
        var layout = ImageLayout.Find(data, "p", width);
        var changed = Catalogue<Perturbation>.Find(name).Apply(new PerturbationInput { Rows = data, Dose = dose, Image = layout });
        return [.. changed.Columns.Take(pixels.Length).Select(c => Math.Round(((NumberColumn)c).Values[0], 9))];
    }

    private static double[] Numbers(string name, double dose, params double[] values) => ((NumberColumn)Apply(Tables.Numbers("x", values), name, dose)).Values.ToArray();

    private static string?[] Names(string name, double dose, params string?[] values) => Shown(Apply(Tables.Names("x", values), name, dose));

    private static string?[] Dates(string name, double dose, params string[] dates) =>
        Shown(Apply(new NumberColumn("when", ColumnKind.Date, [.. dates.Select(d => Cells.Read(d, ColumnKind.Date)!.Value)]), name, dose));

    private static string?[] Shown(Column column) => [.. Enumerable.Range(0, column.Count).Select(column.Show)];

    private static Column Apply(Column column, string name, double dose)
    {
        var data = Tables.Of(LearningTask.Regression, new double[column.Count], column);
        return Catalogue<Perturbation>.Find(name).Apply(new PerturbationInput { Rows = data, Dose = dose }).Columns[0];
    }
}
