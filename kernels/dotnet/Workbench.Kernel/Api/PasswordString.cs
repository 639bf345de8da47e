namespace Microsoft.DotNet.Interactive;

/// <summary>A typed secret that does not show itself when it is displayed or printed.</summary>
public sealed class PasswordString(string password)
{
    /// <summary>What was typed.</summary>
    public string GetClearTextPassword() => password;

    public override string ToString() => "********";

    public static implicit operator string(PasswordString value) => value.GetClearTextPassword();
}
