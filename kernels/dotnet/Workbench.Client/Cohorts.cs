using System.Globalization;
using Workbench.Client.Broker;
using Workbench.Protocol.Broker;

namespace Workbench.Client;

/// <summary>
/// The cohorts of this workbench, as a notebook sees them. Every call asks the broker of this session, which checks the
/// permit as it is then and records the access.
/// </summary>
/// <example><code>
/// Cohorts.List()
/// var lung = Cohorts.Open("lung");
/// var frame = lung.Table("patients").ToFrame(columns: ["time", "status", "sex"], where: "age &gt;= 60");
/// </code></example>
public static class Cohorts
{
    /// <summary>All cohorts in the catalogue, with what you may do with each; display it to see them as a table.</summary>
    /// <exception cref="BrokerUnavailableException">No broker: outside a workbench, or the server is restarting.</exception>
    public static CohortCatalogue List() => Blocking.Wait(ListAsync);

    /// <inheritdoc cref="List"/>
    public static async Task<CohortCatalogue> ListAsync(CancellationToken cancellation = default)
    {
        var list = await BrokerConnection.OfThisKernel()
            .GetAsync<CohortList>(BrokerContract.Cohorts, "the list of cohorts", cancellation).ConfigureAwait(false);
        return new CohortCatalogue([.. list.Cohorts.Select(CohortSummary.Of)]);
    }

    /// <summary>Opens a cohort under your permit.</summary>
    /// <param name="name">Its short name, as in <see cref="List"/>.</param>
    /// <param name="version">A version of its data; without one the newest that your permit covers.</param>
    /// <returns>The cohort; everything read from it comes from that one version.</returns>
    /// <exception cref="CohortRefusedException">No permit, or one that has ended or does not cover the version.</exception>
    /// <exception cref="BrokerUnavailableException">No broker: outside a workbench, or the server is restarting.</exception>
    public static Cohort Open(string name, int? version = null) => Blocking.Wait(cancellation => OpenAsync(name, version, cancellation));

    /// <inheritdoc cref="Open"/>
    public static async Task<Cohort> OpenAsync(string name, int? version = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var broker = BrokerConnection.OfThisKernel();
        var path = BrokerContract.Cohort(name) + (version is { } wanted ? string.Create(CultureInfo.InvariantCulture, $"?version={wanted}") : string.Empty);
        var asked = version is null ? $"the cohort {name}" : $"version {version} of the cohort {name}";
        var schema = await broker.GetAsync<CohortSchema>(path, asked, cancellation).ConfigureAwait(false);
        return new Cohort(broker, schema);
    }
}
