namespace Assay;

/// <summary>Gives a metric, learner, check or command the kebab-case name it is found by.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NamedAttribute(string name) : Attribute
{
    /// <summary>The name, kebab case, unique within its family.</summary>
    public string Name { get; } = name;
}
