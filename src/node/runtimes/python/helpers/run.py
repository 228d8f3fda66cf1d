"""Starts an interpreter of ours: ``python run.py [module to preload]...``; the rest is told on its standard input."""

import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))


def _start() -> None:
    at_start = frozenset(sys.modules)
    # The learner's own files must not be shadowed by what lies here, so the folder is on the path for a moment only.
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or ".") != _HERE]
    sys.path.insert(0, _HERE)
    from delabs_runner import start

    sys.path.remove(_HERE)
    start.serve(sys.argv[1:], at_start)


if __name__ == "__main__":
    _start()
