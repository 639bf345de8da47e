"""Cohorts in a Python notebook.

    import workbench
    workbench.cohorts()                      # what there is and what you may open
    lung = workbench.open("lung")            # needs a permit
    lung.describe()
    frame = lung.to_frame(columns=["time", "status"], filter="age >= 60")
    series = lung.images.of_patient(frame.patient[0]).series()[0]   # level images
    volume = series.volume()                 # volume.array: slices x rows x columns in Hounsfield units
    volume.view(workbench.LUNG)              # scrolls in the page

Everything is read through the session's broker, which checks your permit at every call; a call that the
permit does not cover raises Refusal with the clause and what to do. Nothing but the Python standard library
is needed; ``to_frame`` needs pandas, pixels need pydicom, numpy and, for compressed images, GDCM.
"""

from ._cohort import Cohort, cohorts, open
from ._images import Image, ImageList, Series, Volume
from ._refusal import NoBroker, Refusal
from ._view import BONE, LUNG, SOFT_TISSUE, SeriesView, Window

__all__ = ["BONE", "Cohort", "Image", "ImageList", "LUNG", "NoBroker", "Refusal", "SOFT_TISSUE", "Series", "SeriesView", "Volume", "Window",
           "cohorts", "open"]
