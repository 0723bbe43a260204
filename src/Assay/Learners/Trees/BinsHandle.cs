using Microsoft.Win32.SafeHandles;

namespace Assay.Learners.Trees;

/// <summary>A binned table in LightGBM's memory; freed exactly once.</summary>
internal sealed class BinsHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public BinsHandle(nint handle)
        : base(ownsHandle: true) => SetHandle(handle);

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => LightGbm.LGBM_DatasetFree(handle) == 0;
}
