using System.Text.Json.Serialization;

namespace Workbench.Notebooks.Wall;

/// <summary>Source-generated JSON of a single string.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class AttackText : JsonSerializerContext;
