namespace Workbench.Server.People;

/// <summary>Signing in and out, who I am, my tokens; and, for admins, the list of people.</summary>
internal static class PeopleEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("").WithTags("People");
        ShowSignIn.Map(people);
        SignInWithPassword.Map(people);
        SignInByLink.Map(people);
        SignInAtProvider.Map(people);
        SignOut.Map(people);
        ShowMe.Map(people);
        ListTokens.Map(people);
        MakeToken.Map(people);
        RevokeToken.Map(people);
        ListPeople.Map(people);
        InvitePerson.Map(people);
        ChangePersonRoles.Map(people);
        InviteAgain.Map(people);
    }
}
