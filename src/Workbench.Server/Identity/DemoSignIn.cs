using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Workbench.Server.Hosting;

namespace Workbench.Server.Identity;

/// <summary>
/// The demo's sign-in links. Each person's key is derived from one random secret of the data folder, so that links stay the
/// same over restarts and say nothing about another folder's. They work only in demo data and only while the server listens on
/// loopback alone.
/// </summary>
internal sealed class DemoSignIn(DataFolder folder, IOptions<ServerOptions> server)
{
    public static readonly IReadOnlyList<string> People = ["researcher", "instructor", "steward", "provider", "admin"];

    /// <summary>False outside demo data and on any address that is not loopback.</summary>
    public bool Offered => folder.HasDemoContent && server.Value.ListensOnLoopbackOnly;

    /// <summary>Name and key of each demo person; empty when not offered.</summary>
    public IEnumerable<(string Person, string Key)> Keys()
    {
        if (!Offered)
        {
            return [];
        }

        var secret = File.ReadAllBytes(folder.DemoKey);
        return People.Select(person => (person, Derive(secret, person)));
    }

    /// <summary>The demo person whose key this is, or null.</summary>
    public string? PersonOf(string key) => Keys().Where(known => SecretKey.Same(known.Key, key)).Select(known => known.Person).FirstOrDefault();

    /// <summary>Marks the data folder as demo data. A folder that has the secret keeps it.</summary>
    public static void Prepare(DataFolder folder)
    {
        if (folder.HasDemoContent)
        {
            return;
        }

        var onlyOwner = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var file = new FileStream(folder.DemoKey, onlyOwner);
        file.Write(RandomNumberGenerator.GetBytes(32));
    }

    private static string Derive(byte[] secret, string person) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes("sign-in:" + person)));
}
