using System.Globalization;

namespace Workbench.Notebooks.Tests.Sessions;

/// <summary>The R functions for cohorts in the sandbox, against a broker socket that the server's hook opens in the session folder.</summary>
public sealed class RClientTests(SessionHost host) : IClassFixture<SessionHost>
{
    private const string Schema = """
        {"name":"lung","version":3,"contentHash":"x","level":"images","tables":[
        {"name":"patients","rows":3,"columns":[{"name":"patient","type":"VARCHAR"},{"name":"ph.ecog","type":"BIGINT"},{"name":"dose","type":"DOUBLE"},{"name":"since","type":"DATE"},{"name":"seen","type":"TIMESTAMP"},{"name":"treated","type":"BOOLEAN"},{"name":"big","type":"BIGINT"}]},
        {"name":"images","rows":2,"columns":[{"name":"patient","type":"VARCHAR"},{"name":"image","type":"INTEGER"},{"name":"instance","type":"INTEGER"},{"name":"position_z","type":"DOUBLE"}]}]}
        """;

    [Fact]
    public async Task Table_is_a_data_frame_with_types_and_missing_values_of_the_version_that_was_opened()
    {
        const string rows = "patient,ph.ecog,dose,since,seen,treated,big\n\"a, \"\"b\"\"\",1,0.5,2020-02-29,2020-02-29 13:14:15.5,true,5000000000\nü,,,,,,\nc,3,2,1999-12-31,1999-12-31 00:00:00,false,1\n";
        const string cell = """
            library(workbench)
            lung <- open_cohort("lung")
            frame <- cohort_table(lung, columns = c("patient", "ph.ecog"), filter = "age >= 60", limit = 100000)
            cat(sapply(frame, function(column) class(column)[[1]]), nrow(frame), sum(is.na(frame)), frame$patient[1:2], frame$ph.ecog[3], format(frame$since[1]), format(frame$seen[1], "%H:%M:%OS1"), frame$treated[3], frame$big[1] == 5e9, sep = "|")
            cat("|", nrow(cohort_table(lung, columns = "dose")), "\n")
            """;
        var asked = new List<string>();

        var text = await RunAsync(cell, target =>
        {
            asked.Add(target);
            return (200, target.EndsWith("columns=dose&version=3", StringComparison.Ordinal) ? "dose\n1\n\n2\n" : target.Contains("/tables/", StringComparison.Ordinal) ? Latin(rows) : Schema);
        });

        Shows("character|integer|numeric|Date|POSIXct|logical|numeric|3|6|a, \"b\"|ü|3|2020-02-29|13:14:15.5|FALSE|TRUE| 3", text);
        Assert.Equal(["/v1/cohorts/lung", "/v1/cohorts/lung/tables/patients?columns=patient%2Cph.ecog&filter=age%20%3E%3D%2060&limit=100000&version=3"], asked[..2]);
    }

    [Fact]
    public async Task Images_are_matrices_and_volumes_in_hounsfield_units_and_are_shown_by_the_viewer()
    {
        const string rows = "patient,image,instance,position_z\np,8,2,6\np,7,1,0\n";
        const string cell = """
            lung <- open_cohort("lung")
            volume <- series_volume(lung, cohort_images(lung))
            pixels <- image_pixels(lung, 7)
            cat(dim(volume), volume, attr(volume, "spacing"), attr(volume, "unit"), dim(pixels), pixels[1, 1], class(image_preview(lung, 7)), sep = "|")
            print(volume)
            sent <- environment(view_volume)$bundle_of(volume, c(480, 2500), "A series")
            cat(memDecompress(jsonlite::base64_dec(sent[[1]]$pixels), "gzip"), names(sent), jsonlite::toJSON(sent[[1]][names(sent[[1]]) != "pixels"], auto_unbox = TRUE))
            view_volume(volume)
            image_pixels(lung, 9)
            """;

        var text = await RunAsync(cell, target => (200, target switch
        {
            _ when target.Contains("numbers=", StringComparison.Ordinal) => ScanText.Tar(("7.dcm", ScanText.TinyCt((byte)'7')), ("8.dcm", ScanText.TinyCt((byte)'8'))),
            _ when target.Contains("/tables/", StringComparison.Ordinal) => rows,
            _ when target.Contains("/images/7", StringComparison.Ordinal) => ScanText.TinyCt((byte)'7'),
            _ when target.Contains("/images/9", StringComparison.Ordinal) => ScanText.TinyCt((byte)'7').Replace("1.2.840.10008.1.2.1", "1.2.840.10008.1.2.5", StringComparison.Ordinal),
            _ => Schema,
        }));

        Shows("1|2|2|55|-1024|56|-1024|2.5|3|6|HU|1|2|55|workbench_preview", text);
        Shows("<volume of 1 x 2 x 2: Images of p>", text);
        Shows("37 00 00 fc 38 00 00 fc application/vnd.workbench.image-series+json text/plain", text);
        Shows("""{"version":1,"title":"A series","rows":1,"columns":2,"spacing":[2.5,3],"slices":[1,2],"positions":[0,6],"of":2,"window":[480,2500],"unit":"HU","orientation":[1,0,0,0,1,0],"inverted":false,"slope":1,"intercept":0,"encoding":"int16-zlib"}""", text);
        Shows("The image is compressed (1.2.840.10008.1.2.5), which R does not decode here.", text);
    }

    [Fact]
    public async Task Refusal_shows_clause_and_next_step_and_can_be_caught_by_its_class()
    {
        const string body = """{"title":"No permit","status":403,"detail":"The cohort lung needs a permit.","code":"no-permit","clause":{"permit":"p1","number":2,"text":"rows only"},"nextStep":"Ask for access."}""";
        var calls = 0;

        var text = await RunAsync("cat(tryCatch(open_cohort('lung'), workbench_refusal = function(refusal) refusal$code)); open_cohort('lung')", _ =>
            ++calls == 1 ? (429, """{"code":"too-many-requests"}""") : (403, body));

        Shows("no-permit", text);
        Shows(string.Create(CultureInfo.InvariantCulture, $"no-permit: The cohort lung needs a permit.\nPermit p1, clause {2}: rows only\nAsk for access."), text);
        Assert.Equal(3, calls);
    }

    private static void Shows(string expected, string text) => Assert.True(text.Contains(expected, StringComparison.Ordinal), text);

    private static string Latin(string text) => System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    private Task<string> RunAsync(string cell, Func<string, (int Status, string Body)> answer) => CellWithBroker.RunAsync(host, "ir", cell, answer);
}
