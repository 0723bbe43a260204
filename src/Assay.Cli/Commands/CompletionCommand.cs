using System.CommandLine;
using Assay.Cli.Frame;

namespace Assay.Cli.Commands;

/// <summary>Prints the script a shell loads to complete commands, options and their values.</summary>
[Named("completion")]
internal sealed class CompletionCommand : AssayCommand
{
    private const string Bash = """
        _assay() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(assay complete --words "$COMP_CWORD" -- "${COMP_WORDS[@]:1}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _assay assay
        """;

    private const string Zsh = """
        #compdef assay
        _assay() {
          local -a found
          found=("${(@f)$(assay complete --words "$((CURRENT - 1))" -- "${words[@]:1}" 2>/dev/null)}")
          if (( ${#found[@]} )) && [[ -n "${found[1]}" ]]; then compadd -- "${found[@]}"; else _files; fi
        }
        compdef _assay assay
        """;

    private const string Fish = """
        function __assay
          set -l typed (commandline -opc) (commandline -ct)
          assay complete --words (math (count $typed) - 1) -- $typed[2..] 2>/dev/null
        end
        complete -c assay -a '(__assay)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName assay -ScriptBlock {
          param($word, $ast, $position)
          $typed = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
          if ($word -eq '') { $typed += '' }
          assay complete --words $typed.Count '--' $typed 2>$null |
            ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    private static readonly string[] shells = ["bash", "zsh", "fish", "pwsh"];

    private readonly Argument<string> shell = new("shell") { Description = "bash, zsh, fish or pwsh", HelpName = "SHELL" };

    public CompletionCommand() => shell.CompletionSources.Add(shells);

    public override string Summary => "Print the script that completes commands and options in a shell";

    public override IReadOnlyList<Symbol> Symbols => [shell];

    public override IReadOnlyList<Example> Examples =>
    [
        new("source <(assay completion bash)", "Completes in this bash; put the line into ~/.bashrc to keep it."),
        new("assay completion zsh > \"${fpath[1]}/_assay\"", "Completes in every new zsh."),
        new("assay completion fish > ~/.config/fish/completions/assay.fish", "Completes in every new fish."),
        new("assay completion pwsh | Out-String | Invoke-Expression", "Completes in this PowerShell; put the line into $PROFILE to keep it."),
    ];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var name = call.Get(shell);
        call.Output.WriteLine(name switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            "pwsh" => PowerShell,
            _ => throw new AssayException("usage.unknown-name", $"There is no shell \"{name}\" here.{Spelling.DidYouMean(name, shells)} Known: {string.Join(", ", shells)}."),
        });
        return Task.FromResult(ExitCode.Success);
    }
}
