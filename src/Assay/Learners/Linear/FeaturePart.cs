using System.Text.Json.Serialization;
using Assay.Data;

namespace Assay.Learners.Linear;

/// <summary>Features of a linear model made from one column, as learnt from the training rows.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "part")]
[JsonDerivedType(typeof(NumberFeatures), "number")]
[JsonDerivedType(typeof(LevelFeatures), "levels")]
[JsonDerivedType(typeof(TextFeatures), "text")]
internal abstract record FeaturePart
{
    /// <summary>The name of the column read.</summary>
    public required string Column { get; init; }

    /// <summary>The number of features.</summary>
    [JsonIgnore]
    public abstract int Width { get; }

    /// <summary>What writes the features of a row of this table: row, rows being written, place of the first feature. Places increase.</summary>
    public abstract Action<int, SparseRows, int> Bind(Dataset data);
}
