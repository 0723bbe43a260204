using System.Runtime.InteropServices;

namespace Assay.Tracking.Client;

/// <summary>One point as it is kept in memory and on disk: 28 bytes, little-endian.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct JournalPoint(long Step, long Time, double Value, int Series);
