using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Client.Formatting;
using Workbench.Client.Tests.Broker;

namespace Workbench.Client.Tests.Formatting;

[Collection(BrokerCollection.Name)]
public class RefusalDisplayTests(BrokerFixture fixture)
{
    static RefusalDisplayTests() => ClientFormatters.Register();

    [Fact]
    public void Refusal_is_a_calm_box_with_code_clause_and_next_step()
    {
        Assert.NotNull(fixture.Broker);
        var refusal = Assert.Throws<CohortRefusedException>(() => Cohorts.Open("refused"));

        Assert.Equal(["text/html", "text/plain"], ClientFormatters.MimeTypesFor(refusal).Order());
        Assert.Equal(
            "<div class=\"wb-refusal\" role=\"note\"><p class=\"wb-refusal-title\">Your permit for lung was revoked.</p><dl>"
            + "<dt class=\"wb-term\">Asked for</dt><dd class=\"wb-detail\">the cohort refused</dd>"
            + "<dt class=\"wb-term\">Clause 5</dt><dd class=\"wb-detail\">The steward may end this permit at any time &lt;b&gt;.</dd>"
            + "<dt class=\"wb-term\">What to do</dt><dd class=\"wb-detail\">Ask the steward, or request access again.</dd>"
            + "<dt>Code</dt><dd><code class=\"wb-code\">permit-revoked</code></dd></dl></div>",
            refusal.ToDisplayString("text/html"));
        Assert.Equal(refusal.Message, refusal.ToDisplayString("text/plain"));
        Assert.IsAssignableFrom<IExplainedFailure>(refusal);
    }

    [Fact]
    public void Refusal_without_clause_or_next_step_leaves_the_lines_out()
    {
        var html = new CohortRefusedException("the cohort x", "no-permit", "You have no permit.", null, null).ToDisplayString("text/html");

        Assert.DoesNotContain("Clause", html);
        Assert.DoesNotContain("What to do", html);
        Assert.Contains("no-permit", html);
    }

    [Fact]
    public void Missing_broker_is_explained_in_the_same_way()
    {
        var failure = Assert.Throws<BrokerUnavailableException>(() => Client.Broker.BrokerConnection.At(null));

        Assert.Contains("<p class=\"wb-refusal-title\">No cohort can be opened here", failure.ToDisplayString("text/html"));
        Assert.Equal(failure.Message, failure.ToDisplayString("text/plain"));
    }

    [Fact]
    public void Cohorts_tables_dictionary_and_figures_are_small_tables()
    {
        var cohorts = Cohorts.List().ToDisplayString("text/html");
        var lung = Cohorts.Open("lung");
        var cohort = lung.ToDisplayString("text/html");
        var dictionary = lung.Dictionary().ToDisplayString("text/html");
        var figures = lung.Describe().ToDisplayString("text/html");

        Assert.Contains("Lung &lt;cancer&gt;", cohorts);
        Assert.Contains("rows until 2027-03-31", cohorts);
        Assert.Contains("none: request it on its page", cohorts);
        Assert.Contains("lung, version 3", cohort);
        Assert.Contains("Permit permit-1: rows until 2027-03-31. Survival by sex", cohort);
        Assert.Contains("age &lt;at&gt; enrolment", dictionary);
        Assert.Contains("withheld", dictionary);
        Assert.Contains("255.5", figures);
        Assert.Contains("1 (138), 2 (90), 1 withheld", figures);
        Assert.Contains("fewer than 10 patients are withheld", figures);
        Assert.Contains("survival time", lung.Table("patients").ToDisplayString("text/plain"));
        Assert.Contains("patients", lung.Tables.ToDisplayString("text/plain"));
    }
}
