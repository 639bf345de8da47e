# R reads this when it starts in a session (R_PROFILE_USER): what notebooks may call stands in front of them as if library(workbench) had been
# written, and writing it does no harm.
local({
  folder <- Sys.getenv("WORKBENCH_R", "/opt/r/workbench")
  inner <- new.env(parent = .BaseNamespaceEnv)
  for (file in c("broker.R", "cohort.R", "dicom.R", "images.R", "view.R")) sys.source(file.path(folder, file), inner)
  given <- c("cohorts", "open_cohort", "cohort_table", "cohort_columns", "cohort_describe", "cohort_images", "image_dicom", "image_preview", "image_pixels", "series_volume", "view_volume")
  attach(mget(given, envir = inner), name = "package:workbench", warn.conflicts = FALSE)
  methods <- function(...) {
    for (name in c("print.workbench_cohort", "print.workbench_volume")) registerS3method("print", sub("print.", "", name, fixed = TRUE), inner[[name]], envir = baseenv())
  }
  methods()
  shown <- function(...) for (name in c("repr_text.workbench_cohort", "repr_text.workbench_volume", "repr_png.workbench_preview")) {
    generic <- sub("[.].*", "", name)
    registerS3method(generic, sub("^[^.]*[.]", "", name), inner[[name]], envir = asNamespace("repr"))
  }
  if (isNamespaceLoaded("repr")) shown() else setHook(packageEvent("repr", "onLoad"), shown)
  own <- file.path(Sys.getenv("HOME"), ".Rprofile")
  if (file.exists(own)) sys.source(own, globalenv())
})
