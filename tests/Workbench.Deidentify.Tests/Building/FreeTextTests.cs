using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Building;

/// <summary>Free text that stays loses what any row of the patient, in any table, says of who they are.</summary>
public sealed class FreeTextTests
{
    private const string Yaml = TestSource.Head + """
        tables:
          letters:
            files: [letters.csv]
            primary-key: [letter]
            patient-key: who
            columns:
              letter: { type: integer, rule: keep, meaning: number, role: admin }
              who: { type: text, rule: pseudonym, meaning: the patient, role: key }
              author: { type: text, rule: drop }
              body: { type: text, rule: { free-text: { remove: [people.name, people.born, author] } }, meaning: letter, role: text }
          people:
            files: [people.csv]
            primary-key: [id]
            patient-key: id
            columns:
              id: { type: text, rule: pseudonym, meaning: the patient, role: key }
              name: { type: text, rule: drop }
              born: { type: date, rule: drop }

        """;

    private const string People = "id,name,born\nHX-1,Zorabella Testmoor,1931-03-07\nHX-2,Anton Quill,1950-01-02\n";

    [Fact]
    public void Letter_loses_the_identifiers_of_its_patient_and_keeps_the_rest()
    {
        using var source = new TestSource();
        source.Yaml(Yaml).File("people.csv", People).File(
            "letters.csv",
            "letter,who,author,body\n1,HX-1,Dr Blix,\"Ms Testmoor (HX 1, March 7 1931) has a 23 mm nodule. Blix\"\n2,HX-2,Dr Kwartz,Quill saw Testmoor\n3,HX-3,,Testmoor\n4,HX-1,,\n");

        var snapshot = source.Built();

        // Who else is named in a letter is not known; docs/sources.md says so.
        Assert.Equal(["Ms *** (***, ***) has a 23 mm nodule. ***", "*** saw Testmoor", "Testmoor", null], Parquet.Column(snapshot, "letters", "body", "ORDER BY letter"));
        Assert.Equal("free-text without what stands in people.name, people.born, author, dates and numbers", snapshot.Manifest.Table("letters")!.Column("body")!.Rule);
    }

    [Theory]
    [InlineData("people.name, people.born, author", "people.nam", "names \"people.nam\", which is no column.")]
    [InlineData("people.name, people.born, author", "name", "names \"name\", which is no column.")]
    [InlineData("  people:\n", "  people:\n    issuer: elsewhere\n", "whose table has another issuer.")]
    [InlineData("free-text: { remove: [people.name, people.born, author] }", "free-text: { remove: [] }", "is not a list of texts")]
    [InlineData(", meaning: letter, role: text", "", "lacks its meaning or role")]
    public void Wrong_declaration_is_refused(string from, string to, string expected)
    {
        using var source = new TestSource();
        source.Yaml(Yaml.Replace(from, to, StringComparison.Ordinal)).File("people.csv", People).File("letters.csv", "letter,who,author,body\n");

        Assert.Contains(expected, source.Refused(), StringComparison.Ordinal);
    }
}
