namespace Workbench.Server.Requests;

/// <summary>Wishes for access: asked, previewed, reviewed, decided.</summary>
internal static class RequestsEndpoints
{
    public static void MapRequests(this IEndpointRouteBuilder api)
    {
        var requests = api.MapGroup("").WithTags("Requests");
        ListRequests.Map(requests);
        AskForAccess.Map(requests);
        PreviewAccess.Map(requests);
        ShowRequest.Map(requests);
        GrantAccess.Map(requests);
        DeclineAccess.Map(requests);
        WithdrawAccess.Map(requests);
    }
}
