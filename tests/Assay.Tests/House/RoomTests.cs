using NetArchTest.Rules;

namespace Assay.Tests.House;

public class RoomTests
{
    // ARCHITECTURE.md: code may use only rooms that come earlier; two rooms in one line do not know each other.
    private static readonly string[][] order =
    [
        ["Numerics"], ["Statistics"], ["Data"], ["Tracking"], ["Metrics"], ["Learners"], ["Tuning", "Evaluation"], ["Language"], ["Development"], ["Testing"],
    ];

    private static readonly Types library = Types.InAssembly(typeof(AssayException).Assembly);

    public static TheoryData<string> Rooms => [.. order.SelectMany(r => r)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_earlier_rooms(string room)
    {
        var line = Array.FindIndex(order, r => r.Contains(room));
        var forbidden = order.Skip(line).SelectMany(r => r).Where(r => r != room).Select(r => $"Assay.{r}")
            .Concat(room == "Language" ? ["Assay.Learners"] : []).ToArray();
        if (forbidden.Length == 0)
        {
            return;
        }

        var result = library.That().ResideInNamespaceStartingWith($"Assay.{room}").ShouldNot().HaveDependencyOnAny(forbidden).GetResult();
        Assert.True(result.IsSuccessful, $"{room} may not use {string.Join(", ", forbidden)}, but these types do: {string.Join(", ", result.FailingTypeNames ?? [])}.");
    }

    [Fact]
    public void The_library_knows_neither_console_nor_web()
    {
        var result = library.ShouldNot().HaveDependencyOnAny("Spectre.Console", "System.CommandLine", "System.Console", "Microsoft.AspNetCore").GetResult();
        Assert.True(result.IsSuccessful, $"These types do: {string.Join(", ", result.FailingTypeNames ?? [])}.");
    }

    [Fact]
    public void Every_type_of_the_library_is_in_a_known_room()
    {
        var known = order.SelectMany(r => r).ToHashSet();
        var lost = typeof(AssayException).Assembly.GetTypes()
            .Where(t => t.Namespace?.StartsWith("Assay.", StringComparison.Ordinal) == true && !known.Contains(t.Namespace.Split('.')[1]))
            .Select(t => t.FullName);
        Assert.Empty(lost);
    }

    [Fact]
    public void The_rule_would_notice_a_type_that_breaks_it() =>
        Assert.False(library.That().ResideInNamespaceStartingWith("Assay.Development").ShouldNot().HaveDependencyOnAny("Assay.Data").GetResult().IsSuccessful);
}
