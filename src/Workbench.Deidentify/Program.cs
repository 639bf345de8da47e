// The only program that opens a raw store. It carries out approved orders: raw files go in, a de-identified snapshot comes
// out, and nothing else of them leaves, in words or in files.
using System.Data.Common;
using System.Runtime.InteropServices;
using Workbench.Deidentify.Commands;
using Workbench.Deidentify.Dicom.Pixels;
using Workbench.Deidentify.Dicom.Profile;

const string Usage = """
    Workbench.Deidentify build ORDER-ID --data DIR     builds the snapshot of an approved order
    Workbench.Deidentify build --all --data DIR        builds all approved orders
    Workbench.Deidentify check SOURCE --data DIR       tries the rules of a source on its files
    Workbench.Deidentify risk SOURCE --data DIR [--json]
                                                       measures how far patients can be told apart behind the rules, without a snapshot
    Workbench.Deidentify demo --data DIR [--demo-content DIR] [--canaries FILE]
                                                       writes the demo's raw sources, with generated CT series of lung patients; lists every planted identity
    Workbench.Deidentify deid IN OUT [--option NAME]... [--key-file F] [--report FILE] [--page FILE] [--review FILE] [--regions FILE]
                                                       de-identifies a folder of DICOM files, without a data folder
    Workbench.Deidentify review FILE [IMAGE release|withhold|blank BOX... --by NAME]
                                                       lists the images that wait for a person, or decides about one
    Workbench.Deidentify profile                       writes the table of the confidentiality profile as a page
    Workbench.Deidentify key rotate --project NAME --by NAME --reason TEXT [--purpose NAME] [--compromised] [--resume] --data DIR
                                                       replaces a project's key, builds its cohorts again and marks (or locks) the earlier versions
    Workbench.Deidentify withdraw --by NAME [--issuer NAME] [--yes] [--erase] [--resume] --data DIR
                                                       takes a patient out of all cohorts; asks for the number
    Workbench.Deidentify reidentify request|list|approve|decline|cancel|answer [ID] --by NAME ... --data DIR
                                                       which patient stands behind a pseudonym: asked by one person, approved by another
    Workbench.Deidentify custodian add|remove --by NAME --data DIR
                                                       who can prove on the raw side to be that person
    DIR of --data may also stand in WORKBENCH_DATA.
    """;

if (args is ["deid", ..])
{
    return DeidCommand.Run(args[1..]);
}

if (args is ["review", ..])
{
    return ReviewCommand.Run(args[1..], TimeProvider.System);
}

if (args is ["profile"])
{
    Console.Write(ProfileDocument.Render());
    return ExitCodes.Done;
}

if (args is [DecoderCommand.Verb])
{
    return DecoderCommand.Run();
}

using var stop = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

if (CommandLine.Parse(args, out var problem) is not { } line)
{
    return Misused(problem);
}

if (line["help"] is not null)
{
    Console.WriteLine(Usage);
    return ExitCodes.Done;
}

if ((line["data"] ?? Environment.GetEnvironmentVariable("WORKBENCH_DATA")) is not { Length: > 0 } data)
{
    return Misused("The data folder is not named: give --data DIR.");
}

if (!Directory.Exists(data))
{
    return Misused("The data folder is not there. Start Workbench once, or give another --data DIR.");
}

try
{
    return await RunAsync(line, data);
}
catch (Exception e)
{
    // The messages of exceptions may quote what a file holds, so only their types and places are shown.
    for (var inner = e; inner is not null; inner = inner.InnerException)
    {
        var code = inner is DbException database ? $" (code {database.ErrorCode})" : "";
        Console.Error.WriteLine($"{inner.GetType()}{code}\n{inner.StackTrace}");
    }

    return ExitCodes.Broken;
}

async Task<int> RunAsync(CommandLine line, string data) => line.Words switch
{
    ["build", _] when line["all"] is null => await BuildCommand.RunAsync(line, data, stop.Token),
    ["build"] when line["all"] is not null => await BuildCommand.RunAsync(line, data, stop.Token),
    ["check", _] => CheckCommand.Run(line, data, stop.Token),
    ["risk", _] => RiskCommand.Run(line, data, stop.Token),
    ["demo"] => DemoCommand.Run(line, data),
    ["reidentify", ..] => await ReidentifyCommand.RunAsync(line, data, stop.Token),
    ["custodian", ..] => await CustodianCommand.RunAsync(line, data, stop.Token),
    ["withdraw", ..] => await WithdrawCommand.RunAsync(line, data, stop.Token),
    ["key", ..] => await KeyCommand.RunAsync(line, data, stop.Token),
    ["build" or "check" or "risk" or "demo", ..] or [] => Misused("The command is not whole."),
    [var verb, ..] => Misused(CommandLine.Unknown("command", verb, ["build", "check", "risk", "demo", "deid", "review", "profile", "key", "withdraw", "reidentify", "custodian"])),
};

int Misused(string what)
{
    Console.Error.WriteLine(what);
    Console.Error.WriteLine(Usage);
    return ExitCodes.Usage;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
