# A volume in the page's viewer: numbers and words, no markup and no script (kernels/python/workbench/_view.py is the same for Python).

series_type <- "application/vnd.workbench.image-series+json"
most_pixels <- 4 * 1024 * 1024

#' Shows a volume of series_volume() in the page, to be scrolled through. window: c(center, width); for CT lung is c(-600, 1500).
view_volume <- function(volume, window = attr(volume, "window"), title = attr(volume, "title")) IRdisplay::publish_mimebundle(bundle_of(volume, window, title))

bundle_of <- function(volume, window, title) {
  size <- dim(volume)
  # At most so many pixels are sent: every n-th row and column, then every n-th slice. The array of the cell stays as it is.
  step <- 1
  while (prod(ceiling(size[1:2] / step)) * size[[3L]] > most_pixels && max(size[1:2]) / step > 256) step <- step * 2
  shown <- unclass(volume)[seq(1, size[[1L]], by = step), seq(1, size[[2L]], by = step), , drop = FALSE]
  every <- max(1, ceiling(length(shown) / most_pixels))
  slices <- seq(1, size[[3L]], by = every)
  shown <- shown[, , slices, drop = FALSE]
  range <- range(shown)
  is_whole <- all(shown == round(shown)) && range[[1L]] >= -32768 && range[[2L]] <= 32767
  slope <- if (is_whole) 1 else max(diff(range), 1e-9) / 65535
  intercept <- if (is_whole) 0 else mean(range)
  stored <- pmin(32767, pmax(-32768, round((shown - intercept) / slope)))
  bytes <- writeBin(as.integer(aperm(array(stored, dim(shown)), c(2L, 1L, 3L))), raw(), size = 2L, endian = "little")
  spacing <- attr(volume, "spacing")
  positions <- attr(volume, "positions")
  one <- jsonlite::unbox
  data <- list(version = one(1), title = one(title), rows = one(dim(shown)[[1L]]), columns = one(dim(shown)[[2L]]), spacing = spacing[1:2] * step, slices = slices,
    positions = if (is.null(positions)) rep(NA_real_, length(slices)) else positions[slices], of = one(size[[3L]]),
    window = if (is.null(window)) c(mean(range), max(1, diff(range))) else unname(window), unit = if (is.null(attr(volume, "unit"))) NULL else one(attr(volume, "unit")),
    note = if (step * every == 1) NULL else one(paste0("Shown here with one row and column of ", step, " and one slice of ", every, "; the data of the cell are whole.")),
    orientation = as.numeric(attr(volume, "orientation")), inverted = one(FALSE), slope = one(slope), intercept = one(intercept), encoding = one("int16-zlib"),
    pixels = one(jsonlite::base64_enc(memCompress(bytes, "gzip")))) # what R calls gzip is zlib (RFC 1950)
  stats::setNames(list(jsonlite::fromJSON(jsonlite::toJSON(Filter(Negate(is.null), data), na = "null", digits = NA), simplifyVector = FALSE), paste0(title, ": ", size[[3L]], " slices of ", size[[1L]], " x ", size[[2L]], " pixels")), c(series_type, "text/plain"))
}

print.workbench_volume <- function(x, ...) { cat("<volume of ", paste(dim(x), collapse = " x "), ": ", attr(x, "title"), ">\n", sep = ""); invisible(x) }

repr_text.workbench_volume <- function(obj, ...) paste(utils::capture.output(print(obj)), collapse = "\n")

repr_png.workbench_preview <- function(obj, ...) unclass(obj)
