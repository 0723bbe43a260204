using System.Text;

namespace Assay.Tracking.Export;

/// <summary>Names of a run's metrics, parameters or tags as files of MLflow's store: no name leaves its folder, and no two become one.</summary>
/// <remarks>
/// MLflow allows letters and digits of every script, <c>_ - .</c>, blanks and slashes in names (mlflow/utils/validation.py) and keeps slashes as folders.
/// Names that differ in capitals only are two where the file system tells them apart.
/// </remarks>
internal sealed class MlflowNames
{
    // Bytes; file systems take 255, and a number may follow.
    private const int LongestPart = 240;
    private static readonly StringComparer comparer = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
    private readonly HashSet<string> files = new(comparer);
    private readonly HashSet<string> folders = new(comparer);

    /// <summary>How names are told apart.</summary>
    internal StringComparer Comparer => comparer;

    /// <summary>The path below the folder of its kind, parts joined by <c>/</c>.</summary>
    internal string PathOf(string name)
    {
        var safe = string.Join('/', name.Split('/').Select(Part));
        // A name that is the beginning of another cannot be file and folder at once: the slashes of the later one go.
        for (var (candidate, number) = (safe, 1); ; number++, candidate = $"{safe.Replace('/', '_')}{(number == 2 ? "" : $"_{number - 1}")}")
        {
            if (Take(candidate))
            {
                return candidate;
            }
        }
    }

    private static string Part(string part)
    {
        var safe = new StringBuilder();
        var bytes = 0;
        foreach (var rune in part.EnumerateRunes())
        {
            var kept = Rune.IsLetter(rune) || Rune.IsNumber(rune) || rune.Value is '_' or '-' or '.' or ' ' ? rune : new Rune('_');
            bytes += kept.Utf8SequenceLength;
            if (bytes > LongestPart)
            {
                break;
            }

            safe.Append(kept.ToString());
        }

        var text = safe.ToString();
        return text.Trim('.', ' ').Length == 0 ? new string('_', Math.Max(1, text.Length)) : text;
    }

    private bool Take(string path)
    {
        string[] above = [.. path.Index().Where(c => c.Item == '/').Select(c => path[..c.Index])];
        if (files.Contains(path) || folders.Contains(path) || above.Any(files.Contains))
        {
            return false;
        }

        files.Add(path);
        folders.UnionWith(above);
        return true;
    }
}
