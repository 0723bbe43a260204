namespace Assay.Tracking.Versions;

/// <summary>Bytes in a pack.</summary>
/// <param name="Id">SHA-256 of the bytes, hexadecimal.</param>
/// <param name="Pack">The object that holds them.</param>
/// <param name="Offset">Where in it they begin.</param>
/// <param name="Length">How many they are.</param>
internal readonly record struct Piece(string Id, string Pack, int Offset, int Length);
