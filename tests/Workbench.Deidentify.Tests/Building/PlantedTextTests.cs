using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Building;

/// <summary>Identifiers that are planted into free text, in one spelling or another, are in no byte of the snapshot; what stood between them is.</summary>
public sealed class PlantedTextTests
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzäöüßéèçñøå";

    [Property(MaxTest = 20, Arbitrary = [typeof(Patients)])]
    public void Planted_identifier_is_in_no_value_of_the_snapshot(Patient[] patients)
    {
        using var source = new TestSource();
        source.Yaml(TestSource.Head + """
            tables:
              people:
                files: [people.csv]
                primary-key: [id]
                patient-key: id
                quasi-identifiers: [town, kind]
                columns:
                  id: { type: text, rule: pseudonym, meaning: m, role: key }
                  name: { type: text, rule: drop }
                  born: { type: date, rule: drop }
                  town: { type: text, rule: { region: { populations: towns.csv, below: 1000, otherwise: elsewhere } }, meaning: m, role: quasi }
                  kind: { type: integer, rule: { merge-rare: { below: 3 } }, meaning: m, role: quasi }
                  note: { type: text, rule: { free-text: { remove: [name, born] } }, meaning: m, role: text }

            """);
        source.File("towns.csv", "code,population\nbig,5000\nsmall,10\n");
        source.File("people.csv", "id,name,born,town,kind,note\n" + string.Concat(patients.Select((p, i) =>
            $"{p.Id(i)},{p.Given} {p.Family},{p.Born:yyyy-MM-dd},{(p.Spelling % 3 == 0 ? "big" : p.Spelling % 3 == 1 ? "small" : p.Family)},{p.Spelling % 4},\"start, {p.Planted(i)} end.\"\n")));

        var snapshot = source.Built();

        var rows = Parquet.Rows(snapshot, "people", "SELECT patient, town, kind, note FROM t");
        var (file, manifest) = (File.ReadAllBytes(snapshot.TablePath("people")!), Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(snapshot.Manifest)));
        var everything = string.Join('\n', rows.SelectMany(row => row[1..]));
        Assert.All(rows, row => Assert.StartsWith("start, ", row[3], StringComparison.Ordinal));
        Assert.All(rows, row => Assert.EndsWith(" end.", row[3], StringComparison.Ordinal));
        Assert.All(patients.Select((p, i) => (p, i)), p =>
        {
            foreach (var token in new[] { p.p.Given, p.p.Family, p.p.Id(p.i), p.p.Id(p.i)[3..], p.p.Born.Year.ToString(CultureInfo.InvariantCulture) })
            {
                Assert.DoesNotContain(token, everything, StringComparison.OrdinalIgnoreCase);

                // A short one would be found by chance in a hash.
                Assert.True(token.Length < 8 || (file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(token)) < 0 && manifest.AsSpan().IndexOf(Encoding.UTF8.GetBytes(token)) < 0));
            }
        });
    }

    public sealed record Patient(string Given, string Family, DateOnly Born, int Spelling)
    {
        public string Id(int row) => $"HX-{471100 + row}";

        /// <summary>The patient in one of many spellings.</summary>
        public string Planted(int row) => (Spelling % 10) switch
        {
            0 => $"{Given} {Family} was seen",
            1 => $"{Family.ToUpperInvariant()}, {Given.ToUpperInvariant()}",
            2 => $"{Given[..1].ToUpperInvariant()}. {Family}'s scan",
            3 => $"no. {Id(row)} and {Id(row).Replace("-", " ", StringComparison.Ordinal)}",
            4 => $"born {Born:dd.MM.yyyy} or {Born:d/M/yyyy}",
            5 => $"born {Born.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture)}",
            6 => $"({Family}/{Given})",
            7 => $"number {Id(row)[3..]}; {Family}-{Given}",
            8 => $"{Born:yyyyMMdd} {Given.ToLowerInvariant()}",
            _ => $"{Family}s Befund vom {Born:yyyy-MM-dd}",
        };
    }

    private static class Patients
    {
        public static Arbitrary<Patient[]> Some()
        {
            var name = Gen.Elements(Letters.ToCharArray()).ArrayOf(9).Select(letters => char.ToUpperInvariant(letters[0]) + new string(letters[1..]));
            var patient =
                from given in name
                from family in name
                from day in Gen.Choose(new DateOnly(1910, 1, 1).DayNumber, new DateOnly(1999, 12, 31).DayNumber)
                from spelling in Gen.Choose(0, 59)
                select new Patient(given, family, DateOnly.FromDayNumber(day), spelling);
            return patient.NonEmptyListOf().Select(list => list.ToArray()).ToArbitrary();
        }
    }
}
