"""Stored values of a DICOM image as numpy arrays.

Debian's pydicom reads what is not compressed and RLE, GDCM decodes JPEG and JPEG 2000. JPEG-LS is decoded by CharLS here: GDCM 3.0.21 gives
numbers that are not the image's, without an error, for some JPEG-LS streams that CharLS reads.
"""

import ctypes

_NATIVE = ("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2")
_RLE = ("1.2.840.10008.1.2.5",)
_JPEG = ("1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70")
_JPEG_LS = ("1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81")
_JPEG_2000 = ("1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91")
_BYTES_AFTER_THE_END = 12


def stored_values(dataset):
    """rows x columns, or frames x rows x columns, of whole numbers; with three samples a pixel one axis more."""
    syntax = dataset.file_meta.TransferSyntaxUID
    if syntax in _NATIVE:
        return _used_bits(dataset, dataset.pixel_array)
    if syntax not in _RLE + _JPEG + _JPEG_LS + _JPEG_2000:
        raise ValueError(f"Pixels of the transfer syntax {syntax} are not decoded in Python here. A C# cell decodes JPEG 2000 in its form of high throughput.")
    if dataset.BitsAllocated == 1:
        raise ValueError("Images of one bit a pixel are not decoded here when they are compressed.")  # GDCM would end this kernel
    if syntax in _JPEG:
        _check_jpeg(dataset)
    return _jpeg_ls(dataset) if syntax in _JPEG_LS else dataset.pixel_array


def _check_jpeg(dataset):
    """GDCM answers a frame that it cannot decode with whatever lies in memory: each frame has to begin as one of the image's size (ITU-T T.81, B.2.2)."""
    from pydicom.encaps import generate_pixel_data_frame
    frames = int(dataset.get("NumberOfFrames", 1) or 1)
    described, found = (dataset.Rows, dataset.Columns, dataset.SamplesPerPixel), 0
    for frame in generate_pixel_data_frame(dataset.PixelData, frames):
        place, size = 2, None
        while frame[:2] == b"\xff\xd8" and place + 10 <= len(frame) and frame[place] == 0xff and frame[place + 1] != 0xda:
            if frame[place + 1] in (0xc0, 0xc1, 0xc2, 0xc3):
                size = (int.from_bytes(frame[place + 5:place + 7], "big"), int.from_bytes(frame[place + 7:place + 9], "big"), frame[place + 9])
            place += 2 + int.from_bytes(frame[place + 2:place + 4], "big")
        if size != described:
            raise ValueError("A JPEG frame is broken or has another size than the image.")
        found += 1
    if found != frames:
        raise ValueError("The image has fewer frames than it says.")


def is_rgb(dataset) -> bool:
    """What the decoded samples are: JPEG 2000 undoes its own transform (PS3.5 2025e, 8.2.4)."""
    photometric = dataset.PhotometricInterpretation
    return photometric == "RGB" or (photometric in ("YBR_ICT", "YBR_RCT") and dataset.file_meta.TransferSyntaxUID in _JPEG_2000)


def _used_bits(dataset, stored):
    """Bits above those stored mean nothing (PS3.5 2025e, 8.1.1)."""
    import numpy
    bits, allocated = dataset.BitsStored, dataset.BitsAllocated
    if bits >= allocated or stored.dtype.kind not in "iu":
        return stored
    values = stored.astype(numpy.int64) & ((1 << bits) - 1)
    if dataset.PixelRepresentation == 1:
        values -= (values >> (bits - 1)) << bits
    return values


def _jpeg_ls(dataset):
    import numpy
    from pydicom.encaps import generate_pixel_data_frame
    frames = int(dataset.get("NumberOfFrames", 1) or 1)
    shape = (dataset.Rows, dataset.Columns) + ((dataset.SamplesPerPixel,) if dataset.SamplesPerPixel > 1 else ())
    kind = f"<{'i' if dataset.PixelRepresentation == 1 else 'u'}{dataset.BitsAllocated // 8}"
    size = dataset.Rows * dataset.Columns * dataset.SamplesPerPixel * (dataset.BitsAllocated // 8)
    decoded = []
    for frame in generate_pixel_data_frame(dataset.PixelData, frames):
        samples, by_plane = _decode_jpeg_ls(frame, size, dataset)
        array = numpy.frombuffer(samples, kind)
        planes = (dataset.SamplesPerPixel, dataset.Rows, dataset.Columns)
        decoded.append(numpy.moveaxis(array.reshape(planes), 0, 2) if by_plane and len(shape) == 3 else array.reshape(shape))
    if len(decoded) != frames:
        raise ValueError("The image has fewer frames than it says.")
    return numpy.stack(decoded) if frames > 1 else decoded[0]


class _FrameInfo(ctypes.Structure):
    _fields_ = [("width", ctypes.c_uint32), ("height", ctypes.c_uint32), ("bits", ctypes.c_int32), ("components", ctypes.c_int32)]


def _decode_jpeg_ls(frame: bytes, size: int, dataset) -> tuple:
    """Samples of one frame, and whether they come plane by plane."""
    library = _charls()
    decoder, info, mode, samples = ctypes.c_void_p(library.charls_jpegls_decoder_create()), _FrameInfo(), ctypes.c_int32(), ctypes.create_string_buffer(size)
    try:
        _check(library.charls_jpegls_decoder_set_source_buffer(decoder, frame, ctypes.c_size_t(len(frame))))
        _check(library.charls_jpegls_decoder_read_header(decoder))
        _check(library.charls_jpegls_decoder_get_frame_info(decoder, ctypes.byref(info)))
        described = (dataset.Columns, dataset.Rows, dataset.SamplesPerPixel, dataset.BitsAllocated // 8)
        if (info.width, info.height, info.components, (info.bits + 7) // 8) != described:
            raise ValueError("A JPEG-LS frame has another size than the image.")
        code = library.charls_jpegls_decoder_decode_to_buffer(decoder, samples, ctypes.c_size_t(size), ctypes.c_uint32(0))
        if code != _BYTES_AFTER_THE_END:
            _check(code)
        _check(library.charls_jpegls_decoder_get_interleave_mode(decoder, ctypes.byref(mode)))
        return samples.raw, mode.value == 0
    finally:
        library.charls_jpegls_decoder_destroy(decoder)


def _charls():
    try:
        library = ctypes.CDLL("libcharls.so.2")
    except OSError:
        raise ImportError("JPEG-LS needs CharLS, which is not installed on this workbench; ask the administrator for libcharls2.") from None
    library.charls_jpegls_decoder_create.restype = ctypes.c_void_p
    return library


def _check(code: int):
    if code != 0:
        raise ValueError(f"A JPEG-LS frame is broken (code {code}).")
