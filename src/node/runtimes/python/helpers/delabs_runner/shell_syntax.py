"""Turns what notebooks allow beside Python (``%magic``, ``!command``, ``name?``) into calls, line by line."""

from __future__ import annotations

import re

_MAGIC = re.compile(r"^(?P<indent>\s*)(?P<target>[\w\s,.\[\]]+=\s*)?(?P<mark>%|!{1,2})(?P<rest>[^=\s].*|$)")
_HELP = re.compile(r"^\s*\?{0,2}[\w.]+\?{0,2}\s*$")
_TOKEN = re.compile(r"""(?P<comment>\#.*)|(?P<quote>'{3}|"{3}|'|")|(?P<open>[(\[{])|(?P<close>[)\]}])|\\.""")


def translate(source: str) -> str:
    """Python with the same number of lines. A line that only looks like a magic, in a text or in brackets, stays."""
    lines = source.split("\n")
    if source.lstrip().startswith("%%"):
        return _whole_cell(source)
    state = _State()
    return "\n".join(line if not state.at_start(line) else _translated(line) for line in lines)


def _whole_cell(source: str) -> str:
    """The call stands on the line of the magic; blank lines keep the number of lines."""
    before = source[: len(source) - len(source.lstrip())]
    first, _, body = source.lstrip().partition("\n")
    name, _, line = first[2:].partition(" ")
    if name in ("time", "timeit", "capture", "prun"):
        # The rest is Python as any other.
        return before + "\n" + translate(body)
    blank = "\n" * body.count("\n")
    return f"{before}get_ipython().run_cell_magic({name!r}, {line.strip()!r}, {body!r})\n{blank}"


def _translated(line: str) -> str:
    if "?" in line and _HELP.match(line):
        return line[: len(line) - len(line.lstrip())] + "pass"
    found = _MAGIC.match(line)
    if not found:
        return line
    start = found["indent"] + (found["target"] or "")
    rest = found["rest"].rstrip()
    if found["mark"] != "%":
        return f"{start}get_ipython().{'getoutput' if found['target'] else 'system'}({rest!r})"
    name, _, argument = rest.partition(" ")
    if name in ("time", "timeit"):
        return start + _translated(argument.lstrip())
    return f"{start}get_ipython().run_line_magic({name!r}, {argument.strip()!r})"


class _State:
    """Follows quotes and brackets over lines, to know where a statement may begin."""

    def __init__(self) -> None:
        self._quote = ""
        self._depth = 0
        self._continued = False

    def at_start(self, line: str) -> bool:
        """Whether a statement may begin with this line; the line is taken in unless it is a magic."""
        free = not self._quote and self._depth == 0 and not self._continued
        if free and (_MAGIC.match(line) or ("?" in line and _HELP.match(line))):
            return True
        self._read(line)
        return False

    def _read(self, line: str) -> None:
        at = 0
        while found := _TOKEN.search(line, at):
            at = found.end()
            if self._quote:
                if found["quote"] and found["quote"].startswith(self._quote):
                    at = found.start() + len(self._quote)
                    self._quote = ""
                elif found["comment"]:
                    # In a text a hash is a character like any other.
                    at = found.start() + 1
            elif found["comment"]:
                break
            elif found["quote"]:
                self._quote = found["quote"]
            elif found["open"]:
                self._depth += 1
            elif found["close"]:
                self._depth = max(0, self._depth - 1)
        self._continued = line.rstrip().endswith("\\")
        if len(self._quote) == 1 and not self._continued:
            # A plain text ends with its line; what is wrong about it Python will say.
            self._quote = ""
