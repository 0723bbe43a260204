namespace Assay.Language.Runs;

/// <summary>What a folder of tasks holds under one name.</summary>
/// <param name="Name">The name of a task, group or tag.</param>
/// <param name="Kind">task, group or tag.</param>
/// <param name="OutputType">What is asked of a model; empty for groups and tags.</param>
/// <param name="Status">runnable, needs-port or refused; empty for groups and tags.</param>
/// <param name="Reason">Why a task is not runnable; empty when it is.</param>
public sealed record LanguageTaskInfo(string Name, string Kind, string OutputType, string Status, string Reason);
