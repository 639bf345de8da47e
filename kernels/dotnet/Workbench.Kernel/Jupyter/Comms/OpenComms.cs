using System.Text.Json;
using Workbench.Kernel.Output;
using Workbench.Protocol.Jupyter;

namespace Workbench.Kernel.Jupyter.Comms;

/// <summary>
/// The comms that are open. The kernel opens them, with the page whose request is being handled; what a page wants to open is
/// refused by closing it, since no target is offered. Messages are taken where they arrive, so that a cell can wait for one.
/// </summary>
internal sealed class OpenComms(IoPub ioPub)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Comm> comms = new(StringComparer.Ordinal);
    private JupyterMessage? request;
    private int opened;

    /// <summary>From now on comms are opened with the client that sent this request.</summary>
    public void Handle(JupyterMessage next) => request = next;

    /// <param name="target">What the page knows the conversation by.</param>
    /// <param name="members">Writes the members of the first message's data.</param>
    /// <exception cref="InvalidOperationException">No request is being handled.</exception>
    public Comm Open(string target, Action<Utf8JsonWriter> members)
    {
        var parent = request ?? throw new InvalidOperationException("A comm is opened while a request is handled.");
        lock (gate)
        {
            var comm = new Comm(this, $"{parent.MsgId}-{++opened}", target, parent.Header.Session);
            comms.Add(comm.Id, comm);
            ioPub.Post("comm_open", Content(comm.Id, target, members), parent);
            return comm;
        }
    }

    /// <summary>Gives a <c>comm_msg</c> or <c>comm_close</c> to the comm that waits for it.</summary>
    /// <returns>False where no open comm is meant.</returns>
    public bool TryReceive(JupyterMessage message)
    {
        if (message.MsgType is not ("comm_msg" or "comm_close"))
        {
            return false;
        }

        using var document = message.ParseContent();
        var content = document.RootElement;
        if (!content.TryGetProperty("comm_id", out var id) || id.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        lock (gate)
        {
            if (!comms.TryGetValue(id.GetString()!, out var comm))
            {
                return false;
            }

            // A foreign client that does not know the target closes it too; that is not this page's answer.
            if (comm.IsWith(message.Header.Session))
            {
                var data = content.TryGetProperty("data", out var given) ? given.Clone() : default;
                comm.Receive(new CommMessage(data, message.MsgType == "comm_close"));
                if (message.MsgType == "comm_close")
                {
                    comms.Remove(comm.Id);
                }
            }

            return true;
        }
    }

    /// <summary>Those that are open, for <c>comm_info_request</c>.</summary>
    /// <param name="target">Only those of this target; null for all.</param>
    public IReadOnlyList<Comm> List(string? target)
    {
        lock (gate)
        {
            return [.. comms.Values.Where(comm => target is null || comm.Target == target)];
        }
    }

    public void Close(Comm comm)
    {
        lock (gate)
        {
            if (comms.Remove(comm.Id))
            {
                ioPub.Post("comm_close", Content(comm.Id, null, static _ => { }), request);
            }
        }
    }

    /// <summary>Answers a page that wants to open a comm.</summary>
    public void Refuse(JupyterMessage message, string id) => ioPub.Post("comm_close", Content(id, null, static _ => { }), message);

    private static byte[] Content(string id, string? target, Action<Utf8JsonWriter> members) => JupyterJson.Write(writer =>
    {
        writer.WriteString("comm_id"u8, id);
        if (target is not null)
        {
            writer.WriteString("target_name"u8, target);
        }

        writer.WriteStartObject("data"u8);
        members(writer);
        writer.WriteEndObject();
    });
}
