namespace Workbench.Server.Identity;

/// <summary>The ways in which a call says who makes it.</summary>
public static class Schemes
{
    /// <summary>Chooses between the two below by what the call carries.</summary>
    public const string Either = "workbench";

    public const string Cookie = "cookie";

    public const string Token = "token";

    public const string Entra = "entra";

    public const string OpenIdConnect = "openid-connect";
}

/// <summary>The claims of a signed-in call. Roles are none of them: they are read from Governance at every call.</summary>
public static class Claims
{
    /// <summary>The person's name in Governance.</summary>
    public const string Person = "person";

    /// <summary>The account's security stamp at sign-in; another stamp now means the password changed since.</summary>
    public const string Stamp = "stamp";

    /// <summary>The secret that a page has to send back with state-changing calls.</summary>
    public const string Xsrf = "xsrf";
}
