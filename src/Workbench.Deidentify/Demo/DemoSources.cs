using System.Globalization;

namespace Workbench.Deidentify.Demo;

/// <summary>
/// The demo's raw sources: public clinical tables, values untouched, with invented identities in front. Dates of treatment lie
/// after 1977 and dates of birth before 1970, so that a shifted date is never somebody's date of birth by chance.
/// </summary>
public static class DemoSources
{
    private static readonly string[] IdentityColumns =
        ["hospital_number", "insurance_number", "given_name", "family_name", "birth_date", "address", "phone", "email"];

    /// <summary>The sources by name. Each function takes the folder of the public tables.</summary>
    public static IReadOnlyDictionary<string, Func<string, DemoSource>> All { get; } = new Dictionary<string, Func<string, DemoSource>>
    {
        ["lung"] = Lung,
        ["breast"] = Breast,
        ["colorectal"] = Colorectal,
        ["prostate"] = Prostate,
    };

    /// <summary>Patients of the source lung, from the first, of whom there is a generated CT series.</summary>
    public const int PatientsWithScans = 60;

    private static DemoSource Lung(string content)
    {
        var from = DemoTable.Read(Path.Combine(content, "lung_ncctg.csv"));
        var people = new DemoPeople(new Random(1994), "LTO");
        var enrolments = new List<DateOnly>();
        var source = Overlay("lung", "patients", from, people, ["enrolled", "last_contact"], row =>
        {
            enrolments.Add(people.Day(new(1986, 1, 1), new(1989, 12, 31)));
            return (Integer(from[row, "age"]), enrolments[^1], [enrolments[^1], enrolments[^1].AddDays(Integer(from[row, "time"]))]);
        });
        return source with
        {
            Files = Enumerable.Range(0, PatientsWithScans).SelectMany(row => DemoScans.Series(source.People[row], row + 1, enrolments[row], Integer(from[row, "time"]))),
        };
    }

    private static DemoSource Breast(string content)
    {
        var rotterdam = DemoTable.Read(Path.Combine(content, "breast_rotterdam.csv"));
        var patients = new DemoPeople(new Random(2013), "RTM");
        var first = Overlay("breast", "rotterdam", rotterdam, patients, ["surgery_date", "last_contact"], row =>
        {
            var year = Integer(rotterdam[row, "year"]);
            var surgery = patients.Day(new(year, 1, 1), new(year, 12, 31));
            return (Integer(rotterdam[row, "age"]), surgery, [surgery, surgery.AddDays(Integer(rotterdam[row, "dtime"]))]);
        });

        // The public table has no ages; malignant masses are found in older patients.
        var wdbc = DemoTable.Read(Path.Combine(content, "breast_wdbc.csv"));
        var sampled = new DemoPeople(new Random(1993), "WDB");
        var second = Overlay("breast", "wdbc", wdbc, sampled, ["sample_date"], row =>
        {
            var sample = sampled.Day(new(1988, 1, 1), new(1991, 12, 31));
            return (wdbc[row, "diagnosis"] == "M" ? sampled.Between(38, 93) : sampled.Between(24, 71), sample, [sample]);
        });
        return new DemoSource("breast", [.. first.Tables, .. second.Tables], [.. first.People, .. second.People]);
    }

    private static DemoSource Colorectal(string content)
    {
        string[] ofEvent = ["etype", "status", "time"];
        var from = DemoTable.Read(Path.Combine(content, "colon_adjuvant.csv"));
        var people = new DemoPeople(new Random(1990), "CRC");
        var ofPatient = from.Columns.Except([.. ofEvent, "id"]).ToList();
        var patients = new DemoTable([.. IdentityColumns, "registered", "note", .. ofPatient]);
        var events = new DemoTable(["hospital_number", "event_date", .. ofEvent]);
        var known = new Dictionary<string, (DemoPerson Person, DateOnly Registered)>();
        for (var row = 0; row < from.Rows.Count; row++)
        {
            if (!known.TryGetValue(from[row, "id"], out var patient))
            {
                var registered = people.Day(new(1984, 3, 1), new(1987, 10, 31));
                patient = (people.Next(Integer(from[row, "age"]), registered), registered);
                known[from[row, "id"]] = patient;
                var current = row;
                patients.Add([.. Identity(patient.Person), Iso(registered), people.Note(patient.Person, registered), .. ofPatient.Select(c => from[current, c])]);
            }

            var time = patient.Registered.AddDays(Integer(from[row, "time"]));
            var eventRow = row;
            events.Add([patient.Person.HospitalNumber, Iso(time), .. ofEvent.Select(c => from[eventRow, c])]);
        }

        return new DemoSource("colorectal", [("patients", patients), ("events", events)], [.. known.Values.Select(k => k.Person)]);
    }

    private static DemoSource Prostate(string content)
    {
        const double DaysOfYear = 365.25;
        var from = DemoTable.Read(Path.Combine(content, "prostate_stagec.csv"));
        var people = new DemoPeople(new Random(1988), "PRC");
        return Overlay("prostate", "patients", from, people, ["diagnosed", "last_contact"], row =>
        {
            var diagnosed = people.Day(new(1979, 1, 1), new(1983, 12, 31));
            var years = double.Parse(from[row, "pgtime"], CultureInfo.InvariantCulture);
            return (Integer(from[row, "age"]), diagnosed, [diagnosed, diagnosed.AddDays((int)Math.Round(years * DaysOfYear))]);
        });
    }

    /// <summary>One person per row of a public table: identity, dates, a note, then the public columns as they are.</summary>
    /// <param name="place">By row: age, the day of that age, and the dates to write.</param>
    private static DemoSource Overlay(string source, string name, DemoTable from, DemoPeople people, string[] dateColumns, Func<int, (int Age, DateOnly On, DateOnly[] Dates)> place)
    {
        var table = new DemoTable([.. IdentityColumns, .. dateColumns, "note", .. from.Columns]);
        var all = new List<DemoPerson>();
        for (var row = 0; row < from.Rows.Count; row++)
        {
            var (age, on, dates) = place(row);
            var person = people.Next(age, on);
            all.Add(person);
            table.Add([.. Identity(person), .. dates.Select(Iso), people.Note(person, on), .. from.Rows[row]]);
        }

        return new DemoSource(source, [(name, table)], all);
    }

    private static string[] Identity(DemoPerson p) =>
        [p.HospitalNumber, p.InsuranceNumber, p.GivenName, p.FamilyName, Iso(p.Born), p.Address, p.Phone, p.Email];

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Integer(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
