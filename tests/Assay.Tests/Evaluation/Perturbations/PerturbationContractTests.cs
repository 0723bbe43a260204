using Assay.Data;
using Assay.Evaluation.Perturbations;
using Assay.Tests.Evaluation.Behaviour;
using Assay.Tests.Learners;

namespace Assay.Tests.Evaluation.Perturbations;

/// <summary>What every perturbation must keep, ours and yours.</summary>
public class PerturbationContractTests
{
    private static readonly LearningTask[] tasks = [LearningTask.Binary, LearningTask.Multiclass, LearningTask.Regression];
    private static readonly Dataset table = Contexts.Table(300, LearningTask.Binary);

    public static TheoryData<string> Names => [.. Catalogue<Perturbation>.All.Select(p => p.Name)];

    [Fact]
    public void There_are_at_least_twenty_five_for_tables_and_a_dozen_for_texts_and_six_for_images()
    {
        Assert.True(Catalogue<Perturbation>.All.Count(p => p.Family == PerturbationFamily.Table) >= 25);
        Assert.True(Catalogue<Perturbation>.All.Count(p => p.Family == PerturbationFamily.Text) >= 12);
        Assert.True(Catalogue<Perturbation>.All.Count(p => p.Family == PerturbationFamily.Image) >= 6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Says_what_it_does_and_has_four_rising_doses_or_more(string name)
    {
        var perturbation = Find(name);
        Assert.Matches("^[A-Z].*[^.]$", perturbation.Title);
        Assert.NotEmpty(perturbation.DoseUnit);
        Assert.True(perturbation.Doses.Count >= 4 && perturbation.Doses[0] > 0);
        Assert.Equal(perturbation.Doses.Distinct().Order(), perturbation.Doses);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Same_seed_same_bits_and_another_seed_is_another_draw_or_none(string name)
    {
        var input = Input(table) with { Dose = Find(name).Doses[^1] };
        var once = Contexts.Cells(Find(name).Apply(input));
        Assert.Equal(once, Contexts.Cells(Find(name).Apply(input)));
        Assert.Equal(once.Length, Contexts.Cells(Find(name).Apply(input with { Seed = 99 })).Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Leaves_its_input_alone_and_changes_something_at_the_largest_dose(string name)
    {
        var before = Contexts.Cells(table);
        var after = Contexts.Cells(Find(name).Apply(Input(table) with { Dose = Find(name).Doses[^1] }));
        Assert.Equal(before, Contexts.Cells(table));
        Assert.NotEqual(before, after);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Dose_0_changes_nothing(string name) => Assert.Same(table, Find(name).Apply(Input(table)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Keeps_rows_target_weights_and_the_names_kinds_and_order_of_columns(string name)
    {
        foreach (var data in tasks.Select(t => Contexts.Table(60, t)))
        {
            foreach (var dose in Find(name).Doses)
            {
                var changed = Find(name).Apply(Input(data) with { Dose = dose });
                Assert.Equal(data.Target, changed.Target);
                Assert.Equal(data.Columns.Select(c => (c.Name, c.Kind, c.Count)), changed.Columns.Select(c => (c.Name, c.Kind, c.Count)));
                Assert.Same(data.Named("target"), changed.Named("target"));
                Assert.All(changed.Columns.OfType<NumberColumn>(), c => Assert.DoesNotContain(c.Values.ToArray(), double.IsInfinity));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Touches_only_the_columns_named(string name)
    {
        string[] named = ["amount", "sex", "when", "note"];
        var changed = Find(name).Apply(Input(table) with { Columns = named, Image = null, Dose = Find(name).Doses[^1] });
        Assert.All(table.Columns.Zip(changed.Columns).Where(c => !named.Contains(c.First.Name)), c => Assert.Same(c.First, c.Second));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Survives_one_row_no_row_and_columns_without_a_value(string name)
    {
        foreach (var data in new[] { Contexts.Table(1, LearningTask.Binary), Contexts.Table(0, LearningTask.Binary), Contexts.Table(40, LearningTask.Regression, missingOnly: true), Contexts.Table(1, LearningTask.Multiclass, missingOnly: true) })
        {
            Assert.All(Find(name).Doses, dose => Assert.Equal(data.RowCount, Find(name).Apply(Input(data) with { Dose = dose }).RowCount));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_small_share_changes_a_larger_share_changes_too(string name)
    {
        var perturbation = Find(name);
        // Shares of cells, rows, dates, words and the like; not of a range or of a number, which say how far and not how many.
        if (perturbation is not (RowPerturbation or CategoryPerturbation) && perturbation.DoseUnit is not ("share of cells" or "share of dates" or "share of rows"))
        {
            Assert.DoesNotContain("share of cells", perturbation.DoseUnit);
            return;
        }

        var before = Contexts.Cells(table);
        var changed = perturbation.Doses.Select(d => Contexts.Cells(perturbation.Apply(Input(table) with { Dose = d })).Zip(before, (a, b) => a != b).ToArray()).ToArray();
        var hits = changed.Select(c => c.Count(h => h)).ToArray();
        Assert.Equal(hits.Order(), hits);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Refuses_a_table_without_the_cells_it_damages_in_words_that_end_a_sentence(string name)
    {
        var bare = Tables.Of(LearningTask.Binary, [0, 1]);
        var refusal = Find(name).Refuses(new PerturbationInput { Rows = bare });
        Assert.Matches("^[a-z].*[^.]$", refusal);
        Assert.Null(Find(name).Refuses(Input(table)));
        Assert.Same(bare.Columns[0], Find(name).Apply(new PerturbationInput { Rows = bare, Dose = 1 }).Columns[0]);
    }

    [Fact]
    public void A_dose_below_0_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Find("outliers").Apply(Input(table) with { Dose = -1 }));

    private static Perturbation Find(string name) => Catalogue<Perturbation>.Find(name);

    private static PerturbationInput Input(Dataset data) => new() { Rows = data, Seed = 3, Image = ImageLayout.Find(data) };
}
