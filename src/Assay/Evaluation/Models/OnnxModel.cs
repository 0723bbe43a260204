using System.Globalization;
using Assay.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Evaluation.Models;

/// <summary>An ONNX model: one tensor of features or one input a column; probabilities as a tensor or as maps by class, a label, or one value.</summary>
internal sealed class OnnxModel : EvaluatedModel
{
    private readonly InferenceSession session;
    private readonly IReadOnlyList<string> labels;
    private readonly ModelSourceOptions options;
    private OnnxInputs? inputs;
    private ClassColumns? classes;
    private PredictionKind? kind;

    /// <summary>Reads the file.</summary>
    /// <exception cref="AssayException"><c>model.file-broken</c>, <c>model.native-library-missing</c>.</exception>
    public OnnxModel(string path, ModelSourceOptions options)
    {
        this.options = options;
        Name = Path.GetFileName(path);
        try
        {
            labels = OnnxClassLabels.Of(ModelBytes.Of(path));
            using var settings = new SessionOptions { IntraOpNumThreads = Math.Max(1, options.Threads), InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            OrtEnv.Instance().DisableTelemetryEvents();
            session = new InferenceSession(path, settings);
        }
        catch (Exception error) when (error is OnnxRuntimeException or FormatException)
        {
            throw new AssayException("model.file-broken", $"{Name} is not an ONNX file that ONNX Runtime reads: {error.Message} Export the model again.", error);
        }
        catch (Exception error) when (error is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw new AssayException("model.native-library-missing", $"ONNX files need the native library onnxruntime, which could not be loaded: {(error.InnerException ?? error).Message}", error);
        }
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override PredictionKind Kind => kind ?? options.Kind ?? PredictionKind.Probability;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notes => [.. inputs?.Notes ?? [], .. classes?.Note is { } note ? new[] { note } : []];

    /// <inheritdoc/>
    public override double[] Predict(Sample rows, CancellationToken cancellation)
    {
        if (!ReferenceEquals(inputs?.Data, rows.Data))
        {
            (inputs, classes) = (new OnnxInputs(rows.Data, session, options, Name), null);
        }

        var predicted = new double[rows.Count * rows.Data.Outputs];
        var size = inputs!.FixedRows > 0 ? inputs.FixedRows : Math.Max(1, options.BatchRows);
        for (var at = 0; at < rows.Count; at += size)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(size, rows.Count - at);
            var batch = new int[inputs.FixedRows > 0 ? size : count];

            // A file that fixes the number of rows gets the last row again until they are enough.
            Array.Fill(batch, rows.Rows[at + count - 1]);
            rows.Rows.AsSpan(at, count).CopyTo(batch);
            Run(batch, predicted.AsSpan(at * rows.Data.Outputs, count * rows.Data.Outputs));
        }

        return predicted;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            session.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Run(int[] batch, Span<double> predicted)
    {
        using var results = Results(batch);
        var data = inputs!.Data;
        var named = data.Task == LearningTask.Regression ? null : results.FirstOrDefault(r => r.ValueType == OnnxValueType.ONNX_TYPE_SEQUENCE);
        if (named is not null)
        {
            Place(Maps(named), batch.Length, predicted);
            return;
        }

        var numbers = results.Where(r => r.ValueType == OnnxValueType.ONNX_TYPE_TENSOR).Select(r => (r.Name, Numbers: Numbers(r))).Where(r => r.Numbers is not null).ToArray();
        int[] wanted = data.Task switch { LearningTask.Regression => [1], LearningTask.Binary => [2, 1], _ => [data.Classes.Count] };
        var found = wanted.SelectMany(width => numbers.Where(n => n.Numbers!.Length == batch.Length * width)).Select(n => n.Numbers).FirstOrDefault();
        var label = results.Select(Labels).FirstOrDefault(l => l is not null && l.Length == batch.Length);
        if (found is not null)
        {
            Place((found, labels), batch.Length, predicted);
            Verify(found, label, batch.Length);
        }
        else if (label is not null && data.Task != LearningTask.Regression)
        {
            PlaceLabels(label, predicted);
        }
        else
        {
            throw new AssayException(
                "model.outputs",
                $"{Name} has the outputs {string.Join(", ", session.OutputNames.Select(n => $"{n} ({session.OutputMetadata[n].OnnxValueType} {string.Join('x', session.OutputMetadata[n].Dimensions ?? [])})"))}; needed is {(data.Task == LearningTask.Regression ? "one number a row" : $"a probability for each of {data.Classes.Count} classes, or a label")}. Is it a model of this target?");
        }
    }

    private IDisposableReadOnlyCollection<DisposableNamedOnnxValue> Results(int[] batch)
    {
        try
        {
            return session.Run(inputs!.Of(batch));
        }
        catch (OnnxRuntimeException error)
        {
            throw new AssayException("model.onnx-run", $"{Name} could not predict: {error.Message} Check that the table has the columns and kinds it was trained on.", error);
        }
    }

    private void Place((double[] Numbers, IReadOnlyList<string> Classes) own, int count, Span<double> predicted)
    {
        var data = inputs!.Data;
        var width = own.Numbers.Length / count;
        kind = data.Task == LearningTask.Regression ? PredictionKind.Value : options.Kind ?? PredictionKind.Probability;
        var said = options.Classes.Count > 0 ? options.Classes : own.Classes.Count == Math.Max(2, width) ? own.Classes : [];
        classes ??= ClassColumns.Of(data, said, (width, kind.Value), Name);
        for (var row = 0; row < predicted.Length / data.Outputs; row++)
        {
            classes.Place(own.Numbers.AsSpan(row * width, width), predicted.Slice(row * data.Outputs, data.Outputs));
        }
    }

    // Where nobody names the classes of the columns, the labels that the model gives beside them must be their largest.
    private void Verify(double[] numbers, string[]? label, int count)
    {
        var width = numbers.Length / count;
        var data = inputs!.Data;
        if (label is null || labels.Count > 0 || options.Classes.Count > 0 || width != data.Classes.Count)
        {
            return;
        }

        for (var row = 0; row < count; row++)
        {
            var own = numbers.AsSpan(row * width, width);
            var (largest, said) = (Largest(own), ClassColumns.IndexOf(data, label[row]));
            if (said >= 0 && own[largest] > own[said] + 1e-6)
            {
                throw new AssayException(
                    "model.classes-order",
                    $"{Name} says \"{label[row]}\" where the largest number is in column {largest}, which was taken as \"{data.Classes[largest]}\". Say the classes in the model's order.");
            }
        }
    }

    private static int Largest(ReadOnlySpan<double> numbers)
    {
        var best = 0;
        for (var i = 1; i < numbers.Length; i++)
        {
            best = numbers[i] > numbers[best] ? i : best;
        }

        return best;
    }

    private void PlaceLabels(string[] label, Span<double> predicted)
    {
        var data = inputs!.Data;
        kind = PredictionKind.Label;
        predicted.Clear();
        for (var row = 0; row < predicted.Length / data.Outputs; row++)
        {
            var at = Index(label[row]);
            predicted[(row * data.Outputs) + (data.Outputs == 1 ? 0 : at)] = data.Outputs == 1 ? at : 1;
        }

        int Index(string name)
        {
            var at = ClassColumns.IndexOf(data, options.Classes.Count > 0 && int.TryParse(name, out var number) && number >= 0 && number < options.Classes.Count ? options.Classes[number] : name);
            return at >= 0 ? at : throw new AssayException("model.classes-differ", $"{Name} answered with the class \"{name}\", but the target has {string.Join(", ", data.Classes)}. Say the classes as the table spells them, in the model's order.");
        }
    }

    private static (double[] Numbers, IReadOnlyList<string> Classes) Maps(DisposableNamedOnnxValue sequence)
    {
        var numbers = new List<double>();
        IReadOnlyList<string> classes = [];
        foreach (var entry in sequence.AsEnumerable<NamedOnnxValue>())
        {
            var map = Map(entry);
            classes = classes.Count > 0 ? classes : [.. map.Keys];
            numbers.AddRange(classes.Select(c => map[c]));
        }

        return ([.. numbers], classes);
    }

    private static Dictionary<string, double> Map(NamedOnnxValue entry) => entry.Value is IDictionary<string, float> byName
        ? byName.ToDictionary(p => p.Key, p => (double)p.Value, StringComparer.Ordinal)
        : ((IDictionary<long, float>)entry.Value).ToDictionary(p => p.Key.ToString(CultureInfo.InvariantCulture), p => (double)p.Value, StringComparer.Ordinal);

    private static double[]? Numbers(DisposableNamedOnnxValue result) => result.ElementType switch
    {
        TensorElementType.Float => [.. result.AsEnumerable<float>().Select(v => (double)v)],
        TensorElementType.Double => [.. result.AsEnumerable<double>()],
        _ => null,
    };

    private static string[]? Labels(DisposableNamedOnnxValue result) => result.ValueType != OnnxValueType.ONNX_TYPE_TENSOR ? null : result.ElementType switch
    {
        TensorElementType.String => [.. result.AsEnumerable<string>()],
        TensorElementType.Int64 => [.. result.AsEnumerable<long>().Select(v => v.ToString(CultureInfo.InvariantCulture))],
        TensorElementType.Int32 => [.. result.AsEnumerable<int>().Select(v => v.ToString(CultureInfo.InvariantCulture))],
        TensorElementType.Bool => [.. result.AsEnumerable<bool>().Select(v => v ? "true" : "false")],
        _ => null,
    };
}
