namespace Assay.Tests.House;

public class SourceTests
{
    private const int MostLinesInAFile = 700;
    private const int MostLinesInAMember = 80;
    private const int MostFoldersBelowAProject = 2;

    private static readonly IReadOnlyList<SourceFile> product = SourceFile.Below("src");

    // Spelt in two parts, so that this file does not find itself.
    private static readonly string[] unfinished = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];

    [Fact]
    public void A_public_type_has_a_file_of_its_own_named_after_it() =>
        Assert.Empty(
            from file in product
            let name = file.Name
            let types = file.Types("public").Distinct().ToList()
            where types.Count > 1 || (types.Count == 1 && types[0] != name)
            select $"{file.Path} declares {string.Join(", ", types)}");

    [Fact]
    public void An_internal_type_is_found_by_its_files_name() =>
        Assert.Empty(
            from file in product
            let types = file.Types("internal").Concat(file.Types("public")).ToList()
            where types.Count > 0 && !types.Contains(file.Name)
            select $"{file.Path} declares {string.Join(", ", types)}");

    [Fact]
    public void The_folder_is_the_namespace() =>
        Assert.Empty(
            from file in product
            let folders = Path.GetDirectoryName(file.Path)!.Replace('\\', '/').Split('/').Skip(1)
            where file.Namespace.Length > 0 && file.Namespace != string.Join('.', folders)
            select $"{file.Path} has namespace {file.Namespace}");

    [Fact]
    public void Folders_are_shallow() =>
        Assert.Empty(product.Where(f => f.Path.Split('/').Length - 3 > MostFoldersBelowAProject).Select(f => f.Path));

    [Fact]
    public void Files_are_short() =>
        Assert.Empty(SourceFile.Below("src", "tests", "bench").Where(f => f.Lines.Length > MostLinesInAFile).Select(f => $"{f.Path}: {f.Lines.Length} lines"));

    [Fact]
    public void Members_are_short() =>
        Assert.Empty(
            from file in SourceFile.Below("src", "bench")
            from member in file.Members()
            where member.Lines > MostLinesInAMember
            select $"{file.Path}: {member.Member}: {member.Lines} lines");

    [Fact]
    public void The_count_of_a_members_lines_is_right()
    {
        var file = new SourceFile("A.cs", ["namespace A;", "", "class A", "{", "    int one = 1;", "", "    int B(", "        int c)", "    {", "        return 1;", "    }", "}"]);
        Assert.Equal([("int B(", 5)], file.Members());
    }

    [Fact]
    public void Nothing_is_left_unfinished() =>
        Assert.Empty(
            from file in SourceFile.Below("src", "tests", "bench")
            from line in file.Lines.Index()
            where unfinished.Any(line.Item.Contains) || line.Item.Contains("Skip" + " = \"")
            select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}");

    [Fact]
    public void The_product_names_no_folder_of_one_machine() =>
        Assert.Empty(
            from file in product
            from line in file.Lines.Index()
            where new[] { "\"/home/", "\"/root/", "\"/work/", "\"/tmp/" }.Any(line.Item.Contains)
            select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}");
}
