"""Cohorts in a Python notebook.

    import workbench
    workbench.cohorts()                      # what there is and what you may open
    lung = workbench.open("lung")            # needs a permit
    lung.describe()
    frame = lung.to_frame(columns=["time", "status"], filter="age >= 60")

Everything is read through the session's broker, which checks your permit at every call; a call that the
permit does not cover raises Refusal with the clause and what to do. Nothing but the Python standard library
is needed; ``to_frame`` needs pandas.
"""

from ._cohort import Cohort, cohorts, open
from ._refusal import NoBroker, Refusal

__all__ = ["Cohort", "NoBroker", "Refusal", "cohorts", "open"]
