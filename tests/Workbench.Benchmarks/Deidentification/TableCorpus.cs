using System.Globalization;
using System.Text;

namespace Workbench.Benchmarks.Deidentification;

/// <summary>A source of one table of visits, 20 columns, ten visits a patient in no order, with every kind of value; the same for the same number of rows.</summary>
internal static class TableCorpus
{
    private const int VisitsOfPatient = 10;
    private const int Seed = 20;

    private static readonly string[] Given = ["Zorabella", "Anton", "Ydwine", "Kwame", "Liselot", "Oktavian", "Perpetua", "Quentin"];
    private static readonly string[] Family = ["Testmoor", "Quillfeather", "Blixenby", "Kvartz", "Ombra", "Stenfels", "Varga-Holm", "Zyntax"];
    private static readonly string[] Sites = ["upper lobe", "middle lobe", "lower lobe", "main bronchus", "pleura", "mediastinum", "liver", "other"];
    private static readonly string[] Stages = ["I", "II", "III", "IV"];

    private const string Rules = """
        provider: Benchmark
        title: Visits
        profile: tables/1
        issuer: benchmark
        tables:
          visits:
            files: [visits.csv]
            primary-key: [hospital_number, visit]
            patient-key: hospital_number
        QUASI    columns:
              hospital_number: { type: text, rule: pseudonym, meaning: the patient, role: key }
              visit: { type: integer, min: 1, rule: keep, meaning: number of the visit, role: admin }
              given_name: { type: text, rule: drop }
              family_name: { type: text, rule: drop }
              birth_date: { type: date, rule: { age-band: { at: visit_date, width: 10 } }, as: age_band, unit: years, meaning: age, role: quasi }
              visit_date: { type: date, required: true, rule: shift-date, meaning: day of the visit, role: date }
              discharged: { type: timestamp, rule: shift-date, meaning: end of the visit, role: date }
              sex: { type: category, values: [f, m, x], rule: keep, meaning: sex, role: quasi }
              postcode: { type: text, rule: { region: { populations: populations.csv, below: 20000, otherwise: elsewhere } }, meaning: where the patient lives, role: quasi }
              site: { type: category, values: [upper lobe, middle lobe, lower lobe, main bronchus, pleura, mediastinum, liver, other], rule: keep, meaning: site, role: clinical }
              stage: { type: category, values: [I, II, III, IV], rule: keep, meaning: stage, role: clinical }
              smoker: { type: boolean, rule: keep, meaning: smoking, role: clinical }
              height: { type: integer, min: 50, max: 250, rule: keep, unit: cm, meaning: height, role: clinical }
              weight: { type: number, min: 2, rule: { top-code: { at: 150, bottom: 30 } }, unit: kg, meaning: weight, role: clinical }
              haemoglobin: { type: number, rule: keep, unit: g/dl, meaning: haemoglobin, role: clinical }
              creatinine: { type: number, rule: keep, unit: mg/dl, meaning: creatinine, role: clinical }
              crp: { type: number, rule: { top-code: { at: 400 } }, unit: mg/l, meaning: C-reactive protein, role: clinical }
              leukocytes: { type: number, rule: keep, unit: /nl, meaning: leukocytes, role: clinical }
              drugs: { type: integer, rule: keep, meaning: number of drugs, role: clinical }
              note: { type: text, rule: free-text }

        """;

    /// <summary>Path of the raw table in the folder that <see cref="Write"/> filled.</summary>
    public static string Csv(string folder) => Path.Combine(folder, "sources", "visits", "visits.csv");

    /// <param name="withRisk">Declares three quasi-identifiers.</param>
    public static void WriteRules(string folder, bool withRisk) =>
        File.WriteAllText(Path.Combine(folder, "sources", "visits", "source.yaml"), Rules.Replace("QUASI", withRisk ? "    quasi-identifiers: [age_band, sex, postcode]\n" : "", StringComparison.Ordinal));

    public static void Write(string folder, int rows)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Csv(folder))!);
        File.WriteAllText(Path.Combine(folder, "sources", "visits", "populations.csv"), "code,population,within\n" + string.Concat(Enumerable.Range(10, 90).Select(i => $"{i}000,{i * 500},{i / 10}\n")) + string.Concat(Enumerable.Range(1, 9).Select(i => $"{i},{i * 200_000},\n")));
        WriteRules(folder, withRisk: false);
        var (random, patients) = (new Random(Seed), Math.Max(1, rows / VisitsOfPatient));

        // A step that shares no factor with the number of patients visits each of them once before any twice, in no order that a sort would like.
        var step = 7_368_787L;
        using var file = new StreamWriter(Csv(folder), false, new UTF8Encoding(false), 1 << 20);
        file.Write("hospital_number,visit,given_name,family_name,birth_date,visit_date,discharged,sex,postcode,site,stage,smoker,height,weight,haemoglobin,creatinine,crp,leukocytes,drugs,note\n");
        for (var i = 0L; i < rows; i++)
        {
            var patient = i % patients * step % patients;
            var (born, seen) = (new DateOnly(1925, 1, 1).AddDays((int)(patient * 31 % 29_000)), new DateOnly(2012, 1, 1).AddDays(random.Next(4000)));
            file.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"HN-{patient:0000000},{(i / patients) + 1},{Given[patient % 8]},{Family[patient / 8 % 8]},{born:yyyy-MM-dd},{seen:yyyy-MM-dd},{seen:yyyy-MM-dd} {random.Next(8, 20):00}:{random.Next(60):00}:00,{"fmx"[(int)(patient % 31 % 3)]},{10 + (patient % 90)}000,{Sites[random.Next(8)]},{Stages[random.Next(4)]},{(random.Next(3) == 0 ? "true" : "false")},{random.Next(140, 200)},{random.Next(400, 1400) / 10.0:0.0},{random.Next(70, 180) / 10.0:0.0},{random.Next(40, 400) / 100.0:0.00},{(random.Next(5) == 0 ? "" : (random.Next(4000) / 10.0).ToString("0.0", CultureInfo.InvariantCulture))},{random.Next(200, 2000) / 100.0:0.00},{random.Next(15)},"));
            file.Write(random.Next(4) == 0 ? "\"seen by Dr Kvartz, \"\"stable\"\", next visit in spring\"\n" : "no complaints\n");
        }
    }
}
