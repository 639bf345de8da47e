# Reads the pixels of an uncompressed DICOM file in little endian (PS3.5 2025e, 7.1 and 8.1). What is compressed is read by Python and .NET.

explicit_little <- "1.2.840.10008.1.2.1"
implicit_little <- "1.2.840.10008.1.2"
long_forms <- c("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV")
undefined <- 4294967295

u16 <- function(bytes, at) as.integer(bytes[at]) + 256L * as.integer(bytes[at + 1L])
u32 <- function(bytes, at) u16(bytes, at) + 65536 * u16(bytes, at + 2L)

# Top-level elements up to the pixels: list of raw values by "gggg,eeee", and the pixels' place.
read_elements <- function(file) {
  if (length(file) < 140L || !identical(rawToChar(file[129:132]), "DICM")) stop("This is no DICOM file.", call. = FALSE)
  found <- list()
  at <- 133
  depth <- 0L
  is_explicit <- TRUE
  while (at + 7 <= length(file)) {
    tag <- sprintf("%04X,%04X", u16(file, at), u16(file, at + 2))
    # The file meta is explicit; the data that follow are what it says.
    if (!startsWith(tag, "0002") && is.null(found$syntax)) {
      found$syntax <- text_of(found[["0002,0010"]])
      if (!found$syntax %in% c(explicit_little, implicit_little)) return(found)
      is_explicit <- found$syntax == explicit_little
    }
    is_item <- startsWith(tag, "FFFE")
    form <- if (is_explicit && !is_item) rawToChar(file[at + 4:5]) else ""
    is_long <- form %in% long_forms
    head <- if (is_long) 12 else 8
    size <- if (is_item || !is_explicit) u32(file, at + 4) else if (is_long) u32(file, at + 8) else u16(file, at + 6)
    at <- at + head
    if (tag %in% c("FFFE,E00D", "FFFE,E0DD")) { depth <- depth - 1L; next }
    if (size == undefined) { depth <- depth + 1L; next }
    if (at + size - 1 > length(file)) stop("The DICOM file ends too early.", call. = FALSE)
    if (depth == 0L && tag == "7FE0,0010") return(c(found, list(pixels = file[seq.int(at, length.out = size)])))
    if (depth == 0L && size > 0 && size <= 256) found[[tag]] <- file[seq.int(at, length.out = size)]
    at <- at + size
  }
  found
}

text_of <- function(value) if (is.null(value)) NULL else gsub("[ \\\\]+$", "", rawToChar(value[value != 0]))
numbers_of <- function(value) if (is.null(value)) NULL else suppressWarnings(as.double(strsplit(text_of(value), "\\", fixed = TRUE)[[1L]]))
number_of <- function(elements, tag, otherwise) { numbers <- numbers_of(elements[[tag]]); if (length(numbers) > 0 && !is.na(numbers[[1L]])) numbers[[1L]] else otherwise }
short_of <- function(elements, tag, otherwise) if (is.null(elements[[tag]])) otherwise else u16(elements[[tag]], 1L)

# A matrix of rows x columns, or an array of rows x columns x frames, in the modality's own units: stored values x rescale slope + intercept
# (PS3.3 2025e, C.11.1). Attributes: spacing (mm between rows, between columns), unit, window (center, width), orientation.
read_pixels <- function(file) {
  elements <- read_elements(file)
  if (!elements$syntax %in% c(explicit_little, implicit_little))
    stop("The image is compressed (", elements$syntax, "), which R does not decode here. A Python or C# cell reads it; #!share brings its values to R.", call. = FALSE)
  rows <- short_of(elements, "0028,0010", 0L)
  columns <- short_of(elements, "0028,0011", 0L)
  allocated <- short_of(elements, "0028,0100", 16L)
  stored <- short_of(elements, "0028,0101", allocated)
  frames <- number_of(elements, "0028,0008", 1)
  count <- rows * columns * frames
  if (is.null(elements$pixels)) stop("The image has no pixels.", call. = FALSE)
  if (short_of(elements, "0028,0002", 1L) != 1L || !allocated %in% c(8L, 16L))
    stop("The pixels are laid out in a way that R does not read here (colours, or other than 8 or 16 bits). A Python or C# cell reads them.", call. = FALSE)
  if (count < 1 || length(elements$pixels) < count * allocated / 8) stop("The image has fewer pixels than it says.", call. = FALSE)
  values <- readBin(elements$pixels, "integer", count, size = allocated %/% 8L, signed = FALSE, endian = "little")
  if (stored < allocated) values <- bitwAnd(values, bitwShiftL(1L, stored) - 1L)
  if (short_of(elements, "0028,0103", 0L) == 1L) values <- ifelse(values >= 2^(stored - 1), values - 2^stored, values)
  values <- values * number_of(elements, "0028,1053", 1) + number_of(elements, "0028,1052", 0)
  # Pixels come row by row, R's matrices are filled column by column.
  shaped <- aperm(array(values, c(columns, rows, frames)), c(2L, 1L, 3L))
  if (frames == 1) dim(shaped) <- c(rows, columns)
  unit <- text_of(elements[["0028,1054"]])
  if (is.null(unit) && identical(text_of(elements[["0008,0060"]]), "CT")) unit <- "HU"
  window <- c(center = number_of(elements, "0028,1050", NA), width = number_of(elements, "0028,1051", NA))
  structure(shaped, spacing = numbers_of(elements[["0028,0030"]]), unit = if (!identical(unit, "US")) unit,
    window = if (!anyNA(window)) window, orientation = numbers_of(elements[["0020,0037"]]))
}
