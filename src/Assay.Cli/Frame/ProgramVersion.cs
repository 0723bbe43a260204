using System.Reflection;
using System.Runtime.InteropServices;

namespace Assay.Cli.Frame;

/// <summary>Which Assay this is.</summary>
internal static class ProgramVersion
{
    /// <summary>The version, such as 0.1.0.</summary>
    public static string Number => Full.Split('+')[0];

    /// <summary>The commit it was built from, ten letters; "unknown" when it was not built in a Git repository.</summary>
    public static string Commit => Full.Split('+') is [_, { Length: >= 10 } commit, ..] ? commit[..10] : "unknown";

    private static string Full =>
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>Version, commit, runtime and platform on one line.</summary>
    public static string Describe() =>
        $"assay {Number} (commit {Commit}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier})";
}
