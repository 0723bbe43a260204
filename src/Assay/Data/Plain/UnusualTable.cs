namespace Assay.Data.Plain;

/// <summary>A delimited file is not plain enough for the quick reader; <see cref="TableReader"/>, which knows every case, has to read it.</summary>
internal sealed class UnusualTable(string why) : Exception(why);
