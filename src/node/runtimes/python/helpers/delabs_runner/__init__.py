"""Runs a learner's code in an interpreter of its own and reports what came of it."""

import os

FOLDER = os.path.dirname(os.path.abspath(__file__))
"""Frames of files in here are ours: no learner ever sees them."""
