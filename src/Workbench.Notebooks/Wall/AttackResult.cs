namespace Workbench.Notebooks.Wall;

/// <summary>How one attack went from one language.</summary>
/// <param name="Attack">Its name.</param>
/// <param name="Language">C#, Python or R.</param>
/// <param name="Open">True: the way was open. Null: the attack could not be tried.</param>
/// <param name="Detail">What the cell said.</param>
/// <param name="Holds">True when it went as it must.</param>
public sealed record AttackResult(string Attack, string Language, bool? Open, string Detail, bool Holds)
{
    private const int MostDetail = 200;

    /// <summary>Judges what an attack's cell printed.</summary>
    public static AttackResult Of(Attack attack, string language, string printed)
    {
        var lines = printed.Split('\n', StringSplitOptions.TrimEntries);
        bool? open = lines.Contains(AttackCode.OpenMark) ? true
            : lines.FirstOrDefault(line => line.StartsWith(AttackCode.ShutMark, StringComparison.Ordinal)) is not null ? false
            : null;
        var said = open switch
        {
            true => "",
            false => lines.First(line => line.StartsWith(AttackCode.ShutMark, StringComparison.Ordinal))[AttackCode.ShutMark.Length..].Trim(),
            _ => printed.Trim(),
        };
        return new AttackResult(attack.Name, language, open, said.Length > MostDetail ? said[..MostDetail] + "…" : said,
            open is { } known && known == (attack.Expect == Wall.Attack.Known));
    }
}
