using Workbench.Deidentify.Texts;

namespace Workbench.Deidentify.Tests.Texts;

/// <summary>What goes out of free text, and what has to stay: removing too much is a fault too.</summary>
public sealed class OwnIdentifiersTests
{
    private static readonly OwnIdentifiers Patient = new(
        ["Zorabella Testmoor-Quill", "Jörg", "HN-004711", "+49 30 9876543", "12 Kvartzstraße, Blixenby", "zora@blixen.example", "Li"],
        [new DateOnly(1931, 3, 7)]);

    [Theory]
    [InlineData("Seen: Zorabella Testmoor-Quill today.", "Seen: *** today.")]
    [InlineData("TESTMOOR-QUILL, ZORABELLA was seen", "***, *** was seen")]
    [InlineData("Mrs Testmoor's left lung", "Mrs *** left lung")]
    [InlineData("Z. Quill came alone", "*** came alone")]
    [InlineData("her brother Joerg, or JÖRG, or Jorg", "her brother ***, or ***, or ***")]
    [InlineData("no. HN004711, HN 004711, hn-004711, 4711", "no. ***, ***, ***, ***")]
    [InlineData("call 030 / 98 76 543", "call ***")]
    [InlineData("lives in Blixenby, Kvartzstrasse 12", "lives in ***, *** 12")]
    [InlineData("write to zora@blixen.example", "write to ***")]
    [InlineData("born 1931-03-07, 7.3.1931, 07/03/31, March 7th, 1931", "born ***, ***, ***, ***")]
    [InlineData("geboren am 7. März 1931, im Maerz 1931", "geboren am ***, im ***")]
    [InlineData("née le 7 mars 1931, 7 de marzo de 1931", "née le ***, ***")]
    [InlineData("her birthday, 7 March", "her birthday, ***")]
    [InlineData("Li walked", "*** walked")]
    [InlineData("seen on 12. Oktober 2019 and Oct 13, 2019", "seen on *** and ***")]
    [InlineData("(Testmoor)", "(***)")]
    public void Own_identifier_is_removed_in_many_spellings(string text, string expected) => Assert.Equal(expected, Patient.Remove(text));

    [Theory]
    [InlineData("Adenocarcinoma of the left upper lobe, 23 x 17 mm, stage IIIA.")]
    [InlineData("Das Ende der Therapie, die von der Patientin gewünscht war")]
    [InlineData("FEV1 is 2.31 l, 81 % of predicted; 20 pack years; ECOG 1")]
    [InlineData("quilling of the line, li and zo in small letters")]
    [InlineData("a haus and a street; and then 12 more")]
    [InlineData("")]
    public void Everything_else_stays(string text) => Assert.Equal(text, Patient.Remove(text));

    [Fact]
    public void Text_of_a_patient_without_identifiers_loses_dates_and_numbers_alone() =>
        Assert.Equal("Testmoor, ***, ***", new OwnIdentifiers([], []).Remove("Testmoor, 1.2.2020, 12345678"));
}
