using System.Text.Json;
using Assay.Language.Tasks;

namespace Assay.Language.Models;

/// <summary>Parts of requests that several protocols share.</summary>
internal static class RequestJson
{
    private const long FirstSeed = 1234;
    private const int MostStops = 4;

    /// <summary>The messages of a prompt; a text is one question of the user.</summary>
    public static IReadOnlyList<ChatMessage> MessagesOf(TaskPrompt prompt) => prompt.Messages ?? [new ChatMessage("user", prompt.Text!)];

    /// <summary>One text for models that know no messages.</summary>
    public static string TextOf(TaskPrompt prompt) => prompt.Text ?? string.Join('\n', prompt.Messages!.Select(m => m.Content));

    /// <summary><c>messages</c>.</summary>
    public static void Messages(Utf8JsonWriter body, TaskPrompt prompt) => Messages(body, MessagesOf(prompt));

    /// <summary><c>messages</c>.</summary>
    public static void Messages(Utf8JsonWriter body, IEnumerable<ChatMessage> messages)
    {
        body.WriteStartArray("messages");
        foreach (var message in messages)
        {
            body.WriteStartObject();
            body.WriteString("role", message.Role);
            body.WriteString("content", message.Content);
            body.WriteEndObject();
        }

        body.WriteEndArray();
    }

    /// <summary>OpenAI's <c>max_tokens</c>, <c>temperature</c>, <c>seed</c> and <c>stop</c>. Repeats of one prompt have seeds of their own.</summary>
    public static void Sampling(Utf8JsonWriter body, GenerationQuestion asked)
    {
        body.WriteNumber("max_tokens", asked.Settings.MostTokens);
        body.WriteNumber("temperature", asked.Settings.Temperature);
        body.WriteNumber("seed", FirstSeed + asked.Repeat);
        // OpenAI takes four; the answer is cut at the others too, once it is here.
        Strings(body, "stop", asked.Settings.Until.Where(u => u.Length > 0).Take(MostStops));
    }

    /// <summary>A list of texts; nothing when it is empty.</summary>
    public static void Strings(Utf8JsonWriter body, string name, IEnumerable<string> texts)
    {
        var any = false;
        foreach (var text in texts)
        {
            if (!any)
            {
                body.WriteStartArray(name);
                any = true;
            }

            body.WriteStringValue(text);
        }

        if (any)
        {
            body.WriteEndArray();
        }
    }

    /// <summary><c>model</c> and <c>input</c> of embeddings.</summary>
    public static void Texts(Utf8JsonWriter body, string model, IReadOnlyList<string> texts)
    {
        body.WriteString("model", model);
        Strings(body, "input", texts);
    }
}
