using System.Text.Json.Serialization;
using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>One or more numeric features made from one column of the table, as learnt from the rows of a fit.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "part")]
[JsonDerivedType(typeof(NumberPart), "number")]
[JsonDerivedType(typeof(CategoryPart), "category")]
[JsonDerivedType(typeof(DatePart), "date")]
[JsonDerivedType(typeof(TextPart), "text")]
[JsonDerivedType(typeof(TargetMeanPart), "target-mean")]
[JsonDerivedType(typeof(GroupPart), "group")]
[JsonDerivedType(typeof(ArithmeticPart), "arithmetic")]
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

    /// <summary>The column of that name.</summary>
    /// <exception cref="AssayException"><c>data.column-missing</c>.</exception>
    public static Column FindColumn(Dataset data, string name) =>
        data.Columns.FirstOrDefault(c => c.Name == name)
        ?? throw new AssayException(
            "data.column-missing",
            $"Column \"{name}\" is not in {data.Name}, and the model needs it.{Spelling.DidYouMean(name, data.Columns.Select(c => c.Name))} Add the column and predict again.");

    /// <summary>The column in the storage the model was learnt on.</summary>
    /// <exception cref="AssayException"><c>data.column-kind</c>.</exception>
    public static T As<T>(Column column, Dataset data)
        where T : Column =>
        column as T ?? throw new AssayException(
            "data.column-kind",
            $"Column \"{column.Name}\" of {data.Name} was read as {column.Kind}, but the model was learnt on another kind of column. Read it with the model's schema.");

    /// <summary>The part's own column.</summary>
    protected T Find<T>(Dataset data)
        where T : Column => As<T>(FindColumn(data, Column), data);
}
