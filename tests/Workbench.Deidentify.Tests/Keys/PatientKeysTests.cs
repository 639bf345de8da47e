using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Keys;

public sealed class PatientKeysTests
{
    [Fact]
    public void Pseudonym_is_the_one_that_was_always_given()
    {
        // Fixed by an independent computation (Python's hmac): snapshots of later versions must keep their links.
        Assert.Equal("bhsshkrlsftdltstnmrrfggn", TestSource.Key().Patient("clinic", "H1"));
        Assert.Equal(-71, TestSource.Key().ShiftDays("clinic", "H1"));
    }

    [Fact]
    public void Pseudonym_has_24_consonants_and_nothing_that_reads_as_a_date_or_word() =>
        Assert.All(Enumerable.Range(0, 200).Select(i => TestSource.Key().Patient("clinic", $"H{i}")), p => Assert.Matches("^[bcdfghjklmnpqrst]{24}$", p));

    [Theory]
    [InlineData("clinic", "H2")]
    [InlineData("clinicH", "1")]
    [InlineData("clini", "cH1")]
    [InlineData("other", "H1")]
    public void Other_patients_get_other_pseudonyms(string issuer, string id) =>
        Assert.NotEqual(TestSource.Key().Patient("clinic", "H1"), TestSource.Key().Patient(issuer, id));

    [Fact]
    public void Other_keys_give_other_pseudonyms_and_shifts()
    {
        var shifts = Enumerable.Range(0, 100).Select(i => (TestSource.Key(1).ShiftDays("c", $"{i}"), TestSource.Key(2).ShiftDays("c", $"{i}")));

        Assert.NotEqual(TestSource.Key(1).Patient("c", "H1"), TestSource.Key(2).Patient("c", "H1"));
        Assert.Contains(shifts, s => s.Item1 != s.Item2);
    }

    [Fact]
    public void Uses_are_separated_from_each_other()
    {
        var keys = TestSource.Key();

        Assert.NotEqual(keys.Patient("c", "H1"), keys.Other("patient", "c", "H1"));
        Assert.NotEqual(keys.Other("visit", "c", "H1"), keys.Other("sample", "c", "H1"));
        Assert.NotEqual(Digest(keys.RowDigests("t"), "a", "bc"), Digest(keys.RowDigests("t"), "ab", "c"));
        Assert.NotEqual(Digest(keys.RowDigests("t"), "a"), Digest(keys.RowDigests("u"), "a"));
        Assert.NotEqual(Digest(keys.RowDigests("t"), "a"), Digest(TestSource.Key(9).RowDigests("t"), "a"));
        Assert.Equal(Digest(keys.RowDigests("t"), "a"), Digest(TestSource.Key().RowDigests("t"), "a"));
    }

    [Fact]
    public void Cache_gives_what_the_keys_give_however_many_it_has_forgotten()
    {
        var (keys, cache) = (TestSource.Key(), new PatientCache(TestSource.Key(), "c"));

        Assert.All(Enumerable.Range(0, 6000).Concat(Enumerable.Range(0, 500)), i =>
        {
            var entry = cache.Find($"H{i}");
            Assert.Equal((keys.Patient("c", $"H{i}"), keys.ShiftDays("c", $"H{i}")), (entry.Pseudonym, entry.ShiftDays));
        });
    }

    [Fact]
    public void Leading_bits_order_pseudonyms_as_their_letters_do()
    {
        var pseudonyms = Enumerable.Range(0, 500).Select(i => TestSource.Key().Patient("c", $"H{i}")).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(pseudonyms.Select(PatientKeys.LeadingBits).Order(), pseudonyms.Select(PatientKeys.LeadingBits));
        Assert.All(pseudonyms, p => Assert.InRange(PatientKeys.LeadingBits(p), 0, 255));
    }

    private static UInt128 Digest(RowDigest digests, params string[] parts)
    {
        var (message, at) = (Array.Empty<byte>(), 0);
        foreach (var part in parts)
        {
            at = RowDigest.Add(ref message, at, part);
        }

        return digests.Of(message.AsSpan(0, at));
    }

    [Fact]
    public void Shifts_are_whole_days_in_both_directions_up_to_a_year_and_never_zero()
    {
        var shifts = Enumerable.Range(0, 20_000).Select(i => TestSource.Key().ShiftDays("c", $"H{i}")).ToHashSet();

        Assert.Equal(730, shifts.Count);
        Assert.DoesNotContain(0, shifts);
        Assert.Equal((-365, 365), (shifts.Min(), shifts.Max()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Key_of_another_length_is_a_bug(int length) =>
        Assert.Throws<ArgumentException>(() => new PatientKeys(new byte[length]));
}
