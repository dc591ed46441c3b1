"""What was measured of the detectors, kept as data: figures, floors, and how sure is how true.

Below everything that uses it: listening reads the calibration, coaching who may prompt, and the
tests the floors. `python -m training.measure` and `python -m training.calibrate` write the files.
"""

from coach.measured.calibration import Calibration, calibrated
from coach.measured.figures import Counts, Measured, measured
from coach.measured.prompting import NEEDED, may_prompt

__all__ = [
    "NEEDED",
    "Calibration",
    "Counts",
    "Measured",
    "calibrated",
    "may_prompt",
    "measured",
]
