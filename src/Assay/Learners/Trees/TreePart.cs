using System.Text.Json.Serialization;
using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>One or more numeric features made from one column of the table, as learnt from the rows of a fit.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "part")]
[JsonDerivedType(typeof(NumberPart), "number")]
[JsonDerivedType(typeof(CategoryPart), "category")]
[JsonDerivedType(typeof(DatePart), "date")]
[JsonDerivedType(typeof(TextPart), "text")]
internal abstract record TreePart
{
    /// <summary>The name of the column read.</summary>
    public required string Column { get; init; }

    /// <summary>A name a feature, for people.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Whether the features are codes without an order.</summary>
    [JsonIgnore]
    public virtual bool Unordered => false;

    /// <summary>Ties the part to the column of a table.</summary>
    public abstract BoundPart Bind(Dataset data);

    /// <summary>The column of that name and storage.</summary>
    /// <exception cref="AssayException"><c>data.column-missing</c> or <c>data.column-kind</c>.</exception>
    protected T Find<T>(Dataset data)
        where T : Column
    {
        var found = data.Columns.FirstOrDefault(c => c.Name == Column)
            ?? throw new AssayException(
                "data.column-missing",
                $"Column \"{Column}\" is not in {data.Name}, and the model needs it.{Spelling.DidYouMean(Column, data.Columns.Select(c => c.Name))} Add the column and predict again.");
        return found as T ?? throw new AssayException(
            "data.column-kind",
            $"Column \"{Column}\" of {data.Name} was read as {found.Kind}, but the model was learnt on another kind of column. Read it with the model's schema.");
    }
}
