using System.Globalization;
using System.Security.Cryptography;
using Workbench.Cohorts.Risk;
using Workbench.Deidentify.Building;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Orders;
using Workbench.Deidentify.Reading;
using Workbench.Deidentify.Withdrawals;

namespace Workbench.Deidentify.Commands;

/// <summary>
/// <c>risk SOURCE</c>: applies the rules as a build would, measures how far patients can be told apart behind them, and writes no snapshot. The report
/// stands where the server can read it, so that an order can be judged before it is approved.
/// </summary>
internal static class RiskCommand
{
    public static int Run(CommandLine line, string data, CancellationToken cancellation)
    {
        var (raw, name) = (new RawStore(data), line.Words[1]);
        var problems = SourceFolder.Open(raw.Sources, name, out var source);
        RiskReport? report = null;
        WithdrawalList? withdrawn = null;
        if (source is not null && WithdrawalList.Open(raw, out withdrawn) is { } unusable)
        {
            problems = [unusable];
        }
        else if (source is not null)
        {
            raw.Create();
            var work = Path.Combine(raw.Work, string.Create(CultureInfo.InvariantCulture, $"risk-{Environment.ProcessId}"));
            // A key of the moment: who is alike does not depend on it, and measuring must not make a project's key.
            var keys = new PatientKeys(RandomNumberGenerator.GetBytes(32));
            problems = new SnapshotBuild(source, keys, work, TimeProvider.System) { Withdrawn = withdrawn }.Measure(_ => { }, cancellation, out report) is { } refusal ? [refusal] : [];
        }

        foreach (var problem in problems)
        {
            Console.Error.WriteLine(problem);
        }

        if (report is null)
        {
            return ExitCodes.Refused;
        }

        Directory.CreateDirectory(raw.Snapshots);
        RiskReportFile.Save(raw.Snapshots, report);
        if (line["json"] is not null)
        {
            using var output = Console.OpenStandardOutput();
            output.Write(RiskReportFile.Write(report));
        }
        else
        {
            Console.Write(RiskReportText.Render(report));
        }

        return report.ReachesTarget is false ? ExitCodes.Refused : ExitCodes.Done;
    }
}
