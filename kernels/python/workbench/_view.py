"""A series as the page's viewer takes it: numbers and words, no markup and no script."""

import base64
import math
import struct
import zlib
from typing import NamedTuple

MIME_TYPE = "application/vnd.workbench.image-series+json"

# What is sent to the page at most, so that a notebook stays small. Larger series are halved in resolution as often as it takes, down to 256
# pixels, and then every n-th slice is shown. The arrays that a cell computes with stay as they are.
MOST_PIXELS = 4 * 1024 * 1024
_SMALLEST_LONG_SIDE = 256


class Window(NamedTuple):
    """Which values are black and white: center - width / 2 and center + width / 2. For CT in Hounsfield units."""

    center: float
    width: float


LUNG = Window(-600, 1500)
SOFT_TISSUE = Window(40, 400)
BONE = Window(480, 2500)


class SeriesView:
    """A viewer as the last value of a cell, or by display(). Made by ``series.view()`` or ``volume.view()``."""

    def __init__(self, array, spacing, positions, window, unit, inverted, title, orientation=None):
        count, rows, columns = array.shape
        factor = 1
        while count * (rows // factor) * (columns // factor) > MOST_PIXELS and max(rows, columns) // factor > _SMALLEST_LONG_SIDE:
            factor *= 2
        step = max(1, math.ceil(count * (rows // factor) * (columns // factor) / MOST_PIXELS))
        shown = array[::step]
        if factor > 1:
            rows, columns = rows // factor, columns // factor
            shown = shown[:, :rows * factor, :columns * factor].reshape(len(shown), rows, factor, columns, factor).mean((2, 4))
        least, most = float(shown.min()), float(shown.max())
        self.window = Window(*window) if window else Window((least + most) / 2, max(1.0, most - least))
        self.title, self._shape, self._unit, self._inverted = title, array.shape, unit, inverted
        self._middle = shown[len(shown) // 2]
        is_whole = bool((shown == shown.round()).all()) and least >= -32768 and most <= 32767
        slope, intercept = (1, 0) if is_whole else (max(most - least, 1e-9) / 65535, (least + most) / 2)
        stored = ((shown.astype("float64") - intercept) / slope).round().clip(-32768, 32767).astype("<i2")
        resolution = f"at 1/{factor} of the resolution" if factor > 1 else "in full resolution"
        places = list(range(0, count, step))
        self._data = {
            "version": 1, "title": title, "rows": rows, "columns": columns,
            "spacing": [None if mm is None else mm * factor for mm in spacing],
            "slices": [place + 1 for place in places], "positions": [positions[place] for place in places], "of": count,
            "window": [self.window.center, self.window.width], "unit": unit,
            "note": None if factor == step == 1 else
                    f"Shown here {resolution}{f', one slice of {step}' if step > 1 else ''}; the data of the cell are whole.",
            "orientation": list(orientation or []), "inverted": inverted, "slope": slope, "intercept": intercept, "encoding": "int16-zlib",
            "pixels": base64_of(zlib.compress(stored.tobytes())),
        }

    def png(self) -> bytes:
        """The middle slice through the window, for where there is no viewer."""
        low = self.window.center - self.window.width / 2
        share = ((self._middle - low) / self.window.width).clip(0, 1)
        return png((255 * (1 - share if self._inverted else share)).round().astype("uint8"))

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {MIME_TYPE: self._data, "image/png": base64_of(self.png()), "text/plain": repr(self)}

    def __repr__(self) -> str:
        slices, rows, columns = self._shape
        unit = f" {self._unit}" if self._unit else ""
        return f"{self.title}: {slices} slices of {rows} x {columns} pixels, window {self.window.center:g} ± {self.window.width / 2:g}{unit}"


def png(greys) -> bytes:
    """A grey PNG (ISO/IEC 15948) of an array of bytes, rows x columns."""
    rows, columns = greys.shape
    lines = b"".join(b"\0" + greys[row].tobytes() for row in range(rows))
    return b"\x89PNG\r\n\x1a\n" + b"".join((
        _chunk(b"IHDR", struct.pack(">IIBBBBB", columns, rows, 8, 0, 0, 0, 0)), _chunk(b"IDAT", zlib.compress(lines)), _chunk(b"IEND", b"")))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
