using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>What is boosted instead of the label, and the way back.</summary>
internal sealed record TargetTransform(string Name)
{
    /// <summary>The label as it is.</summary>
    public static TargetTransform None { get; } = new("none");

    /// <summary>A class of 0 or 1 learnt as a number, so that leaves hold the share of class 1 and a forest averages shares.</summary>
    public static TargetTransform Share { get; } = new("share");

    /// <summary>The logarithm of 1 + label, for labels of at least 0.</summary>
    public static TargetTransform Logarithm { get; } = new("log");

    /// <summary>The transform of that name; <c>log</c> is refused by targets below zero, which stay as they are.</summary>
    public static TargetTransform Find(string name, Dataset data)
    {
        if (name != "log" || data.Task != LearningTask.Regression)
        {
            return None;
        }

        foreach (var value in data.Target.Span)
        {
            if (value < 0)
            {
                return None;
            }
        }

        return Logarithm;
    }

    /// <summary>Labels to boost, in place.</summary>
    public double[] Forward(double[] labels)
    {
        if (Name == "log")
        {
            for (var i = 0; i < labels.Length; i++)
            {
                labels[i] = Math.Log(1 + labels[i]);
            }
        }

        return labels;
    }

    /// <summary>A prediction in the label's unit.</summary>
    public double Back(double value) => Name switch
    {
        "log" => Math.Exp(value) - 1,
        "share" => Math.Clamp(value, 1e-6, 1 - 1e-6),
        _ => value,
    };
}
