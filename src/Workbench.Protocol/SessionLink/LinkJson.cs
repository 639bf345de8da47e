using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workbench.Protocol.SessionLink;

/// <summary>Source-generated JSON of the session link.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SessionStatus))]
[JsonSerializable(typeof(LinkReply))]
[JsonSerializable(typeof(KernelEnd))]
public sealed partial class LinkJson : JsonSerializerContext;
