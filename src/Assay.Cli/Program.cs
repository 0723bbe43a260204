using Assay.Cli.Frame;

using var interruption = new Interruption(Console.Error);
var application = new Application(Surroundings.OfProcess(), CommandTree.Discover());
return (int)await application.RunAsync(args, interruption.Token);
