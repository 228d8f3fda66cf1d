"""Names of notebook cells, as tracebacks show them: ``etl.ipynb, cell 3``."""

from __future__ import annotations

_MARK = ", cell "


def name(notebook: str, cell: int) -> str:
    """The file name of the code in a cell; cells with code count from 1, as a run from top to bottom counts them."""
    return f"{notebook}{_MARK}{cell}"


def split(file: str) -> tuple[str, int | None]:
    """The notebook and the cell of such a name; another file name as it is."""
    notebook, mark, cell = file.rpartition(_MARK)
    return (notebook, int(cell)) if mark and cell.isdigit() else (file, None)
