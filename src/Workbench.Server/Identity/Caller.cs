using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;

namespace Workbench.Server.Identity;

/// <summary>
/// The person who makes this call, with the roles as they are now. A handler takes it as a parameter; an endpoint that lets
/// anonymous calls in takes it as nullable.
/// </summary>
/// <param name="Person">The active person, as Governance knows them.</param>
public sealed record Caller(Person Person)
{
    public PersonId Id => Person.Id;

    /// <summary>The person's name; also the name of their workspace folder.</summary>
    public string Name => Person.Name;

    public Actor Actor { get; } = Actor.Of(Person);

    public bool Has(Role role) => Actor.Has(role);

    /// <summary>The caller of the call, or null when nobody is signed in.</summary>
    public static Caller? Of(HttpContext call) => call.Features.Get<Caller>();

    [SuppressMessage("Usage", "CA1801", Justification = "The signature is the framework's.")]
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(Of(context));
}
