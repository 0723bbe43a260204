namespace Assay.Server.Frame;

/// <summary>Ends a request with one of MLflow's errors.</summary>
internal sealed class Refusal(ErrorCode code, string message) : Exception(message)
{
    internal ErrorCode Code { get; } = code;

    /// <summary>A parameter that cannot be taken.</summary>
    internal static Refusal Invalid(string message) => new(ErrorCode.InvalidParameterValue, message);

    /// <summary>Something that is not there.</summary>
    internal static Refusal Missing(string message) => new(ErrorCode.ResourceDoesNotExist, message);

    /// <summary>A name that is taken.</summary>
    internal static Refusal Taken(string message) => new(ErrorCode.ResourceAlreadyExists, message);

    /// <summary>What a client is told about an exception; anything unforeseen is an internal error without details.</summary>
    internal static Refusal Of(Exception fault) => fault switch
    {
        Refusal refusal => refusal,
        AssayException known => new Refusal(CodeOf(known.Code), known.Message[(known.Code.Length + 2)..]),
        Microsoft.AspNetCore.Http.BadHttpRequestException { StatusCode: 413 } => new Refusal(ErrorCode.TooLarge, "The body of the request is too large."),
        Microsoft.AspNetCore.Http.BadHttpRequestException { StatusCode: 408 } => new Refusal(ErrorCode.TimedOut, "The body of the request came too slowly."),
        Microsoft.AspNetCore.Http.BadHttpRequestException => new Refusal(ErrorCode.BadRequest, "The request is not well formed."),
        _ => new Refusal(ErrorCode.InternalError, "The server failed on this request; its own messages say more."),
    };

    private static ErrorCode CodeOf(string code) => code switch
    {
        "store.busy" or "store.disk-full" => ErrorCode.TemporarilyUnavailable,
        "store.damaged" or "store.unreadable" or "store.not-writable" or "store.artifact-damaged" => ErrorCode.InternalError,
        _ when code.EndsWith("-missing", StringComparison.Ordinal) => ErrorCode.ResourceDoesNotExist,
        _ when code.EndsWith("-exists", StringComparison.Ordinal) => ErrorCode.ResourceAlreadyExists,
        _ => ErrorCode.InvalidParameterValue,
    };
}
