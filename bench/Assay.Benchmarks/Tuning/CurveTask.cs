using Assay.Tuning.Spaces;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Benchmarks.Tuning;

/// <summary>Learning curves of networks on one task of LCBench, from YAHPO Gym's surrogate of it.</summary>
/// <remarks>Names and order of the inputs and outputs: YAHPO Gym's description of "lcbench". Sources: Zimmer et al., TPAMI 2021 (LCBench); Pfisterer et al., AutoML 2022 (YAHPO Gym).</remarks>
internal sealed class CurveTask(InferenceSession model, string name, int code)
{
    /// <summary>Epochs of a full training.</summary>
    public const int Epochs = 52;

    private const int Outputs = 6;
    private const int Accuracy = 1;

    private static readonly string[] inputs = ["batch_size", "learning_rate", "momentum", "weight_decay", "num_layers", "max_units", "max_dropout"];

    /// <summary>The seven hyperparameters.</summary>
    public static Space Space { get; } = new(
    [
        Dimension.Int("batch_size", 16, 512).Log(), Dimension.Float("learning_rate", 1e-4, 0.1).Log(), Dimension.Float("momentum", 0.1, 0.99),
        Dimension.Float("weight_decay", 1e-5, 0.1), Dimension.Int("num_layers", 1, 5), Dimension.Int("max_units", 64, 1024).Log(), Dimension.Float("max_dropout", 0, 1),
    ]);

    /// <summary>The task's number.</summary>
    public string Name => name;

    /// <summary>Validation accuracy in percent after each epoch.</summary>
    public double[] Curve(Configuration configuration)
    {
        var numbers = new DenseTensor<float>([Epochs, inputs.Length + 1]);
        var tasks = new DenseTensor<int>([Epochs, 1]);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            (numbers[epoch, 0], tasks[epoch, 0]) = (epoch + 1, code);
            for (var i = 0; i < inputs.Length; i++)
            {
                numbers[epoch, i + 1] = (float)configuration.Number(inputs[i]);
            }
        }

        using var told = model.Run([NamedOnnxValue.CreateFromTensor("x_cat", tasks), NamedOnnxValue.CreateFromTensor("x_cont", numbers)]);
        var values = told[0].AsTensor<float>().ToArray();
        return [.. Enumerable.Range(0, Epochs).Select(epoch => (double)values[(epoch * Outputs) + Accuracy])];
    }
}
