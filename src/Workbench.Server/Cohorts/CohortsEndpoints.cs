namespace Workbench.Server.Cohorts;

/// <summary>The catalogue and the pages of its cohorts. Metadata only: data go through the broker.</summary>
internal static class CohortsEndpoints
{
    public static void MapCohorts(this IEndpointRouteBuilder api)
    {
        var cohorts = api.MapGroup("").WithTags("Cohorts");
        ListCohorts.Map(cohorts);
        NameCohort.Map(cohorts);
        ShowCohort.Map(cohorts);
    }
}
