# Images of a cohort: the list, pixels as matrices, series as arrays.

most_of_a_call <- 24L

#' The images that the permit lets through as a data frame, a row per image: patient (pseudonym, as in the tables), image (its number), study, series,
#' instance (by place, from 1), modality, rows, columns, frames, spacings in mm. It takes a permit of level images.
cohort_images <- function(cohort, filter = NULL) {
  named <- vapply(cohort$tables, function(table) table$name, "")
  if (!"images" %in% named) stop("The cohort ", cohort$name, " has no images under your permit. Request level images for its table \"images\".", call. = FALSE)
  images <- cohort_table(cohort, "images", filter = filter)
  if (!all(c("patient", "image") %in% names(images)))
    stop("Your permit leaves out the columns patient and image of the table images, by which images are found. Request them.", call. = FALSE)
  images[order(images$image), , drop = FALSE]
}

#' An image as a DICOM file (raw).
image_dicom <- function(cohort, image) broker_get("cohorts", cohort$name, "images", as_text(image), accept = "application/dicom", query = list(version = cohort$version))

#' A small picture of an image (raw, PNG); as the last value of a cell it is shown.
image_preview <- function(cohort, image) structure(
  broker_get("cohorts", cohort$name, "images", as_text(image), "preview", accept = "image/png", query = list(version = cohort$version)), class = "workbench_preview")

#' The values of an image as a matrix of rows x columns (several frames: an array of rows x columns x frames); for CT in Hounsfield units.
#' attr(, "spacing"): mm between rows and between columns; attr(, "unit"): "HU" or NULL.
image_pixels <- function(cohort, image) read_pixels(image_dicom(cohort, image))

#' The images of one series as an array of rows x columns x slices, by place; for CT in Hounsfield units.
#' images: rows of cohort_images() of one patient, study and series. attr(, "spacing"): mm between rows, columns and slices.
series_volume <- function(cohort, images) {
  of <- intersect(c("patient", "study", "series"), names(images))
  if (nrow(images) == 0L || nrow(unique(images[of])) != 1L) stop("Give the images of one patient, study and series: rows of cohort_images() of which ", paste(of, collapse = ", "), " are the same.", call. = FALSE)
  if (!is.null(images$instance)) images <- images[order(images$instance, images$image), , drop = FALSE]
  slices <- lapply(image_files(cohort, images$image), read_pixels)
  if (length(unique(lapply(slices, dim))) != 1L || length(dim(slices[[1L]])) != 2L) stop("The images of the series differ in size or have several frames, so that they are no volume. Read them one by one by image_pixels().", call. = FALSE)
  first <- slices[[1L]]
  steps <- if (is.null(images$position_z)) numeric() else abs(diff(images$position_z))
  steps <- sort(steps[!is.na(steps) & steps > 0])
  between <- if (length(steps) > 0L) steps[[length(steps) %/% 2L + 1L]] else if (is.null(images$slice_thickness)) NA_real_ else images$slice_thickness[[1L]]
  spacing <- attr(first, "spacing")
  structure(array(unlist(slices), c(dim(first), length(slices))), spacing = c(if (length(spacing) == 2L) spacing else c(NA, NA), between), positions = images$position_z,
    unit = attr(first, "unit"), window = attr(first, "window"), orientation = attr(first, "orientation"),
    title = paste0(c(images$modality, "Images")[[1L]], " of ", images$patient[[1L]], if (!is.null(images$series)) paste0(", study ", images$study[[1L]], ", series ", images$series[[1L]])),
    class = "workbench_volume")
}

# DICOM files in the order of the numbers; the broker answers as many at once as fit, at least one.
image_files <- function(cohort, numbers) {
  files <- list()
  while (length(files) < length(numbers)) {
    asked <- utils::head(numbers[-seq_along(files)], most_of_a_call)
    if (length(files) == 0L) asked <- utils::head(numbers, most_of_a_call)
    archive <- broker_get("cohorts", cohort$name, "images", accept = "application/x-tar", query = list(numbers = vapply(asked, as_text, ""), version = cohort$version))
    entries <- read_tar(archive)
    if (length(entries) == 0L || !identical(names(entries), paste0(vapply(asked[seq_along(entries)], as_text, ""), ".dcm"))) stop("The broker sent other images than were asked for.", call. = FALSE)
    files <- c(files, unname(entries))
  }
  files
}

# The files of a tar archive by name (POSIX.1-1988 ustar: blocks of 512 bytes, name at 0, size in octal digits at 124).
read_tar <- function(archive) {
  files <- list()
  at <- 1
  while (at + 511 <= length(archive) && archive[[at]] != 0) {
    text <- function(from, to) { bytes <- archive[seq.int(at + from, at + to)]; rawToChar(bytes[bytes != 0]) }
    size <- strtoi(trimws(text(124, 135)), base = 8L)
    files[[text(0, 99)]] <- archive[seq.int(at + 512, length.out = size)]
    at <- at + 512 + ceiling(size / 512) * 512
  }
  files
}
