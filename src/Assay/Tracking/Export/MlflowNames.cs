namespace Assay.Tracking.Export;

/// <summary>Names of a run's metrics, parameters or tags as files of MLflow's store: no name leaves its folder, and no two become one.</summary>
/// <remarks>MLflow allows letters, digits, <c>_ - . :</c>, blanks and slashes in names (mlflow/utils/validation.py) and keeps slashes as folders.</remarks>
internal sealed class MlflowNames
{
    private const int LongestPart = 200;
    private readonly HashSet<string> files = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> folders = new(StringComparer.OrdinalIgnoreCase);

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
        var safe = string.Concat(part.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ' ' ? c : '_'));
        safe = safe.Length == 0 || safe.Trim('.', ' ').Length == 0 ? new string('_', Math.Max(1, safe.Length)) : safe;
        return safe.Length <= LongestPart ? safe : safe[..LongestPart];
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
