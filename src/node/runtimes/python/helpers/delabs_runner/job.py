"""What an interpreter is asked to do; written by ``job.ts``."""

from __future__ import annotations

import json
from typing import Any, Literal, NamedTuple


class Job(NamedTuple):
    """One run of a learner's file. Every path is absolute, with all links resolved."""

    kind: Literal["script", "notebook", "function"]
    file: str
    """The learner's script, notebook or module."""
    folder: str
    """Folder of the submission: files in it are the learner's."""
    writable: list[str]
    """The folders that may be written."""
    cwd: str
    report: str
    """File that the outcome is written to."""
    whereabouts: str
    """File for the lines that are being run, when someone asks (``SIGUSR1``)."""
    arguments: list[str]
    stdin: str | None
    """File with what can be read from the standard input, or none."""
    env: dict[str, str]
    redirects: dict[int, tuple[str, int]]
    """Port of this machine that code may name -> the host and port it stands for."""
    memory: int
    """Bytes this process may have allocated more than it has now."""
    cpu: int
    """Seconds of processor time; a last resort against what outlives its parent."""
    hiding: list[str]
    """Names of modules that files beside the learner's file hide."""
    setup: str
    call: str


def read(path: str) -> Job:
    """The job in a file."""
    with open(path, encoding="utf-8") as file:
        raw: dict[str, Any] = json.load(file)
    raw["redirects"] = {int(port): (str(host), int(to)) for port, (host, to) in raw["redirects"].items()}
    return Job(**raw)
