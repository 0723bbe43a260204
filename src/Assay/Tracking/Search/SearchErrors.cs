namespace Assay.Tracking.Search;

/// <summary>Errors of filters, orders and page tokens, in MLflow's words because its clients look at them.</summary>
internal static class SearchErrors
{
    internal static AssayException Filter(string message) => new("store.filter", message);

    internal static AssayException Order(string message) => new("store.order", message);

    internal static AssayException Token(string message) => new("store.page-token", message);
}
