using System.Text;

namespace Assay.Evaluation.Models;

/// <summary>Reads a model's file.</summary>
internal static class ModelBytes
{
    /// <summary>The whole file.</summary>
    /// <exception cref="AssayException"><c>model.file-missing</c>.</exception>
    public static byte[] Of(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AssayException("model.file-missing", $"\"{path}\" cannot be read: {error.Message} Check the path.", error);
        }
    }

    /// <summary>The whole file as UTF-8.</summary>
    /// <exception cref="AssayException"><c>model.file-missing</c>.</exception>
    public static string Text(string path) => Encoding.UTF8.GetString(Of(path)).ReplaceLineEndings("\n");
}
