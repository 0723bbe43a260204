namespace Assay.Evaluation.Models;

/// <summary>How rows are wrapped in the body of a request.</summary>
public enum HttpFormat
{
    /// <summary><c>{"rows":[{"age":39,"workclass":"Private"}, ...]}</c>.</summary>
    Rows,

    /// <summary><c>{"instances":[{"age":39,"workclass":"Private"}, ...]}</c>, as TensorFlow Serving and Vertex AI take them.</summary>
    Instances,

    /// <summary><c>{"dataframe_split":{"columns":["age","workclass"],"data":[[39,"Private"], ...]}}</c>, as MLflow's <c>/invocations</c> takes them.</summary>
    DataframeSplit,
}
