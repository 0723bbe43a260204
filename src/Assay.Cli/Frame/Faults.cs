using System.Text.Json;

namespace Assay.Cli.Frame;

/// <summary>Tells the user what went wrong and chooses the exit code.</summary>
/// <param name="surroundings">Where to write.</param>
/// <param name="json">Also print <c>{"error": {"code", "message", "exitCode"}}</c> on standard output, so that a program always gets one document.</param>
/// <param name="verbose">Print the full trace of a fault in Assay.</param>
internal sealed class Faults(Surroundings surroundings, bool json, bool verbose)
{
    private const int DiskFullOnUnix = 28;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    /// <summary>Whether the exception only says that the work was cancelled.</summary>
    public static bool IsCancellation(Exception fault) => fault switch
    {
        OperationCanceledException => true,
        AggregateException many => many.Flatten().InnerExceptions.All(e => e is OperationCanceledException),
        _ => false,
    };

    /// <summary>Writes the message and returns the exit code of its kind.</summary>
    public ExitCode Tell(Exception fault)
    {
        var cause = Cause(fault);
        var (code, message) = Describe(cause);
        var exit = ExitOf(code);
        surroundings.Error.WriteLine($"error: {code}: {message}");
        if (exit == ExitCode.Internal)
        {
            surroundings.Error.WriteLine("This is a fault in Assay. Please report it as an issue of the project, with what the command prints with --verbose and the output of \"assay doctor\".");
        }

        if (verbose)
        {
            surroundings.Error.WriteLine(fault.ToString());
        }

        if (json)
        {
            surroundings.Output.WriteLine(JsonSerializer.Serialize(new { error = new { code, message, exitCode = (int)exit } }, JsonRules.Indented));
        }

        return exit;
    }

    private static (string Code, string Message) Describe(Exception cause) => cause switch
    {
        AssayException known => (known.Code, known.Message[(known.Code.Length + 2)..]),
        IOException { HResult: DiskFullOnUnix or DiskFullOnWindows } => ("store.disk-full", $"The disk is full. {cause.Message} Free some space and run the same command again."),
        FileNotFoundException or DirectoryNotFoundException => ("data.file-missing", cause.Message),
        UnauthorizedAccessException => ("data.access-denied", cause.Message),
        IOException => ("data.input-output", cause.Message),
        OutOfMemoryException => ("internal.out-of-memory", "There is not enough memory for this."),
        _ => ("internal.fault", $"{cause.GetType().Name}: {cause.Message}"),
    };

    private static ExitCode ExitOf(string code) => code.Split('.')[0] switch
    {
        "usage" => ExitCode.Usage,
        "provider" => ExitCode.Provider,
        "internal" => ExitCode.Internal,
        _ => ExitCode.Input,
    };

    // Parallel loops and static initialisers wrap what really happened.
    private static Exception Cause(Exception fault) => fault switch
    {
        AggregateException many => Cause(many.Flatten().InnerExceptions.OrderBy(e => e is OperationCanceledException).ThenBy(e => e is not AssayException).First()),
        TypeInitializationException { InnerException: { } inner } => Cause(inner),
        System.Reflection.TargetInvocationException { InnerException: { } inner } => Cause(inner),
        _ => fault,
    };
}
