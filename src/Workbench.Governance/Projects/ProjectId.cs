using System.Text.Json.Serialization;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Projects;

/// <summary>Names a project.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<ProjectId>))]
public readonly record struct ProjectId(string Value) : ITypedId<ProjectId>
{
    public static string Prefix => "prj_";

    public static ProjectId From(string value) => new(value);

    public override string ToString() => Value;
}
