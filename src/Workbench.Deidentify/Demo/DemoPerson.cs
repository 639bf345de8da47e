using System.Globalization;

namespace Workbench.Deidentify.Demo;

/// <summary>An invented identity that is laid over one row of public data. Nothing of it is meant to look real.</summary>
public sealed record DemoPerson(
    string GivenName,
    string FamilyName,
    DateOnly Born,
    string HospitalNumber,
    string InsuranceNumber,
    string Address,
    string Phone,
    string Email)
{
    /// <summary>Every spelling of this identity that must not be found anywhere outside the raw store.</summary>
    public IEnumerable<string> Tokens()
    {
        var culture = CultureInfo.InvariantCulture;
        return
        [
            GivenName,
            FamilyName,
            GivenName.ToUpperInvariant(),
            FamilyName.ToUpperInvariant(),
            $"{GivenName} {FamilyName}",
            $"{FamilyName}, {GivenName}",
            HospitalNumber,
            HospitalNumber[(HospitalNumber.IndexOf('-', StringComparison.Ordinal) + 1)..],
            InsuranceNumber,
            Address,
            Address[..Address.IndexOf(',', StringComparison.Ordinal)],
            Phone,
            string.Concat(Phone.Where(char.IsAsciiDigit)),
            Email,
            Born.ToString("yyyy-MM-dd", culture),
            Born.ToString("yyyyMMdd", culture),
            Born.ToString("dd.MM.yyyy", culture),
            Born.ToString("MM/dd/yyyy", culture),
            Born.ToString("d MMMM yyyy", culture),
        ];
    }
}
