using System.Globalization;

namespace Workbench.Deidentify.Demo;

/// <summary>
/// Invents identities from a seed: the same seed gives the same people. Names are made of parts that no language uses together and
/// that say what they are; every part is so long that it cannot stand in another word by chance.
/// </summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="prefix">Letters before the hospital numbers of one hospital.</param>
public sealed class DemoPeople(Random random, string prefix)
{
    private static readonly string[] GivenStarts = ["Zor", "Quel", "Mirv", "Thax", "Belq", "Orvz", "Jundr", "Kasq", "Velm", "Drox", "Pliv", "Ymra"];
    private static readonly string[] GivenEnds = ["abella", "indorix", "uvanne", "omirial", "ethrax", "alvinor"];
    private static readonly string[] FamilyStarts = ["Test", "Demo", "Sample", "Mock", "Dummy", "Fiction", "Phantom", "Placebo"];
    private static readonly string[] FamilyEnds = ["moor", "fjeld", "wicken", "ridger", "worthy", "steadt", "brookler", "havener", "strömberg", "dalesson", "gardner"];
    private static readonly string[] Streets = ["Nonesuch Terrace", "Imaginary Row", "Placeholder Lane", "Invented Street", "Makebelieve Road", "Nowhere Crescent"];
    private static readonly string[] Towns = ["Fictionby", "Nowhereholm", "Inventville", "Samplestad"];

    private readonly HashSet<string> numbers = [];

    /// <summary>A person of that age, in completed years, on that day.</summary>
    public DemoPerson Next(int age, DateOnly on)
    {
        var (given, family) = (Pick(GivenStarts) + Pick(GivenEnds), Pick(FamilyStarts) + Pick(FamilyEnds));
        var address = string.Create(CultureInfo.InvariantCulture, $"{random.Next(100, 999)} {Pick(Streets)}, {random.Next(10000, 99999)} {Pick(Towns)}");
        var phone = string.Create(CultureInfo.InvariantCulture, $"+00 {Digits(3)} {Digits(3)} {Digits(4)}");
        var hospitalNumber = $"{prefix}-{Unique(12)}";
        var born = Latest(age, on).AddDays(-random.Next(0, 365));
        return new DemoPerson(
            given,
            family,
            Age(born, on) == age ? born : Latest(age, on),
            hospitalNumber,
            Unique(12),
            address,
            phone,
            $"{given}.{family}.{Digits(3)}@mail.invalid".ToLowerInvariant());
    }

    /// <summary>What somebody wrote about a visit, with the person's name, number and more in it.</summary>
    public string Note(DemoPerson person, DateOnly visit)
    {
        var day = visit.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        return random.Next(4) switch
        {
            0 => $"{person.GivenName} {person.FamilyName} ({person.HospitalNumber}) was seen on {day}.\nTolerates treatment; can be reached at {person.Phone}.",
            1 => $"Phone call with the family of {person.FamilyName}, {person.GivenName}: \"tired, otherwise well\". Next visit after {day}.",
            2 => $"Pt. {person.FamilyName.ToUpperInvariant()}, born {person.Born.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)}, lives at {person.Address}; sent home {day}.",
            _ => $"Dear colleague, thank you for sending {person.GivenName} to us. Insurance {person.InsuranceNumber}.",
        };
    }

    /// <summary>A day between two others.</summary>
    public DateOnly Day(DateOnly from, DateOnly to) => from.AddDays(random.Next(to.DayNumber - from.DayNumber + 1));

    /// <summary>A whole number between two others.</summary>
    public int Between(int from, int to) => random.Next(from, to + 1);

    private static DateOnly Latest(int age, DateOnly on) => on.AddYears(-age);

    private static int Age(DateOnly born, DateOnly on) =>
        on.Year - born.Year - ((on.Month, on.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);

    private string Pick(string[] words) => words[random.Next(words.Length)];

    private string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + random.Next(10))));

    private string Unique(int digits)
    {
        while (true)
        {
            var number = (char)('1' + random.Next(9)) + Digits(digits - 1);
            if (numbers.Add(number))
            {
                return number;
            }
        }
    }
}
