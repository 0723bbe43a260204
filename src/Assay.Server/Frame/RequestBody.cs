namespace Assay.Server.Frame;

/// <summary>How a request's body comes in.</summary>
internal enum RequestBody
{
    /// <summary>JSON, read whole before the route is asked; other content types are refused.</summary>
    Json,

    /// <summary>Any bytes; the route reads them.</summary>
    Stream,
}
