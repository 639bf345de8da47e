using Workbench.Governance.Cohorts;

namespace Workbench.Server.Demo;

/// <summary>
/// The cohorts of the demo. The clinical values are real and public, cited in each description; the identities that
/// de-identification removes from them are made up.
/// </summary>
internal static class DemoCohorts
{
    /// <summary>Name of the cohort is also the name of its source in the raw store.</summary>
    public static readonly IReadOnlyList<CohortDescription> All =
    [
        new("lung", "Advanced lung cancer, survival", "Lung cancer",
            "228 patients with advanced lung cancer: survival in days, age, sex, performance status as judged by physician and patient, "
            + "calories at meals and weight loss in the last six months. Good for Kaplan-Meier curves and Cox models. "
            + "Real public data of the North Central Cancer Treatment Group, with made-up identities laid over them. "
            + "Source: Loprinzi CL et al., J Clin Oncol 12(3):601-607, 1994.",
            "Demo Lung Trial Office"),
        new("breast", "Breast cancer: follow-up and cytology", "Breast cancer",
            "Two tables of different patients. rotterdam: 2,982 primary breast cancers with tumour size, grade, nodes, receptors, "
            + "treatment, recurrence and death. wdbc: 569 fine-needle aspirates with 30 measurements of cell nuclei and the diagnosis, "
            + "benign or malignant. Good for survival models and for classification. "
            + "Real public data with made-up identities laid over them. "
            + "Sources: Royston P, Altman DG, BMC Med Res Methodol 13:33, 2013; Street WN, Wolberg WH, Mangasarian OL, SPIE 1905, 1993.",
            "Demo Breast Cancer Registry"),
        new("colorectal", "Adjuvant treatment of colon cancer", "Colorectal cancer",
            "929 patients of a trial of levamisole and fluorouracil after resection of stage B/C colon cancer: treatment, obstruction, "
            + "perforation, nodes, differentiation, extent; recurrence and death as two rows per patient. Good for comparing treatments. "
            + "Real public data with made-up identities laid over them. "
            + "Sources: Moertel CG et al., N Engl J Med 322:352-358, 1990; Ann Intern Med 122:321-326, 1991.",
            "Demo Colon Trial Centre"),
        new("prostate", "Stage C prostate cancer, progression", "Prostate cancer",
            "146 patients with stage C prostate cancer: time to progression, age, grade, Gleason score, early endocrine therapy and "
            + "DNA ploidy by flow cytometry. Small: many groups stay below the threshold. "
            + "Real public data with made-up identities laid over them. "
            + "Source: Nativ O et al., 1988, as distributed with the R package rpart (stagec).",
            "Demo Urology Clinic"),
    ];
}
