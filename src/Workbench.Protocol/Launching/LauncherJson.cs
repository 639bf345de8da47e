using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workbench.Protocol.Launching;

/// <summary>Source-generated JSON of the launcher's socket and of its session records.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LauncherRequest))]
[JsonSerializable(typeof(LauncherReply))]
[JsonSerializable(typeof(LaunchedSession))]
[JsonSerializable(typeof(IReadOnlyList<ResourceProfile>))]
[JsonSerializable(typeof(SupervisorLimits))]
public sealed partial class LauncherJson : JsonSerializerContext;
