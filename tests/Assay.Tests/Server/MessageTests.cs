using System.Text.Json;
using Assay.Server.Frame;
using Assay.Server.Messages;

namespace Assay.Tests.Server;

public class MessageTests
{
    private static readonly Message point = new(Field.Text("key"), Field.Number("value"), Field.Whole("timestamp"));

    private static readonly Message message = new(
        Field.Text("run_id").Required(), Field.Number("value"), Field.Whole("step"), Field.Truth("flag"), Field.Text("names").Many(),
        Field.Group("points", point).Many());

    [Fact]
    public void What_was_not_sent_reads_as_nothing()
    {
        var input = Read("""{"run_id": "r", "other": {"x": 1}}""");
        Assert.Equal(("r", 0.0, 0L, false), (input.Text("run_id"), input.Number("value"), input.Whole("step"), input.Truth("flag")));
        Assert.Null(input.WholeOrNull("step"));
        Assert.Empty(input.Texts("names"));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("\"-7\"", -7)]
    [InlineData("7.0", 7)]
    [InlineData("1e3", 1000)]
    public void Integers_may_be_texts_and_whole_doubles(string sent, long read) => Assert.Equal(read, Read($$"""{"run_id": "r", "step": {{sent}}}""").Whole("step"));

    [Theory]
    [InlineData("\"NaN\"", double.NaN)]
    [InlineData("\"-Infinity\"", double.NegativeInfinity)]
    [InlineData("\"1e5\"", 1e5)]
    [InlineData("true", 1)]
    public void Numbers_may_be_texts_and_truth_values(string sent, double read) => Assert.Equal(read, Read($$"""{"run_id": "r", "value": {{sent}}}""").Number("value"));

    [Theory]
    [InlineData("{}", "Missing value for required parameter 'run_id'.")]
    [InlineData("""{"run_id": ""}""", "Missing value for required parameter 'run_id'.")]
    [InlineData("""{"run_id": 5}""", "Invalid value 5 for parameter 'run_id' supplied. Hint: Value was of type 'int'.")]
    [InlineData("""{"run_id": "r", "value": "0x10"}""", "Invalid value 0x10 for parameter 'value' supplied. Hint: Value was of type 'str'.")]
    [InlineData("""{"run_id": "r", "names": [1, "a'b", null]}""", "Invalid value [1, \"a'b\", None] for parameter 'names' supplied. Hint: Value was of type 'list'.")]
    public void A_wrong_value_is_named(string sent, string told) =>
        Assert.Equal($"{told} See the API docs for more information about request parameters.", Assert.Throws<Refusal>(() => Read(sent)).Message);

    [Fact]
    public void What_stands_behind_a_value_that_does_not_fit_is_left_out()
    {
        var input = Read("""{"run_id": "r", "step": 1.5, "value": 3}""");
        Assert.False(input.Has("step"));
        Assert.False(input.Has("value"));
    }

    [Fact]
    public void Lists_hold_messages()
    {
        var points = Read("""{"runId": "r", "points": [{"key": "a", "value": 1}, {"key": "b", "timestamp": "9"}]}""").Groups("points");
        Assert.Equal([("a", 1.0, 0L), ("b", 0.0, 9L)], points.Select(p => (p.Text("key"), p.Number("value"), p.Whole("timestamp"))));
    }

    [Fact]
    public void Bare_words_of_python_are_numbers_too_large() =>
        Assert.Equal("""{"a":1e999,"b":"NaN \" NaN","c":[-1e999,1e999]}""", System.Text.Encoding.UTF8.GetString(BareNumbers.Replace("""{"a":NaN,"b":"NaN \" NaN","c":[-Infinity,Infinity]}"""u8)));

    private static Input Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return message.Read(document.RootElement.Clone());
    }
}
