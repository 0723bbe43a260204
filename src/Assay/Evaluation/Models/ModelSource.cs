namespace Assay.Evaluation.Models;

/// <summary>Opens a model from anywhere.</summary>
public static class ModelSource
{
    private const int StartBytes = 4096;

    /// <summary>Opens the model at a path or an address, or behind a command.</summary>
    /// <param name="source">
    /// A model folder; an ONNX, LightGBM text or XGBoost JSON or UBJ file, recognised by its content; <c>http://…</c> or <c>https://…</c>;
    /// <c>command:</c> and a command with its arguments.
    /// </param>
    /// <param name="options">What the model does not say about itself.</param>
    /// <returns>A model that measures its time and checks what it answers: as many numbers as needed, finite, probabilities in [0, 1].</returns>
    /// <exception cref="AssayException"><c>model.source-unknown</c>, and what <see cref="ModelFormat.Open"/> throws.</exception>
    public static EvaluatedModel Open(string source, ModelSourceOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchRows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Retries);
        var format = options.Format is { } told ? Catalogue<ModelFormat>.Find(told) : Recognised(source);
        return new MeasuredModel(format.Open(source, options), options.Clock);
    }

    /// <summary>Whether the source looks like a model of a known format, as against a table or a name.</summary>
    public static bool Recognises(string source) => Find(source) is not null;

    private static ModelFormat Recognised(string source) => Find(source) ?? throw new AssayException("model.source-unknown", Unknown(source));

    private static ModelFormat? Find(string source)
    {
        var start = Start(source);
        return Catalogue<ModelFormat>.All.FirstOrDefault(f => f.Recognises(source, start));
    }

    private static string Unknown(string source) =>
        (File.Exists(source) || Directory.Exists(source) ? $"\"{source}\" is no model that Assay reads." : $"There is no file or folder \"{source}\".")
        + $" A model is one of: {string.Join("; ", Catalogue<ModelFormat>.All.Select(f => f.Description))}."
        + (source.EndsWith(".pkl", StringComparison.OrdinalIgnoreCase) || source.EndsWith(".joblib", StringComparison.OrdinalIgnoreCase)
            ? " A Python pickle runs code when it is read, so it never is: export the model to ONNX, or let a command score."
            : "");

    private static byte[] Start(string source)
    {
        if (!File.Exists(source))
        {
            return [];
        }

        using var file = File.OpenRead(source);
        var start = new byte[(int)Math.Min(StartBytes, file.Length)];
        file.ReadExactly(start);
        return start;
    }
}
