namespace Assay.Cli.Health;

/// <summary>What one check of the machine found.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Fine">Whether Assay can work with it.</param>
/// <param name="Found">What is there, one short phrase.</param>
internal sealed record Finding(string Name, bool Fine, string Found)
{
    /// <summary>What to do; null when it is fine.</summary>
    public string? Remedy { get; init; }

    /// <summary>Runs a check: fine when it returns, otherwise with the message of what it throws.</summary>
    public static Finding Of(string name, Func<string> check)
    {
        try
        {
            return new Finding(name, true, check());
        }
        catch (AssayException wrong)
        {
            return new Finding(name, false, wrong.Code) { Remedy = wrong.Message[(wrong.Code.Length + 2)..] };
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            return new Finding(name, false, wrong.GetType().Name) { Remedy = (wrong.InnerException ?? wrong).Message };
        }
    }
}
