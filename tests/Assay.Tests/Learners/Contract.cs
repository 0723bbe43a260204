using Assay.Data;
using Assay.Learners;

namespace Assay.Tests.Learners;

/// <summary>What every learner must keep, ours and yours: <c>Contract.Of(learner)</c> gives the checks.</summary>
internal static class Contract
{
    /// <summary>The checks of this learner.</summary>
    public static LearnerContract Of(Learner learner) => new(learner);
}
