using System.Text.Json;
using Assay.Evaluation.Models;

namespace Assay.Evaluation.Calibration;

/// <summary>Reads a learnt map from a file.</summary>
public static class RecalibrationFile
{
    /// <summary>The map, checked against the model it is to mend.</summary>
    /// <exception cref="AssayException"><c>data.file-missing</c>, <c>data.map-broken</c>, <c>data.map-differs</c>.</exception>
    public static RecalibrationFit Read(string path, ModelSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (!File.Exists(path))
        {
            throw new AssayException("data.file-missing", $"There is no file \"{path}\". Write one with assay calibrate ... --map FILE.");
        }

        var fit = Parse(path);
        var outputs = schema.Classes.Count > 2 ? schema.Classes.Count : 1;
        return fit.Outputs == outputs && schema.Classes.Count > 0
            ? fit
            : throw new AssayException("data.map-differs", $"{Path.GetFileName(path)} mends {fit.Outputs} number{(fit.Outputs == 1 ? "" : "s")} a row, but {schema.Name} predicts {(schema.Classes.Count == 0 ? "values, which have no probabilities" : $"{outputs}")}. Learn a map for this model.");
    }

    private static RecalibrationFit Parse(string path)
    {
        try
        {
            var fit = JsonSerializer.Deserialize<RecalibrationFit>(File.ReadAllText(path), JsonRules.Indented);
            return fit is { Method: not null, Numbers: not null } ? fit with { Method = Catalogue<Recalibrator>.Find(fit.Method).Name } : throw Broken(path, "it holds no map", null);
        }
        catch (JsonException broken)
        {
            throw Broken(path, broken.Message.TrimEnd('.'), broken);
        }
    }

    private static AssayException Broken(string path, string why, Exception? inner) =>
        new("data.map-broken", $"{Path.GetFileName(path)} is no map of assay calibrate: {why}. Write it again.", inner);
}
