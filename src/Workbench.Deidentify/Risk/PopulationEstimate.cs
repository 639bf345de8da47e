namespace Workbench.Deidentify.Risk;

/// <summary>
/// Estimates how well a class of the table hides its members in the population: E(1/F | f), the posterior mean of the inverse of the class's size F in the population, given
/// f of them in a sample of the share p. With F | f negative binomial (Benedetti and Franconi, "Statistical and technological solutions for controlled data
/// dissemination", 1998; the "individual risk" of μ-Argus) it is the integral of w^(f-1) p / (p + (1 - p) w) over w from 0 to 1.
/// </summary>
public static class PopulationEstimate
{
    private const int Intervals = 400;

    /// <param name="size">Patients of the class, at least 1.</param>
    /// <param name="share">Share of the population that is in the table, above 0, at most 1.</param>
    /// <returns>1 / size at a share of 1, less below.</returns>
    public static double InverseSize(int size, double share)
    {
        if (share >= 1)
        {
            return 1.0 / size;
        }

        // The first one closes; the others are smooth enough for Simpson's rule in t with w = t^3, which is dense where small shares bend the curve.
        if (size == 1)
        {
            return share / (1 - share) * -Math.Log(share);
        }

        var sum = 0.0;
        for (var i = 0; i <= Intervals; i++)
        {
            var t = (double)i / Intervals;
            var w = t * t * t;
            var value = Math.Pow(w, size - 1) * share / (share + ((1 - share) * w)) * 3 * t * t;
            sum += value * (i is 0 or Intervals ? 1 : i % 2 == 1 ? 4 : 2);
        }

        return sum / (3 * Intervals);
    }
}
