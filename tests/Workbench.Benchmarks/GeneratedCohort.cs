using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Workbench.Benchmarks;

/// <summary>A cohort of generated numbers, put through the whole way: source, order, snapshot, request, permit.</summary>
public static class GeneratedCohort
{
    public static async Task PublishAsync(RunningWorkbench workbench, string name, int rows, int columns)
    {
        using var researcher = await workbench.SignInAsync("researcher");
        if ((await researcher.Http.GetFromJsonAsync<JsonArray>("/api/workbench/cohorts"))!.Any(cohort => (string?)cohort!["name"] == name))
        {
            return; // A data folder that was used for this before.
        }

        WriteSource(Path.Combine(workbench.Data, "raw", "sources", name), name, rows, columns);
        using var steward = await workbench.SignInAsync("steward");
        using var provider = await workbench.SignInAsync("provider");
        var membership = (await researcher.Http.GetFromJsonAsync<JsonObject>("/api/workbench/me"))!["projects"]![0]!;
        var (project, projectName) = ((string)membership["id"]!, (string)membership["name"]!);
        await PostAsync(steward, "/api/workbench/cohorts", new { name, title = name, disease = "none", description = "Generated numbers for a benchmark.", provider = "benchmark" });
        var order = await PostAsync(provider, "/api/workbench/orders", new { source = name, cohort = name, project = projectName });
        await PostAsync(steward, $"/api/workbench/orders/{order["id"]}/approve", new { });
        await WaitForSnapshotAsync(researcher, name);
        var request = await PostAsync(researcher, "/api/workbench/requests", new
        {
            cohort = name,
            project,
            purpose = "Benchmark",
            justification = "Measures how long a cohort takes to open.",
            level = "rows",
            tables = new[] { new { name = "measurements", columns = ColumnNames(columns).Prepend("patient").ToArray() } },
            until = TimeProvider.System.GetUtcNow().AddDays(1),
        });
        await PostAsync(steward, $"/api/workbench/requests/{request["id"]}/grant", new { });
    }

    private static void WriteSource(string folder, string name, int rows, int columns)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(20);
        using (var csv = new StreamWriter(Path.Combine(folder, "measurements.csv")))
        {
            csv.WriteLine("patient_number," + string.Join(',', ColumnNames(columns)));
            var line = new StringBuilder();
            for (var row = 0; row < rows; row++)
            {
                line.Clear().Append(CultureInfo.InvariantCulture, $"P{row:0000000}");
                for (var column = 1; column < columns; column++)
                {
                    line.Append(CultureInfo.InvariantCulture, $",{(column % 4 == 0 ? random.Next(1000) : random.NextDouble() * 100):0.###}");
                }

                csv.WriteLine(line);
            }
        }

        var yaml = new StringBuilder($"""
            provider: benchmark
            title: {name}
            profile: tables/1
            issuer: benchmark
            tables:
              measurements:
                files: [measurements.csv]
                primary-key: [patient_number]
                patient-key: patient_number
                columns:
            """);
        yaml.AppendLine().AppendLine("      patient_number: { type: text, rule: pseudonym, meaning: the patient, role: key }");
        foreach (var (column, index) in ColumnNames(columns).Select((column, index) => (column, index + 1)))
        {
            yaml.AppendLine(CultureInfo.InvariantCulture, $"      {column}: {{ type: {(index % 4 == 0 ? "integer" : "number")}, rule: keep, meaning: a generated number, role: clinical }}");
        }

        File.WriteAllText(Path.Combine(folder, "source.yaml"), yaml.ToString());
        using var chown = Process.Start("chown", ["-R", "--reference", Path.GetDirectoryName(folder)!, folder]);
        chown.WaitForExit();
    }

    private static IEnumerable<string> ColumnNames(int columns) => Enumerable.Range(1, columns - 1).Select(column => $"m{column}");

    private static async Task WaitForSnapshotAsync(JupyterServerClient client, string cohort)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            var cohorts = await client.Http.GetFromJsonAsync<JsonArray>("/api/workbench/cohorts");
            if (cohorts!.Any(entry => (string?)entry!["name"] == cohort && entry["version"] is not null && (int)entry["version"]! > 0))
            {
                return;
            }

            await Task.Delay(500);
        }

        throw new InvalidOperationException($"The snapshot of {cohort} was not built within five minutes.");
    }

    private static async Task<JsonObject> PostAsync(JupyterServerClient client, string path, object body)
    {
        using var answer = await client.Http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text.Length == 0 ? "{}" : text)!.AsObject()
            : throw new InvalidOperationException($"POST {path} answered {(int)answer.StatusCode}: {text}");
    }
}
