using Assay.Tracking.Search;

namespace Assay.Tracking.Registry;

/// <summary>What MLflow's languages for models and versions share.</summary>
internal abstract class RegistryGrammar : SearchGrammar
{
    protected override string Quote(SqlNode node) => node.Text;

    protected override SearchEntity Entity(string name) => name switch
    {
        "attribute" => SearchEntity.Attribute,
        "tag" or "tags" => SearchEntity.Tag,
        _ => throw SearchErrors.Filter($"Invalid entity type '{name}'. Valid entity types are ('attribute', 'tag', 'tags')"),
    };

    protected override object Value(SearchField field, SqlNode node)
    {
        if (field.Entity == SearchEntity.Tag)
        {
            return base.Value(field, node);
        }

        if (NumericKeys.Contains(field.Key) && node.Kind is SqlKind.Whole or SqlKind.Real)
        {
            return double.Parse(node.Text, System.Globalization.CultureInfo.InvariantCulture);
        }

        if (node.Kind == SqlKind.Parenthesis && field.Key != ListKey)
        {
            throw SearchErrors.Filter("Only the 'run_id' attribute supports comparison with a list of quoted string values.");
        }

        return Quoted(node) ?? (object?)Texts(node)
            ?? throw SearchErrors.Filter($"Expected a quoted string value or a list of quoted string values for attributes. Got value {node.Text}");
    }

    protected override AssayException WrongComparator(SearchField field, string comparator, IReadOnlyList<string> allowed) =>
        SearchErrors.Filter($"Invalid comparator for {(field.Entity == SearchEntity.Tag ? "tag" : "attribute")}: {comparator}");
}
