using Assay.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Evaluation.Models;

/// <summary>Fills the inputs of an ONNX model from a table: one input a column by name, or one tensor of all features.</summary>
internal sealed class OnnxInputs
{
    // What a file says is taken from memory.
    private const int LargestDimension = 1 << 20;
    private readonly List<Func<int[], NamedOnnxValue>> fillers = [];
    private readonly List<string> notes = [];
    private readonly ModelSourceOptions options;
    private readonly string model;

    /// <summary>Binds a table.</summary>
    /// <exception cref="AssayException"><c>model.inputs</c>, and what <see cref="FeatureBinding.Of"/> throws.</exception>
    public OnnxInputs(Dataset data, InferenceSession session, ModelSourceOptions options, string model)
    {
        (Data, this.options, this.model) = (data, options, model);
        var inputs = session.InputNames.Select(name => (Name: name, About: session.InputMetadata[name])).ToArray();
        if (inputs.Any(i => i.About.OnnxValueType != OnnxValueType.ONNX_TYPE_TENSOR || i.About.Dimensions.Length > 2))
        {
            throw Wrong(inputs, "tensors of one number or text for each row and column are filled");
        }

        if (inputs.Any(i => i.About.Dimensions.Any(d => d > LargestDimension)))
        {
            throw Wrong(inputs, $"no dimension above {LargestDimension} is filled");
        }

        FixedRows = inputs.Select(i => i.About.Dimensions is [> 0 and var rows, ..] ? rows : 0).Max();
        var wide = inputs.Where(i => Width(i.About) != 1).ToArray();
        if (wide.Length == 1 && inputs.Length == 1)
        {
            AddTable(inputs[0].Name, inputs[0].About);
            return;
        }

        if (wide.Length > 0)
        {
            throw Wrong(inputs, "either one tensor of all features or one input a column is filled");
        }

        var names = options.Features.Count == inputs.Length ? options.Features : [.. inputs.Select(i => i.Name)];
        var candidates = FeatureBinding.Candidates(data);
        var unknown = names.Where(name => FeatureBinding.Find(candidates, name) is null).ToArray();
        if (unknown.Length > 0)
        {
            throw Wrong(inputs, $"each input is the column of its name, and {data.Name} has no {string.Join(", ", unknown)} (columns: {string.Join(", ", candidates.Select(c => c.Name).Take(30))}); say the columns in the order of the inputs if they are called otherwise");
        }

        foreach (var (name, input) in names.Zip(inputs))
        {
            Add(input.Name, input.About, [FeatureBinding.Find(candidates, name)!], one: input.About.Dimensions.Length == 1);
        }
    }

    /// <summary>The table.</summary>
    public Dataset Data { get; }

    /// <summary>Rows the file says every call has; 0 when any number may come.</summary>
    public int FixedRows { get; }

    /// <summary>What had to be assumed.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>The inputs for some rows.</summary>
    public NamedOnnxValue[] Of(int[] rows) => [.. fillers.Select(fill => fill(rows))];

    // Numbers or texts a row; -1 when the file leaves it open.
    private static int Width(NodeMetadata about) => about.Dimensions.Length < 2 ? 1 : about.Dimensions[1];

    private void AddTable(string name, NodeMetadata about)
    {
        var width = Width(about) > 0 ? Width(about) : options.Features.Count > 0 ? options.Features.Count : Data.Features.Count;
        if (about.ElementDataType == TensorElementType.String)
        {
            Column[] columns = options.Features.Count > 0 ? [.. options.Features.Select(Data.Named)] : [.. Data.Features];
            Add(name, about, columns, one: false);
            return;
        }

        var binding = FeatureBinding.Of(Data, [.. Enumerable.Repeat(new FeatureRequest("", []), width)], options);
        notes.AddRange(binding.Note is { } note ? [note] : []);
        AddNumbers(name, about, rows =>
        {
            var block = new double[rows.Length * width];
            binding.Write(rows, block);
            return (block, [rows.Length, width]);
        });
    }

    private void Add(string name, NodeMetadata about, Column[] columns, bool one)
    {
        int[] Shape(int rows) => one ? [rows] : [rows, columns.Length];
        if (about.ElementDataType == TensorElementType.String)
        {
            // A missing text is empty: ONNX has no missing text.
            fillers.Add(rows => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<string>(rows.SelectMany(r => columns.Select(c => c.Show(r) ?? "")).ToArray(), Shape(rows.Length))));
            return;
        }

        var numbers = Array.ConvertAll(columns, c => FeatureBinding.Numbers(c, options.Levels.TryGetValue(c.Name, out var levels) ? levels : []));
        AddNumbers(name, about, rows => ([.. rows.SelectMany(r => numbers.Select(n => n(r)))], Shape(rows.Length)));
    }

    private void AddNumbers(string name, NodeMetadata about, Func<int[], (double[] Numbers, int[] Shape)> take)
    {
        fillers.Add(about.ElementDataType switch
        {
            TensorElementType.Float => rows => Tensor(take(rows), v => (float)v),
            TensorElementType.Double => rows => Tensor(take(rows), v => v),
            TensorElementType.Int64 => rows => Tensor(take(rows), v => (long)Whole(v)),
            TensorElementType.Int32 => rows => Tensor(take(rows), v => (int)Whole(v)),
            TensorElementType.Bool => rows => Tensor(take(rows), v => Whole(v) != 0),
            var type => throw new AssayException("model.inputs", $"{model} takes {type} in its input \"{name}\"; float, double, int32, int64, bool and text are filled. Export it with one of these."),
        });

        NamedOnnxValue Tensor<T>((double[] Numbers, int[] Shape) block, Func<double, T> cast) =>
            NamedOnnxValue.CreateFromTensor(name, new DenseTensor<T>(Array.ConvertAll(block.Numbers, v => cast(v)), block.Shape));

        double Whole(double value) => double.IsNaN(value)
            ? throw new AssayException("model.input-missing", $"{model} takes whole numbers in its input \"{name}\", where a missing cell has no place. Fill missing cells in, or export the input as float.")
            : value;
    }

    private AssayException Wrong((string Name, NodeMetadata About)[] inputs, string why) => new(
        "model.inputs",
        $"{model} has the inputs {string.Join(", ", inputs.Select(i => $"{i.Name} ({i.About.ElementDataType} [{string.Join(", ", i.About.Dimensions ?? [])}])"))}: {why}.");
}
