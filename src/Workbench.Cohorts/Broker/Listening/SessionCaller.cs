namespace Workbench.Cohorts.Broker.Listening;

/// <summary>Who calls: known from the socket that the call came in on, and from nothing else.</summary>
/// <param name="SessionId">The session whose socket it is.</param>
/// <param name="PersonName">The person the session was started for.</param>
/// <param name="ProjectId">The project the session works for; null: any of the person's projects.</param>
public sealed record SessionCaller(string SessionId, string PersonName, string? ProjectId);
