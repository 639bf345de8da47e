using System.Text.Json;
using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Pages;

/// <summary>What a notebook page does when the kernel asks it to run JavaScript; the answers are the test's.</summary>
internal sealed class PlayedPage(KernelClient client)
{
    private string comm = "";

    /// <summary>Waits for the kernel's request and says that the page is there.</summary>
    /// <returns>The data of the request.</returns>
    public async Task<JsonElement> AcceptAsync()
    {
        var data = await OpenedAsync();
        await SayAsync(new { type = "accepted" });
        return data;
    }

    public async Task<JsonElement> OpenedAsync()
    {
        var open = await client.PublishedAsync("comm_open");
        Assert.Equal("workbench.javascript", open.GetProperty("target_name").GetString());
        comm = open.GetProperty("comm_id").GetString()!;
        return open.GetProperty("data");
    }

    public Task SayAsync(object data) => client.SendAsync(client.Shell, "comm_msg", new { comm_id = comm, data });

    public Task CloseAsync(object data) => client.SendAsync(client.Shell, "comm_close", new { comm_id = comm, data });
}
