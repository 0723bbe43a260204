namespace Assay.Evaluation.Perturbations;

/// <summary>First names replaced by others of the same gender and of another background.</summary>
[Named("names")]
internal sealed class Names : PhrasePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Other first names";

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string[]> Phrases { get; } = Groups(
        "james|mohammed|wei|jamal|carlos|rajesh|dmitri|kwame",
        "john|ahmed|hiroshi|deshawn|miguel|arjun|ivan|kofi",
        "michael|omar|jun|tyrone|jose|vikram|sergei|chidi",
        "robert|ali|minh|darnell|diego|sanjay|pavel|tunde",
        "david|hassan|takeshi|malik|luis|amit|andrzej|emeka",
        "mary|fatima|mei|latoya|maria|priya|olga|amara",
        "jennifer|aisha|yuki|keisha|guadalupe|ananya|natasha|ngozi",
        "emily|zainab|ling|shanice|carmen|deepa|svetlana|adaeze",
        "sarah|khadija|hana|ebony|rosa|lakshmi|irina|abena",
        "anna|leila|thuy|tanisha|lucia|kavita|katarzyna|zola");
}
