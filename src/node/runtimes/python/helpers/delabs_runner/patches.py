"""Changes packages in the moment they are imported. What is never imported costs nothing."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

Patch = Callable[[ModuleType], None]

# Module -> the function of ours that changes it, as "module:function"; loaded when it is needed.
_PATCHES = {
    "numpy": "compat:patch_numpy",
    "pandas": "compat:patch_pandas",
    "psycopg": "drivers:patch_psycopg",
    "psycopg2": "drivers:patch_psycopg2",
    "socket": "drivers:patch_socket",
}


def install() -> None:
    """From now on, and for what is loaded already."""
    sys.meta_path.insert(0, _Finder())
    for name in _PATCHES:
        if module := sys.modules.get(name):
            _patch(module)


class _Finder:
    """Finds what the other finders find, and has it patched after it was loaded."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name not in _PATCHES:
            return None
        for finder in sys.meta_path:
            find = None if finder is self else getattr(finder, "find_spec", None)
            if find and (spec := find(name, path, target)):
                return _patched_after_loading(spec)
        return None


def _patched_after_loading(spec: ModuleSpec) -> ModuleSpec:
    loader: Any = spec.loader
    execute = getattr(loader, "exec_module", None)
    if execute is not None:

        def execute_and_patch(module: ModuleType) -> None:
            execute(module)
            _patch(module)

        with contextlib.suppress(AttributeError):
            loader.exec_module = execute_and_patch
    return spec


def _patch(module: ModuleType) -> None:
    """A package of another version, or a file of the learner's with its name, stays as it is."""
    home, _, function = _PATCHES[module.__name__].partition(":")
    writes = sys.dont_write_bytecode
    # Our folder is that of an installed program: nothing is written there.
    sys.dont_write_bytecode = True
    try:
        getattr(import_module(f"{__package__}.{home}"), function)(module)
    except Exception:
        pass
    finally:
        sys.dont_write_bytecode = writes
