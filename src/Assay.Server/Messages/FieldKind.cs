namespace Assay.Server.Messages;

/// <summary>What a field of a message holds.</summary>
internal enum FieldKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A 64-bit integer.</summary>
    Whole,

    /// <summary>A double.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>One of a few names.</summary>
    Choice,

    /// <summary>A message of its own.</summary>
    Group,

    /// <summary>Texts by name.</summary>
    Texts,
}
