"""Runs a notebook as a script, for the learner's own terminal: ``python notebook.py etl.ipynb``."""

import os
import sys
import traceback
from types import TracebackType
from typing import Optional

_HERE = os.path.dirname(os.path.abspath(__file__))


def _start(file: str) -> None:
    # As for a script, the folder of the notebook is where imports are looked for first; ours is none for a moment longer.
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or ".") != _HERE]
    sys.path.insert(0, _HERE)
    from delabs_runner import notebook

    folder = os.path.dirname(file)
    sys.path[0] = folder
    sys.argv[:] = [file]
    try:
        notebook.run_cells(file, folder)
    except Exception as error:
        traceback.print_exception(type(error), error, _theirs(error.__traceback__))
        sys.exit(1)


def _theirs(frames: Optional[TracebackType]) -> Optional[TracebackType]:
    """What remains when our own frames at the beginning are left out."""
    while frames is not None and frames.tb_frame.f_code.co_filename.startswith(_HERE):
        frames = frames.tb_next
    return frames


if __name__ == "__main__":
    _start(os.path.abspath(sys.argv[1]))
