# HTTP on the session's Unix socket. The socket says who calls, so there is nothing to sign in with.

most_attempts <- 120L

# The body (raw) of the answer; NULL parameters are left out. A refusal is an error of class workbench_refusal.
broker_get <- function(..., accept = "application/json", query = list(), to_file = NULL) {
  path <- Sys.getenv("WORKBENCH_BROKER")
  if (path == "") no_broker("There are no cohorts here: this R does not run in a workbench session.")
  if (!requireNamespace("curl", quietly = TRUE)) no_broker("Cohorts in R need the package curl, which this workbench does not have. Ask the administrator for r-cran-curl.")
  query <- Filter(Negate(is.null), query)
  address <- paste0("http://broker/v1/", paste(vapply(c(...), curl::curl_escape, ""), collapse = "/"))
  if (length(query) > 0) address <- paste0(address, "?", paste0(names(query), "=", vapply(query, function(value) curl::curl_escape(as_text(value)), ""), collapse = "&"))
  for (attempt in seq_len(most_attempts)) {
    handle <- curl::new_handle(unix_socket_path = path, proxy = "")
    curl::handle_setheaders(handle, Accept = accept)
    answer <- tryCatch(
      if (is.null(to_file)) curl::curl_fetch_memory(address, handle) else curl::curl_fetch_disk(address, to_file, handle),
      error = function(error) no_broker(paste0("The workbench's broker does not answer. Restart the kernel; if it stays so, tell the administrator. (", conditionMessage(error), ")")))
    if (answer$status_code == 200L) return(invisible(answer$content))
    problem <- read_problem(if (is.null(to_file)) answer$content else readBin(to_file, "raw", file.info(to_file)$size))
    # A session may make so many calls a second; who reads a thousand images waits for a turn.
    if (!identical(problem$code, "too-many-requests") || attempt == most_attempts) refuse(problem, answer$status_code)
    Sys.sleep(0.5)
  }
}

broker_json <- function(..., query = list(), simplify = TRUE) {
  text <- rawToChar(broker_get(..., query = query))
  Encoding(text) <- "UTF-8"
  jsonlite::fromJSON(text, simplifyVector = simplify)
}

as_text <- function(value) if (is.numeric(value)) format(value, scientific = FALSE, trim = TRUE) else paste(value, collapse = ",")

read_problem <- function(body) tryCatch(
  { text <- rawToChar(body); Encoding(text) <- "UTF-8"; problem <- jsonlite::fromJSON(text); if (is.list(problem)) problem else list() },
  error = function(error) list())

refuse <- function(problem, status) {
  clause <- problem$clause
  lines <- c(
    if (is.null(problem$detail)) paste("The broker answered", status) else problem$detail,
    if (!is.null(clause)) paste0("Permit ", clause$permit, ", clause ", clause$number, ": ", clause$text),
    problem$nextStep)
  stop(structure(class = c("workbench_refusal", "error", "condition"), list(
    message = paste0(if (!is.null(problem$code)) paste0(problem$code, ": "), paste(lines, collapse = "\n")), call = NULL,
    code = problem$code, clause = clause, next_step = problem$nextStep, status = status)))
}

no_broker <- function(message) stop(structure(class = c("workbench_no_broker", "error", "condition"), list(message = message, call = NULL)))
