namespace Assay.Cli.Frame;

/// <summary>What the process tells whoever started it; fixed numbers that scripts rely on.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Success = 0,

    /// <summary>The work was done, and a gate the user asked for did not hold.</summary>
    GateFailed = 1,

    /// <summary>The command line was wrong.</summary>
    Usage = 2,

    /// <summary>Data, a model, a store or a file was missing or wrong.</summary>
    Input = 3,

    /// <summary>An outside service failed.</summary>
    Provider = 4,

    /// <summary>A fault in Assay.</summary>
    Internal = 5,

    /// <summary>Stopped by Ctrl-C or a termination signal (128 + SIGINT).</summary>
    Interrupted = 130,
}
