using System.Reflection;
using Assay.Cli.Frame;

namespace Assay.Tests.House;

public class NameTests
{
    private static readonly IReadOnlyList<(Type Type, string Name)> named =
    [
        .. new[] { typeof(AssayException).Assembly, typeof(AssayCommand).Assembly }.SelectMany(a => a.GetTypes())
            .Where(t => t.GetCustomAttribute<NamedAttribute>() is not null)
            .Select(t => (t, t.GetCustomAttribute<NamedAttribute>()!.Name)),
    ];

    [Fact]
    public void Names_are_kebab_case_and_only_commands_have_several_words()
    {
        Assert.NotEmpty(named);
        Assert.All(named, n => Assert.Matches(n.Type.IsSubclassOf(typeof(AssayCommand)) ? "^[a-z0-9]+([- ][a-z0-9]+)*$" : "^[a-z0-9]+(-[a-z0-9]+)*$", n.Name));
    }

    [Fact]
    public void A_name_is_unique_in_its_family() =>
        Assert.Empty(named.GroupBy(n => (Family(n.Type), n.Name)).Where(g => g.Count() > 1).Select(g => $"{g.Key.Name}: {string.Join(", ", g.Select(n => n.Type.Name))}"));

    [Fact]
    public void Members_of_a_family_can_be_made_without_arguments() =>
        Assert.Empty(named.Where(n => n.Type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is null).Select(n => n.Type.Name));

    [Fact]
    public void Every_command_says_what_it_does_and_shows_an_example() =>
        Assert.All(CommandTree.Discover().Where(c => !c.Hidden), command =>
        {
            var name = CommandTree.NameOf(command);
            Assert.False(command.Summary.EndsWith('.'), $"{name}: the summary ends with a full stop.");
            Assert.InRange(command.Summary.Length, 10, 100);
            Assert.NotEmpty(command.Examples);
            Assert.All(command.Examples, e => Assert.Contains($"assay {name}", e.CommandLine));
            Assert.All(command.Symbols, s => Assert.False(string.IsNullOrWhiteSpace(s.Description), $"{name}: {s.Name} has no description."));
        });

    // The outermost base class other than object: Metric, Learner, AssayCommand ...
    private static Type Family(Type type) => type.BaseType is { } above && above != typeof(object) ? Family(above) : type;
}
