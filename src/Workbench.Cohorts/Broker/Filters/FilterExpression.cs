namespace Workbench.Cohorts.Broker.Filters;

/// <summary>
/// A filter that passed the allow-list. It is kept as a tree, never as the text that came in: what is executed later is
/// written anew from the tree, so nothing that the tree cannot say can be executed.
/// </summary>
internal abstract record FilterExpression
{
    public sealed record Column(string Name) : FilterExpression;

    public sealed record Constant(string Sql) : FilterExpression;

    /// <summary>Operands joined by an infix operator, each in parentheses.</summary>
    public sealed record Infix(string Operator, IReadOnlyList<FilterExpression> Operands) : FilterExpression;

    /// <summary>A word before the operand: <c>NOT</c> or a sign.</summary>
    public sealed record Prefix(string Operator, FilterExpression Operand) : FilterExpression;

    /// <summary>A word after the operand: <c>IS NULL</c>, <c>IS NOT NULL</c>.</summary>
    public sealed record Suffix(FilterExpression Operand, string Operator) : FilterExpression;

    public sealed record Between(FilterExpression Input, FilterExpression Lower, FilterExpression Upper) : FilterExpression;

    public sealed record In(FilterExpression Input, IReadOnlyList<FilterExpression> Options, bool Negated) : FilterExpression;

    public sealed record Call(string Function, IReadOnlyList<FilterExpression> Arguments) : FilterExpression;

    /// <summary>Always tried: a value that does not convert becomes a missing one instead of an error that could tell about it.</summary>
    public sealed record Cast(FilterExpression Operand, string Type) : FilterExpression;
}
