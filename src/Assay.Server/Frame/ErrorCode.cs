namespace Assay.Server.Frame;

/// <summary>MLflow's error codes, with their HTTP statuses.</summary>
internal sealed record ErrorCode(string Name, int Status)
{
    internal static readonly ErrorCode InvalidParameterValue = new("INVALID_PARAMETER_VALUE", 400);
    internal static readonly ErrorCode BadRequest = new("BAD_REQUEST", 400);
    internal static readonly ErrorCode ResourceAlreadyExists = new("RESOURCE_ALREADY_EXISTS", 400);
    internal static readonly ErrorCode ResourceDoesNotExist = new("RESOURCE_DOES_NOT_EXIST", 404);
    internal static readonly ErrorCode EndpointNotFound = new("ENDPOINT_NOT_FOUND", 404);
    internal static readonly ErrorCode MethodNotAllowed = new("BAD_REQUEST", 405);
    internal static readonly ErrorCode Unauthenticated = new("UNAUTHENTICATED", 401);
    internal static readonly ErrorCode PermissionDenied = new("PERMISSION_DENIED", 403);
    internal static readonly ErrorCode TooLarge = new("REQUEST_LIMIT_EXCEEDED", 413);
    internal static readonly ErrorCode TimedOut = new("BAD_REQUEST", 408);
    internal static readonly ErrorCode NotImplemented = new("NOT_IMPLEMENTED", 501);
    internal static readonly ErrorCode TemporarilyUnavailable = new("TEMPORARILY_UNAVAILABLE", 503);
    internal static readonly ErrorCode InternalError = new("INTERNAL_ERROR", 500);
}
