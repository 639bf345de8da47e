namespace Workbench.Governance.Decisions;

/// <summary>Refusals that several nouns share.</summary>
internal static class Refusals
{
    public static Refusal NotAllowed(string what, string who) => new(
        RefusalCodes.NotAllowed, $"{what} is for {who}.", NextStep: $"Ask {who}.");

    public static Refusal Invalid(string message) => new(
        RefusalCodes.Invalid, message, NextStep: "Correct the entry and send it again; nothing was changed.");

    public static Refusal Unknown(string code, string what, string name) => new(
        code, $"There is no {what} \"{name}\".", NextStep: "Check the spelling.");
}
