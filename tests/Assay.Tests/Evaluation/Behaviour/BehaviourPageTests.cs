using Assay.Evaluation.Perturbations;

namespace Assay.Tests.Evaluation.Behaviour;

public class BehaviourPageTests
{
    [Fact]
    public void The_page_names_every_perturbation_and_marks_those_that_change_what_is_said()
    {
        var page = File.ReadAllText(TestData.In("docs/behaviour.md"));
        Assert.All(Catalogue<Perturbation>.All, p => Assert.Contains(p.KeepsMeaning ? $"`{p.Name}`" : $"`{p.Name}`*", page));
    }
}
