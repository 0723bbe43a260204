using System.Text.Json;

namespace Assay.Server.Messages;

/// <summary>The values of one message; a field that was not sent reads as the empty text, zero, false, null or no elements.</summary>
internal sealed class Input(Message message)
{
    private readonly Slot[] slots = new Slot[message.Fields.Count];

    /// <summary>Whether the field was sent with a value.</summary>
    internal bool Has(string name) => slots[message.IndexOf(name)].IsSet;

    internal string Text(string name) => (string?)slots[message.IndexOf(name)].Reference ?? "";

    /// <summary>The text, or null when it was not sent.</summary>
    internal string? TextOrNull(string name) => (string?)slots[message.IndexOf(name)].Reference;

    internal long Whole(string name) => slots[message.IndexOf(name)].Whole;

    /// <summary>The integer, or null when it was not sent.</summary>
    internal long? WholeOrNull(string name) => slots[message.IndexOf(name)] is { IsSet: true } slot ? slot.Whole : null;

    internal double Number(string name) => slots[message.IndexOf(name)].Number;

    internal bool Truth(string name) => slots[message.IndexOf(name)].Whole != 0;

    /// <summary>The name chosen, or null.</summary>
    internal string? Choice(string name) => (string?)slots[message.IndexOf(name)].Reference;

    internal Input? Group(string name) => (Input?)slots[message.IndexOf(name)].Reference;

    internal IReadOnlyDictionary<string, string> Pairs(string name) =>
        (Dictionary<string, string>?)slots[message.IndexOf(name)].Reference ?? [];

    internal IReadOnlyList<string> Texts(string name) => (List<string>?)slots[message.IndexOf(name)].Reference ?? [];

    internal IReadOnlyList<Input> Groups(string name) => (List<Input>?)slots[message.IndexOf(name)].Reference ?? [];

    /// <summary>Whether the field has a value other than the empty text.</summary>
    internal bool Holds(int index) => slots[index].IsSet && slots[index].Reference is not "";

    internal bool Set(int index, JsonElement value)
    {
        var field = message.Fields[index];
        if (value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        return field.IsMany ? SetMany(field, ref slots[index], value) : SetOne(field, ref slots[index], value);
    }

    private static bool SetMany(Field field, ref Slot slot, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        slot.IsSet = true;
        if (field.Kind == FieldKind.Group)
        {
            var groups = new List<Input>(value.GetArrayLength());
            slot.Reference = groups;
            foreach (var element in value.EnumerateArray())
            {
                var group = new Input(field.Of!);
                groups.Add(group);
                if (!field.Of!.Fill(group, element))
                {
                    return false;
                }
            }

            return true;
        }

        var texts = new List<string>(value.GetArrayLength());
        slot.Reference = texts;
        foreach (var element in value.EnumerateArray())
        {
            var one = default(Slot);
            if (!SetOne(field, ref one, element))
            {
                return false;
            }

            texts.Add((string)one.Reference!);
        }

        return true;
    }

    private static bool SetOne(Field field, ref Slot slot, JsonElement value)
    {
        switch (field.Kind)
        {
            case FieldKind.Text:
                // Clients of MLflow before 1.0 sent experiment ids as numbers.
                slot.Reference = value.ValueKind == JsonValueKind.String ? ProtoJson.Text(value)
                    : field.Name is "experiment_id" or "experiment_ids" ? PythonText.Of(value) : null;
                return slot.IsSet = slot.Reference is not null;
            case FieldKind.Whole:
                return slot.IsSet = ProtoJson.Whole(value, out slot.Whole);
            case FieldKind.Number:
                return slot.IsSet = ProtoJson.Number(value, out slot.Number);
            case FieldKind.Truth:
                slot.Whole = value.ValueKind == JsonValueKind.True ? 1 : 0;
                return slot.IsSet = value.ValueKind is JsonValueKind.True or JsonValueKind.False;
            case FieldKind.Choice:
                slot.Reference = ProtoJson.Choice(field, value, out var fits);
                slot.IsSet = slot.Reference is not null;
                return fits;
            case FieldKind.Texts:
                slot.Reference = ProtoJson.Texts(value);
                return slot.IsSet = slot.Reference is not null;
            default:
                var group = new Input(field.Of!);
                slot.Reference = group;
                slot.IsSet = true;
                return field.Of!.Fill(group, value);
        }
    }

    private struct Slot
    {
        internal bool IsSet;
        internal long Whole;
        internal double Number;
        internal object? Reference;
    }
}
