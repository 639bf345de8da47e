# Values of an R child kernel on their way to other languages and back. The .NET kernel runs this once, unseen, when it starts
# the child. Tables travel as files of columns (kernels/dotnet/Workbench.Kernel/Sharing/Tables/ColumnFile.cs describes them),
# everything else as JSON.
.workbench <- local({
  magic <- charToRaw("WBCOLS1\n")

  # R has no whole numbers of 64 bits: two of 32 make a double, exact up to 2^53.
  read_int64 <- function(con, rows) {
    halves <- matrix(readBin(con, "integer", rows * 2L, size = 4L, endian = "little"), nrow = 2L)
    halves[2L, ] * 4294967296 + ifelse(halves[1L, ] < 0, halves[1L, ] + 4294967296, halves[1L, ])
  }

  read_column <- function(con, start, column, rows) {
    seek(con, start + column$values[[1L]])
    values <- switch(column$type,
      float64 = readBin(con, "double", rows, size = 8L, endian = "little"),
      int32 = readBin(con, "integer", rows, size = 4L, endian = "little"),
      int64 = read_int64(con, rows),
      bool = as.logical(readBin(con, "integer", rows, size = 1L)),
      date = as.Date(read_int64(con, rows) / 86400e6, origin = "1970-01-01"),
      time = as.POSIXct(read_int64(con, rows) / 1e6, origin = "1970-01-01", tz = "UTC"),
      text = { texts <- readBin(con, "character", rows); Encoding(texts) <- "UTF-8"; texts },
      stop("unknown type of column: ", column$type))
    if (!is.null(column$missing)) {
      seek(con, start + column$missing[[1L]])
      values[readBin(con, "integer", rows, size = 1L) != 0L] <- NA
    }
    values
  }

  take_table <- function(name, path) {
    con <- file(path, "rb")
    on.exit(close(con))
    if (!identical(readBin(con, "raw", 8L), magic)) stop("this is no file of columns")
    size <- readBin(con, "integer", 2L, size = 4L, endian = "little")[[1L]]
    text <- readBin(con, "raw", size)
    header <- jsonlite::fromJSON(rawToChar(text), simplifyVector = FALSE)
    columns <- lapply(header$columns, function(column) read_column(con, 16 + size, column, header$rows))
    names(columns) <- vapply(header$columns, function(column) column$name, "")
    assign(name, structure(columns, class = "data.frame", row.names = .set_row_names(header$rows)), envir = .GlobalEnv)
    invisible()
  }

  take_json <- function(name, path) {
    text <- readChar(path, file.info(path)$size, useBytes = TRUE)
    Encoding(text) <- "UTF-8"
    assign(name, jsonlite::fromJSON(text), envir = .GlobalEnv)
    invisible()
  }

  bytes_of <- function(values) {
    if (is.factor(values)) values <- as.character(values)
    if (inherits(values, "Date")) return(list("date", writeBin(as.double(values) * 86400e6, raw(), size = 8L)))
    if (inherits(values, "POSIXt")) return(list("time", writeBin(as.double(as.POSIXct(values)) * 1e6, raw(), size = 8L)))
    if (is.logical(values)) return(list("bool", as.raw(ifelse(is.na(values), 0L, as.integer(values)))))
    if (is.integer(values)) return(list("int32", writeBin(values, raw(), size = 4L, endian = "little")))
    if (is.double(values)) return(list("float64", writeBin(as.double(values), raw(), size = 8L, endian = "little")))
    if (is.character(values)) return(list("text", writeBin(enc2utf8(ifelse(is.na(values), "", values)), raw())))
    stop("a column of class ", class(values)[[1L]], " is neither numbers, texts, truth values, dates nor times")
  }

  write_table <- function(frame, path) {
    buffers <- list()
    position <- 0
    add <- function(bytes) {
      place <- c(position, length(bytes))
      padded <- c(bytes, raw(-length(bytes) %% 8))
      buffers[[length(buffers) + 1L]] <<- padded
      position <<- position + length(padded)
      place
    }
    columns <- lapply(names(frame), function(name) {
      values <- frame[[name]]
      bytes <- bytes_of(values)
      missing <- is.na(values)
      # Days and microseconds come as doubles, in which they are exact; the type says so.
      list(name = jsonlite::unbox(name), type = jsonlite::unbox(if (bytes[[1L]] %in% c("date", "time")) paste0(bytes[[1L]], "-double") else bytes[[1L]]),
        values = add(bytes[[2L]]), missing = if (any(missing)) add(as.raw(missing)) else NULL)
    })
    header <- charToRaw(jsonlite::toJSON(list(rows = jsonlite::unbox(nrow(frame)), columns = columns), null = "null", digits = NA))
    header <- c(header, rep(charToRaw(" "), -length(header) %% 8))
    con <- file(path, "wb")
    on.exit(close(con))
    writeBin(magic, con)
    writeBin(c(length(header), 0L), con, size = 4L, endian = "little")
    writeBin(header, con)
    for (buffer in buffers) writeBin(buffer, con)
  }

  give <- function(name, path) {
    if (!exists(name, envir = .GlobalEnv, inherits = FALSE)) return(list(kind = "missing"))
    value <- get(name, envir = .GlobalEnv)
    tryCatch({
      if (is.data.frame(value)) {
        write_table(value, path)
        list(kind = "table")
      } else if (is.function(value) || is.environment(value)) {
        stop("a ", class(value)[[1L]], " is no data")
      } else {
        list(kind = "json", document = as.character(jsonlite::toJSON(value, auto_unbox = TRUE, null = "null", na = "null", digits = NA)))
      }
    }, error = function(error) list(kind = "refused", reason = paste0("'", name, "' cannot go to another language: ", conditionMessage(error))))
  }

  variables <- function() {
    names <- ls(.GlobalEnv)
    names <- names[!vapply(names, function(name) is.function(get(name, envir = .GlobalEnv)), TRUE)]
    lapply(names, function(name) {
      value <- get(name, envir = .GlobalEnv)
      shape <- if (!is.null(dim(value))) paste(dim(value), collapse = " \u00d7 ") else if (length(value) != 1L) as.character(length(value)) else NULL
      preview <- paste(utils::capture.output(utils::str(value, give.head = FALSE, vec.len = 5, list.len = 5)), collapse = " ")
      list(name = name, type = class(value)[[1L]], shape = shape, preview = substr(gsub("\\s+", " ", trimws(preview)), 1L, 200L))
    })
  }

  answer <- function(content, path) {
    con <- file(path, "wb")
    on.exit(close(con))
    writeBin(charToRaw(enc2utf8(as.character(jsonlite::toJSON(content, auto_unbox = TRUE, null = "null")))), con)
  }

  environment()
})
