namespace Workbench.Kernel.Directives;

/// <summary>A directive's line, parsed and found right.</summary>
/// <param name="Directive">The directive; with a subcommand, that one.</param>
/// <param name="Values">By name of the parameter; a flag that was given has an empty value.</param>
/// <param name="Language">The name of the language in which it stands.</param>
/// <param name="Line">Where it stands in the cell, from 1.</param>
internal sealed record DirectiveCall(Directive Directive, IReadOnlyDictionary<string, DirectiveValue> Values, string Language, int Line, string Source)
{
    public string? this[string parameter] => Values.GetValueOrDefault(parameter)?.Text;

    public bool Has(string parameter) => Values.ContainsKey(parameter);

    /// <summary>An error at a parameter, or at the directive where the parameter was not given.</summary>
    public DirectiveError Error(string code, string message, string? parameter = null)
    {
        var value = parameter is null ? null : Values.GetValueOrDefault(parameter);
        return new DirectiveError(Line, value?.Column ?? 1, value?.Written.Length ?? Source.TrimEnd().Length, code, message, Source);
    }
}
