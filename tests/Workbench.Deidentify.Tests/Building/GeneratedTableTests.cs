using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Building;

/// <summary>Properties over generated tables with any text in the columns that are dropped or replaced.</summary>
public sealed class GeneratedTableTests
{
    private const string Columns = """
        name: { type: text, rule: drop }
        note: { type: text, rule: free-text }
        visit: { type: text, rule: pseudonym, meaning: m, role: key }
        on: { type: date, rule: shift-date, meaning: m, role: date }
        until: { type: date, rule: shift-date, meaning: m, role: date }
        age: { type: integer, rule: { top-code: { at: 90 } }, meaning: m, role: quasi }
        x: { type: number, rule: keep, meaning: m, role: clinical }
        """;

    [Property(MaxTest = 25, Arbitrary = [typeof(Tables)])]
    public void Identities_go_and_the_rest_stays(Person[] people)
    {
        using var source = TestSource.OfPeople(Columns, Csv(people));

        var snapshot = source.Built();

        var rows = Parquet.Rows(snapshot, "people", "SELECT patient, visit, until - \"on\", age, x FROM t");
        Assert.Equal(people.Length, rows.Count);
        Assert.Equal(people.Select(p => p.Id).Distinct().Count(), rows.Select(r => r[0]).Distinct().Count());
        Assert.Equal(
            people.Select(p => ((p.Until - p.On).ToString(CultureInfo.InvariantCulture), Math.Min(p.Age, 90).ToString(CultureInfo.InvariantCulture), p.X)).Order(),
            rows.Select(r => (r[2]!, r[3]!, double.Parse(r[4]!, CultureInfo.InvariantCulture))).Order());
        var everything = string.Join('\n', Parquet.Rows(snapshot, "people").SelectMany(r => r));
        Assert.All(people, p => Assert.DoesNotContain(p.Id, everything, StringComparison.OrdinalIgnoreCase));
        Assert.All(people.Where(p => p.Name.Length > 5), p => Assert.DoesNotContain(p.Name, everything, StringComparison.OrdinalIgnoreCase));
    }

    [Property(MaxTest = 15, Arbitrary = [typeof(Tables)])]
    public void Same_people_in_another_order_give_the_same_hash(Person[] people, int seed)
    {
        var shuffled = people.ToArray();
        new Random(seed).Shuffle(shuffled);
        using var one = TestSource.OfPeople(Columns, Csv(people));
        using var other = TestSource.OfPeople(Columns, Csv(shuffled));

        Assert.Equal(one.Built().Manifest.ContentHash, other.Built().Manifest.ContentHash);
    }

    [Property(MaxTest = 40, Arbitrary = [typeof(Tables)])]
    public void Any_damage_to_a_row_is_refused_or_read_and_never_told(Person[] people, int at, byte with)
    {
        var csv = System.Text.Encoding.UTF8.GetBytes(Csv(people));
        csv[(int)((uint)at % (uint)csv.Length)] = with;
        using var source = TestSource.OfPeople(Columns, "");
        source.File("people.csv", csv);

        var (snapshot, refusal) = source.Build();

        Assert.Equal(snapshot is null, refusal.Length > 0);
        Assert.All(people, p => Assert.DoesNotContain(p.Id, refusal, StringComparison.Ordinal));
        Assert.All(people.Where(p => p.Name.Length > 5), p => Assert.DoesNotContain(p.Name, refusal, StringComparison.Ordinal));
    }

    private static string Csv(IEnumerable<Person> people) => "id,name,note,visit,on,until,age,x\n" + string.Concat(people.Select(p =>
        string.Create(CultureInfo.InvariantCulture, $"{p.Id},{Quote(p.Name)},{Quote(p.Note)},V-{p.Id},{Date(p.On)},{Date(p.Until)},{p.Age},{p.X:R}\n")));

    private static string Quote(string text) => '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private static string Date(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public sealed record Person(string Id, string Name, string Note, int On, int Until, int Age, double X);

    private static class Tables
    {
        public static Arbitrary<Person[]> People()
        {
            var text = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => new string([.. s.Get.Where(c => c != '\0' && !char.IsSurrogate(c))]));
            var day = Gen.Choose(new DateOnly(1900, 1, 1).DayNumber, new DateOnly(2020, 12, 31).DayNumber);
            var person =
                from name in text
                from note in text
                from @on in day
                from until in day
                from age in Gen.Choose(0, 120)
                from x in ArbMap.Default.GeneratorFor<NormalFloat>()
                select (name, note, @on, until, age, x.Get);
            return person.NonEmptyListOf()
                .Select(people => people.Select((p, i) => new Person($"HOSP-{i:000000}", p.name, p.note, p.on, p.until, p.age, p.Item6)).ToArray())
                .ToArbitrary();
        }
    }
}
