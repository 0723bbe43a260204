using Assay.Tuning.Samplers;

namespace Assay.Tests.Tuning.Samplers;

public class SamplerContractTests
{
    public static TheoryData<string> Names => [.. Catalogue<Sampler>.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Same_seed_same_questions(string name) => Of(name).SameSeedSameQuestions();

    [Theory]
    [MemberData(nameof(Names))]
    public void Proposals_are_allowed(string name) => Of(name).ProposalsAreAllowed();

    [Theory]
    [MemberData(nameof(Names))]
    public void Survives_strange_answers(string name) => Of(name).SurvivesStrangeAnswers();

    [Theory]
    [MemberData(nameof(Names))]
    public void Replays_four_workers(string name) => Of(name).ReplaysFourWorkers();

    [Theory]
    [MemberData(nameof(Names))]
    public void Refuses_politely(string name) => Of(name).RefusesPolitely();

    private static SamplerContract Of(string name) => new(Catalogue<Sampler>.Find(name));
}
