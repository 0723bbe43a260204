using Assay.Data;

namespace Assay.Learners;

/// <summary>A way to learn a model from rows. One file each, found by its kebab-case name; prepares raw columns itself.</summary>
/// <remarks>Implementations hold no state: the same learner may fit from several threads at once.</remarks>
public abstract class Learner
{
    /// <summary>The kebab-case name, for example <c>logistic-regression</c>.</summary>
    public string Name => Catalogue<Learner>.NameOf(GetType());

    /// <summary>The parameters worth searching, empty when there are none.</summary>
    public virtual IReadOnlyList<Parameter> Space => [];

    /// <summary>Null when the learner can be used on this table, otherwise one plain sentence why not.</summary>
    public abstract string? Refuses(Dataset data);

    /// <summary>About how many CPU seconds one fit takes on a reference machine: counted work, the same everywhere, so that plans repeat.</summary>
    /// <param name="data">The table.</param>
    /// <param name="rows">Training rows.</param>
    /// <param name="settings">The parameters; after a cross-fit, with what was chosen on the way.</param>
    public virtual double Work(Dataset data, int rows, Settings settings) => 2e-7 * rows * (1 + data.Features.Count);

    /// <summary>Learns a model from these rows.</summary>
    /// <exception cref="OperationCanceledException">The budget or the user ended the fit.</exception>
    public abstract Model Fit(Sample train, FitOptions options);

    /// <summary>Fits once a fold, folds in parallel up to <see cref="FitOptions.Threads"/>, and predicts each fold's validation rows.</summary>
    /// <remarks>Learners that stop early choose their number of rounds here and hand it on in <see cref="CrossFit.Refit"/>.</remarks>
    public virtual CrossFit CrossFit(Dataset data, IReadOnlyList<Fold> folds, FitOptions options) =>
        Learners.CrossFit.Run(data, folds, options, (fold, one) => Fit(new Sample(data, folds[fold].Train), one));

    /// <summary>Reads back a model that <see cref="Model.Save"/> wrote; never executes anything from the files.</summary>
    public abstract Model Load(ModelFiles files, Dataset schema);
}
