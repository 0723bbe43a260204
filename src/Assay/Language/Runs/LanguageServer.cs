using Assay.Language.Models;

namespace Assay.Language.Runs;

/// <summary>Serves a local model over OpenAI's protocol on the loopback.</summary>
public static class LanguageServer
{
    /// <summary>Serves until cancelled.</summary>
    /// <param name="file">A model in the format of llama2.c.</param>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <param name="started">Told the address once it answers.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task ServeAsync(string file, int port, Action<Uri> started, CancellationToken cancellation)
    {
        using var model = LocalModel.Read(file);
        using var server = LocalServer.Start(model, port);
        started(server.Address);
        await server.ServeAsync(cancellation);
    }
}
