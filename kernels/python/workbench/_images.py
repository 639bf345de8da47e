"""Images of a cohort: lists, pixels as numpy arrays, series as volumes.

Pixels travel when they are asked for and are decoded here, in the sandbox (_pixels).
"""

import io
import tarfile
import time
from concurrent.futures import ThreadPoolExecutor

from . import _broker
from ._pixels import is_rgb, stored_values
from ._refusal import Refusal
from ._view import SeriesView, Window, base64_of

_AT_ONCE = 4
_MOST_ATTEMPTS = 120
# Images of one call; so many of 512 x 512 pixels of 16 bits fit into an answer.
_LEAST_BATCH, _MOST_BATCH = 8, 24


class Image:
    """One image. What the permit leaves out is None.

    patient (pseudonym, as in the tables), number, study, series, instance (by place, from 1), modality, rows, columns,
    frames, row_spacing, column_spacing, slice_thickness, position_z (mm), window_center, window_width.
    """

    def __init__(self, cohort, row: dict):
        self._cohort = cohort
        self.number = row.get("image")
        for name in ("patient", "study", "series", "instance", "modality", "rows", "columns", "frames", "row_spacing", "column_spacing",
                     "slice_thickness", "position_z", "window_center", "window_width"):
            setattr(self, name, row.get(name))

    def dicom(self) -> bytes:
        """The image as a DICOM file. It takes a permit of level images."""
        return self._get("application/dicom")

    def preview(self) -> bytes:
        """A small picture as PNG."""
        return self._get("image/png", "preview")

    def dataset(self):
        """The image as a pydicom Dataset."""
        return _pydicom().dcmread(io.BytesIO(self.dicom()))

    def pixels(self):
        """The values as a numpy array of float32: rows x columns, or frames x rows x columns. For CT in Hounsfield units; of colours the luminance."""
        return _values(self.dataset())

    def _get(self, accept: str, *more: str) -> bytes:
        return _patient_get(self._cohort, str(self.number), *more, accept=accept)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {"text/plain": repr(self)} if self.frames == 0 else {"image/png": base64_of(self.preview()), "text/plain": repr(self)}

    def __repr__(self) -> str:
        return f"<{self.modality} image {self.number} of {self.patient}, study {self.study}, series {self.series}, image {self.instance}>"


class Series:
    """The images of one series of one patient, by place. As the last value of a cell it is shown by a viewer."""

    def __init__(self, images: list):
        self.images = sorted(images, key=lambda image: (image.instance or 0, image.number))
        first = self.images[0]
        self.patient, self.study, self.number, self.modality = first.patient, first.study, first.series, first.modality

    def volume(self) -> "Volume":
        """All frames as one block, slice by slice; ValueError when they differ in size."""
        size = min(max(-(-len(self.images) // _AT_ONCE), _LEAST_BATCH), _MOST_BATCH)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            batches = pool.map(_dicoms, (self.images[start:start + size] for start in range(0, len(self.images), size)))
            datasets = [_pydicom().dcmread(io.BytesIO(file)) for batch in batches for file in batch]
        return Volume(self, datasets)

    def view(self, window=None, title: str | None = None) -> SeriesView:
        """A viewer in the page. ``window`` is (center, width); workbench.LUNG, SOFT_TISSUE and BONE are the usual ones of CT."""
        return self.volume().view(window, title)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return self.view()._repr_mimebundle_()

    def __repr__(self) -> str:
        return f"<series {self.number} of study {self.study} of {self.patient}, {len(self.images)} images>"


class Volume:
    """The frames of a series as one block of numbers.

    array: numpy float32, slices x rows x columns, for CT in Hounsfield units. spacing: mm between slices, rows and columns, None where the
    images do not say. positions: place of each slice along the patient's length in mm. unit: "HU" or None. window: the images' own. orientation:
    directions of a row and of a column in the patient, x to the left, y to the back, z to the head (PS3.3 2025e, C.7.6.2.1.1); None where unknown.
    """

    def __init__(self, series: Series, datasets: list):
        import numpy
        frames = [_values(dataset) for dataset in datasets]
        if len({frame.shape[-2:] for frame in frames}) != 1:
            raise ValueError("The frames of the series differ in size, so that they are no volume. Read them one by one by pixels().")
        is_flat = all(frame.ndim == 2 for frame in frames)
        self.array = numpy.concatenate([frame.reshape(-1, *frame.shape[-2:]) for frame in frames])
        self.positions = [image.position_z for image in series.images] if is_flat else [None] * len(self.array)
        known = [place for place in self.positions if place is not None]
        steps = sorted(abs(after - before) for before, after in zip(known, known[1:]) if after != before)
        between = (round(steps[len(steps) // 2], 6) if steps else series.images[0].slice_thickness) if is_flat else None
        first = datasets[0]
        rows, columns = [float(step) for step in first.get("PixelSpacing") or []] or (None, None)
        self.spacing = (between, rows, columns)
        unit = first.get("RescaleType") or ("HU" if first.get("Modality") == "CT" else None)
        self.unit = None if unit == "US" else unit
        self.inverted = first.get("PhotometricInterpretation") == "MONOCHROME1"
        self.window = _window(first)
        directions = [float(part) for part in first.get("ImageOrientationPatient") or []]
        self.orientation = directions if len(directions) == 6 else None
        self._series = series

    @property
    def voxel_volume(self):
        """Volume of one element in cubic millimetres; None where a spacing is not known."""
        return None if None in self.spacing else self.spacing[0] * self.spacing[1] * self.spacing[2]

    def view(self, window=None, title: str | None = None) -> SeriesView:
        series = self._series
        title = title or f"{series.modality or 'Images'} of {series.patient}, study {series.study}, series {series.number}"
        return SeriesView(self.array, self.spacing[1:], self.positions, window or self.window, self.unit, self.inverted, title, self.orientation)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return self.view()._repr_mimebundle_()

    def __repr__(self) -> str:
        return f"<volume of {' x '.join(str(side) for side in self.array.shape)}>"


class ImageList(list):
    """Images of a cohort, in the order of their numbers. Filter it by of_patient and of_modality, or as any list."""

    def of_patient(self, patient: str) -> "ImageList":
        return ImageList(image for image in self if image.patient == patient)

    def of_modality(self, modality: str) -> "ImageList":
        return ImageList(image for image in self if image.modality == modality)

    def series(self) -> list:
        """The images by series, each by place."""
        found = {}
        for image in self:
            found.setdefault((image.patient, image.study, image.series), []).append(image)
        return [Series(images) for images in found.values()]

    def __repr__(self) -> str:
        return f"<{len(self)} images in {len(self.series())} series>"


def read(cohort) -> ImageList:
    if "images" not in cohort.tables:
        raise ValueError(f"The cohort {cohort.name} has no images under your permit. Request level images for its table \"images\".")
    names = {column["name"] for column in cohort.columns("images")}
    if not {"patient", "image"} <= names:
        raise ValueError("Your permit leaves out the columns patient and image of the table images, by which images are found. Request them.")
    rows = sorted(cohort.rows("images"), key=lambda row: row["image"])
    return ImageList(Image(cohort, row) for row in rows)


def _dicoms(images: list) -> list:
    """DICOM files of several images, in few calls: the broker answers as many of them at once as fit."""
    files = []
    while len(files) < len(images):
        asked = images[len(files):]
        if len(asked) == 1:
            files.append(asked[0].dicom())
            break
        numbers = [image.number for image in asked]
        archive = _patient_get(asked[0]._cohort, accept="application/x-tar", numbers=",".join(map(str, numbers)))
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            entries = tar.getmembers()
            if not entries or [entry.name for entry in entries] != [f"{number}.dcm" for number in numbers[:len(entries)]]:
                raise ValueError("The broker sent other images than were asked for.")
            files += [tar.extractfile(entry).read() for entry in entries]
    return files


def _patient_get(cohort, *segments: str, accept: str, **parameters) -> bytes:
    """A session may make so many calls a second; who reads thousands of images waits for its turn."""
    for attempt in range(_MOST_ATTEMPTS + 1):
        try:
            return _broker.get("cohorts", cohort.name, "images", *segments, accept=accept, version=cohort.version, **parameters)[0]
        except Refusal as refusal:
            if refusal.code != "too-many-requests" or attempt == _MOST_ATTEMPTS:
                raise
            time.sleep(0.5)


def _values(dataset):
    """The modality's own units: stored values x rescale slope + intercept (PS3.3 2025e, C.11.1)."""
    import numpy
    _pydicom()
    stored = stored_values(dataset)
    if dataset.get("SamplesPerPixel", 1) == 3:
        # Of YBR the first sample is the luminance; of RGB it is ITU-R BT.601's sum.
        stored = stored @ numpy.array([0.299, 0.587, 0.114]) if is_rgb(dataset) else stored[..., 0]
    slope, intercept = float(dataset.get("RescaleSlope", 1)), float(dataset.get("RescaleIntercept", 0))
    return (stored * numpy.float64(slope) + intercept).astype(numpy.float32)


def _window(dataset):
    def first(value):
        return None if value is None or value == "" else float(value[0] if hasattr(value, "__len__") and not isinstance(value, str) else value)
    center, width = first(dataset.get("WindowCenter")), first(dataset.get("WindowWidth"))
    return None if center is None or width is None or width < 1 else Window(center, width)


def _pydicom():
    try:
        import numpy  # noqa: F401
        import pydicom
    except ImportError:
        raise ImportError("pixels need pydicom and numpy, which are not installed on this workbench; use preview(), "
                          "or ask the administrator for python3-pydicom and python3-gdcm.") from None
    return pydicom
