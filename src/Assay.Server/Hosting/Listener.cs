namespace Assay.Server.Hosting;

/// <summary>What listens on a port and hands requests to the server.</summary>
internal abstract class Listener : IAsyncDisposable
{
    /// <summary>Longest time requests in flight are given to end.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Begins to listen; the address it answers at.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    internal abstract Task<string> StartAsync();

    /// <summary>Takes no more requests and waits for those in flight.</summary>
    internal abstract Task StopAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
