using Assay.Learners;

namespace Assay.Tests.Learners;

public sealed class LearnerContractTests
{
    public static TheoryData<string> Names => [.. Catalogue<Learner>.All.Select(l => l.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Refuses_politely(string name) => Contract.Of(Catalogue<Learner>.Find(name)).RefusesPolitely();

    [Theory, MemberData(nameof(Names))]
    public void Same_seed_same_answer(string name) => Contract.Of(Catalogue<Learner>.Find(name)).SameSeedSameAnswer();

    [Theory, MemberData(nameof(Names))]
    public void Threads_do_not_matter(string name) => Contract.Of(Catalogue<Learner>.Find(name)).ThreadsDoNotMatter();

    [Theory, MemberData(nameof(Names))]
    public void Predictions_are_sound(string name) => Contract.Of(Catalogue<Learner>.Find(name)).PredictionsAreSound();

    [Theory, MemberData(nameof(Names))]
    public void Leaves_its_input_alone(string name) => Contract.Of(Catalogue<Learner>.Find(name)).LeavesItsInputAlone();

    [Theory, MemberData(nameof(Names))]
    public void Survives_one_row_and_one_class(string name) => Contract.Of(Catalogue<Learner>.Find(name)).SurvivesOneRowAndOneClass();

    [Theory, MemberData(nameof(Names))]
    public void Survives_strange_rows(string name) => Contract.Of(Catalogue<Learner>.Find(name)).SurvivesStrangeRows();

    [Theory, MemberData(nameof(Names))]
    public void Saves_and_loads(string name) => Contract.Of(Catalogue<Learner>.Find(name)).SavesAndLoads();

    [Theory, MemberData(nameof(Names))]
    public void Can_be_cancelled(string name) => Contract.Of(Catalogue<Learner>.Find(name)).CanBeCancelled();

    [Theory, MemberData(nameof(Names))]
    public void Refuses_wrong_shapes(string name) => Contract.Of(Catalogue<Learner>.Find(name)).RefusesWrongShapes();
}
