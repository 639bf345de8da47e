using System.Text.Json;

namespace Workbench.Notebooks.Wall;

/// <summary>All attacks: tests/redteam/attacks.json, part of this assembly so that an admin can run them on any host.</summary>
public static class AttackPack
{
    public static IReadOnlyList<Attack> All { get; } = Load();

    private static IReadOnlyList<Attack> Load()
    {
        using var stream = typeof(AttackPack).Assembly.GetManifestResourceStream("attacks.json")!;
        return JsonSerializer.Deserialize(stream, AttackJson.Default.IReadOnlyListAttack)!;
    }
}
