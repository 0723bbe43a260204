using Microsoft.Win32.SafeHandles;

namespace Assay.Learners.Trees;

/// <summary>A booster in LightGBM's memory; freed exactly once.</summary>
internal sealed class BoosterHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public BoosterHandle(nint handle)
        : base(ownsHandle: true) => SetHandle(handle);

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => LightGbm.LGBM_BoosterFree(handle) == 0;
}
