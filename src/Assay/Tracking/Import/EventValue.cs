namespace Assay.Tracking.Import;

/// <summary>One value of a summary in an event.</summary>
/// <param name="Tag">Its name.</param>
/// <param name="Plugin">Which of TensorBoard's plugins shows it; empty when not said.</param>
/// <param name="Number">A scalar.</param>
/// <param name="Text">A text.</param>
/// <param name="PluginContent">What the plugin keeps for itself.</param>
internal sealed record EventValue(string Tag, string Plugin, double? Number, string? Text, byte[] PluginContent);
