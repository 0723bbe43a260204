using Assay.Server.Frame;
using Assay.Tracking;

namespace Assay.Server.Artifacts;

/// <summary>Takes the body of a request into the store's content folder as it comes in.</summary>
internal static class Incoming
{
    /// <summary>Receives the body, lets it be kept, and forgets it when that fails.</summary>
    internal static async Task KeepAsync(Call call, Action<ObjectFolder.Incoming> keep)
    {
        var body = call.Context.Request.Body;
        var received = await call.Store.Objects.ReceiveAsync(buffer => body.ReadAsync(buffer, call.Cancellation));
        try
        {
            keep(received);
        }
        finally
        {
            call.Store.Objects.Drop(received);
        }
    }
}
