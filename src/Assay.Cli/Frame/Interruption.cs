using System.Runtime.InteropServices;

namespace Assay.Cli.Frame;

/// <summary>Turns the first Ctrl-C or termination signal into a cancelled token; the second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    /// <summary>Listens from now until disposed.</summary>
    /// <param name="messages">Where the user is told what happens.</param>
    public Interruption(TextWriter messages)
    {
        registrations =
        [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(s => PosixSignalRegistration.Create(s, context =>
            {
                if (source.IsCancellationRequested)
                {
                    return; // not cancelled here, so the signal ends the process
                }

                context.Cancel = true;
                messages.WriteLine();
                messages.WriteLine("Stopping: what is done is kept. Press Ctrl-C again to end at once.");
                source.Cancel();
            })),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }
}
