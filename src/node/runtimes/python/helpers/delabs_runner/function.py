"""Calls a function of the learner's module and tells what came back."""

from __future__ import annotations

import ast
import builtins
import importlib.util
import os
import sys
from types import FunctionType, ModuleType
from typing import Any

from . import failure, values
from .job import Job
from .report import Outcome

_LONGEST_SHOWN = 4000


def run(task: Job) -> Outcome:
    """Imports the module, runs the author's preparations and evaluates the call."""
    stage = "import"
    try:
        module = _import(task.file)
        names: dict[str, Any] = dict(vars(module))
        stage = "setup"
        exec(compile(task.setup, failure.SETUP, "exec", dont_inherit=True), names)
        stage = "call"
        if missing := _missing(task.call, names):
            return {"ended": "missing", "code": 0, "names": missing, "functions": _functions(module)}
        value = eval(compile(task.call, failure.CALL, "eval", dont_inherit=True), names)
        return {"ended": "value", "code": 0, "value": values.encode(value), "shown": _shown(value)}
    except SystemExit as stop:
        return {**failure.of_exit(stop), "stage": stage}
    except BaseException as error:
        return {**failure.tell(error, task), "stage": stage}


def _import(file: str) -> ModuleType:
    """By its path: a file may have a name that no import statement can say."""
    name = os.path.splitext(os.path.basename(file))[0]
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _missing(call: str, names: dict[str, Any]) -> list[str]:
    """Names that the call needs and nobody defines, in the order they stand."""
    tree = ast.parse(call, mode="eval")
    bound = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    bound |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    used = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    known = names.keys() | vars(builtins).keys() | bound
    return list(dict.fromkeys(name for name in used if name not in known))


def _functions(module: ModuleType) -> list[str]:
    """Functions and classes that the module itself defines."""
    return [
        name
        for name, value in vars(module).items()
        if isinstance(value, (FunctionType, type)) and value.__module__ == module.__name__
    ]


def _shown(value: Any) -> str:
    try:
        text = repr(value)
    except Exception as error:
        return f"<{type(value).__name__} that can't be shown: {error}>"
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
