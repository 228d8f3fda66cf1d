"""The notebook commands that courses use."""

from __future__ import annotations

import os
import re
import runpy
import shlex
import subprocess
import sys
from typing import Any

from .sql_magic import SqlConnection

_IGNORED = {
    "alias_magic", "autoreload", "autosave", "colors", "conda", "config", "html", "javascript", "js", "latex",
    "load_ext", "logstart", "logstop", "markdown", "matplotlib", "pdb", "pip", "precision", "pylab",
    "reload_ext", "svg", "unload_ext", "xmode",
}  # fmt: skip
_VARIABLE = re.compile(r"\{(\w+)\}|\$(\w+)")


class UnknownMagic(Exception):
    """A notebook command that a check can't run."""


class Shell:
    """What ``get_ipython()`` gives in a notebook."""

    def __init__(self, names: dict[str, Any], folder: str) -> None:
        self.names = names
        self._sql = SqlConnection()
        self._folder = folder

    def run_line_magic(self, name: str, line: str) -> Any:
        """``%name line``"""
        if name == "sql":
            return self._sql.run(self._filled(line))
        if name == "run":
            return self._run_file(self._filled(line))
        if name == "cd":
            os.chdir(os.path.expanduser(self._filled(line) or self._folder))
        elif name == "pwd":
            return os.getcwd()
        elif name in ("env", "set_env"):
            return self._environment(line)
        elif name not in _IGNORED:
            self._refuse(f"%{name}")
        return None

    def run_cell_magic(self, name: str, line: str, cell: str) -> Any:
        """``%%name line``, with all that is below it."""
        if name == "sql":
            return self._sql.run(f"{self._filled(line)}\n{self._filled(cell)}")
        if name in ("bash", "sh", "script", "cmd"):
            return self.system(cell)
        if name in ("writefile", "file"):
            return self._write_file(line, cell)
        if name not in _IGNORED:
            self._refuse(f"%%{name}")
        return None

    def magic(self, text: str) -> Any:
        """``%text``, as older notebooks say it."""
        name, _, line = text.lstrip("%").partition(" ")
        return self.run_line_magic(name, line)

    def system(self, command: str) -> None:
        """``!command``: its output is that of the notebook."""
        output = self._output_of(command)
        sys.stdout.write(output)

    def getoutput(self, command: str) -> list[str]:
        """``lines = !command``"""
        return self._output_of(command).splitlines()

    def _output_of(self, command: str) -> str:
        command = self._filled(command)
        if re.match(r"\s*(python3?\s+-m\s+)?(pip3?|conda|apt(-get)?)\s", command):
            # The packages are those of the lab: nothing is installed, and what is missing is told by its import.
            return ""
        done = subprocess.run(
            command, shell=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        return done.stdout.decode("utf-8", "replace")

    def _filled(self, text: str) -> str:
        """With the values of ``{variables}`` and ``$variables``; what is no variable stays."""

        def value(found: re.Match[str]) -> str:
            name = found[1] or found[2]
            return str(self.names[name]) if name in self.names else found[0]

        return _VARIABLE.sub(value, text)

    def _run_file(self, line: str) -> None:
        path, *arguments = [part for part in shlex.split(line) if part != "-i"] or [""]
        before = sys.argv
        sys.argv = [path, *arguments]
        try:
            self.names.update(runpy.run_path(path, run_name="__main__"))
        finally:
            sys.argv = before

    def _environment(self, line: str) -> Any:
        name, sign, value = re.sub(r"\s*=\s*|\s+", "=", line.strip(), count=1).partition("=")
        if not name:
            return dict(os.environ)
        if not sign:
            return os.environ.get(name)
        os.environ[name] = self._filled(value)
        return None

    def _write_file(self, line: str, cell: str) -> None:
        *options, path = shlex.split(line) or [""]
        with open(path, "a" if "-a" in options else "w", encoding="utf-8") as file:
            file.write(cell)

    def _refuse(self, magic: str) -> None:
        raise UnknownMagic(f"a check can't run the notebook command {magic}")
