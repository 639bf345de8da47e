# Cohorts: lists, tables as data frames, figures.

#' All cohorts as a data frame: name, title, disease, patients, version, and access ("none", "requested" or "granted" for you).
cohorts <- function() {
  found <- broker_json("cohorts")$cohorts
  found[intersect(c("name", "title", "disease", "patients", "version", "access"), names(found))]
}

#' Opens a cohort that you have a permit for: the newest version that the permit covers unless one is named.
#' The version is fixed when the cohort is opened; the permit is checked at every read.
open_cohort <- function(name, version = NULL) structure(broker_json("cohorts", name, query = list(version = version), simplify = FALSE), class = "workbench_cohort")

#' A table as a data frame, a row per row: numbers, logical values, Date, POSIXct (UTC) or text, NA where a value is missing.
#' columns: names; filter: a condition such as "age >= 60"; limit: rows at most.
cohort_table <- function(cohort, table = NULL, columns = NULL, filter = NULL, limit = NULL) {
  described <- table_of(cohort, table)
  file <- tempfile(fileext = ".csv")
  on.exit(unlink(file))
  broker_get("cohorts", cohort$name, "tables", described$name, accept = "text/csv", to_file = file,
    query = list(columns = columns, filter = filter, limit = limit, version = cohort$version))
  types <- vapply(described$columns, function(column) column$type, "")
  names(types) <- vapply(described$columns, function(column) column$name, "")
  frame <- utils::read.csv(file, colClasses = "character", na.strings = "", blank.lines.skip = FALSE, check.names = FALSE, encoding = "UTF-8")
  frame[] <- Map(typed, frame, types[names(frame)])
  frame
}

#' The dictionary of a table as a data frame: name, type, unit, meaning, missing.
cohort_columns <- function(cohort, table = NULL) {
  columns <- table_of(cohort, table)$columns
  fields <- c("name", "type", "unit", "meaning", "missing")
  of <- function(field) vapply(columns, function(column) if (is.null(column[[field]])) NA_character_ else as.character(column[[field]]), "")
  as.data.frame(stats::setNames(lapply(fields, of), fields))
}

#' Figures per column, computed by the broker; small groups are suppressed at level "aggregate".
cohort_describe <- function(cohort, table = NULL) broker_json("cohorts", cohort$name, "describe", query = list(table = table, version = cohort$version))

print.workbench_cohort <- function(x, ...) {
  tables <- vapply(x$tables, function(table) paste0(table$name, " (", table$rows, " rows)"), "")
  cat("<cohort ", x$name, " v", x$version, ", level ", x$level, ": ", paste(tables, collapse = ", "), ">\n", sep = "")
  invisible(x)
}

repr_text.workbench_cohort <- function(obj, ...) paste(utils::capture.output(print(obj)), collapse = "\n")

# The table of images lists files; whoever asks for "the rows" means the other one.
table_of <- function(cohort, name) {
  named <- vapply(cohort$tables, function(table) table$name, "")
  rows <- setdiff(named, "images")
  if (is.null(name) && length(rows) == 1L) name <- rows
  if (is.null(name) || !name %in% named) stop("Name one of the tables of ", cohort$name, ": ", paste(named, collapse = ", "), ".", call. = FALSE)
  cohort$tables[[match(name, named)]]
}

# DuckDB's type of a column to R's.
typed <- function(values, type) {
  if (grepl("INT", type)) {
    numbers <- as.double(values)
    if (all(is.na(numbers) | abs(numbers) <= .Machine$integer.max)) as.integer(numbers) else numbers
  } else if (grepl("^(DOUBLE|FLOAT|REAL|DECIMAL)", type)) as.double(values)
  else if (type == "BOOLEAN") as.logical(values)
  else if (type == "DATE") as.Date(values)
  else if (grepl("^TIMESTAMP", type)) as.POSIXct(values, tz = "UTC", format = "%Y-%m-%d %H:%M:%OS")
  else values
}
