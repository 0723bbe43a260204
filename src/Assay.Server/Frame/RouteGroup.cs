namespace Assay.Server.Frame;

/// <summary>A small group of routes about one subject: one file in <c>Routes</c>, found by itself.</summary>
/// <remarks>
/// The request's message is a static field, every answer a short method: read with <see cref="Call.Read"/>, ask the store, answer with
/// <see cref="Call.Json"/> or <see cref="Call.Nothing"/>; throw a <see cref="Refusal"/> for what MLflow refuses.
/// </remarks>
internal abstract class RouteGroup
{
    /// <summary>The group's routes.</summary>
    internal abstract IEnumerable<Route> Routes { get; }
}
