"""A Python value as JSON that keeps its kind; read by ``src/core/check/python``.

Lists stand for every sequence; whatever JSON does not have is an object with one key that begins with ``$``.
"""

from __future__ import annotations

import datetime
import decimal
import enum
import itertools
import math
import sys
import uuid
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

_EXACT = 2**53
_MOST_ITEMS = 1_000_000
_DEEPEST = 50
_LONGEST_REPR = 300


def encode(value: Any, depth: int = 0) -> Any:
    """Never fails: what can't be told as data is told by its type."""
    if value is None or isinstance(value, bool):
        return value
    if depth > _DEEPEST:
        return _other(value)
    for form in (_scalar, _package, _container):
        try:
            encoded = form(value, depth)
        except Exception:
            return _other(value)
        if encoded is not NotImplemented:
            return encoded
    return _other(value)


def _scalar(value: Any, _depth: int) -> Any:
    if isinstance(value, enum.Enum):
        return encode(value.value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value) if -_EXACT < value < _EXACT else {"$int": str(int(value))}
    if isinstance(value, float):
        return _float(float(value))
    if isinstance(value, decimal.Decimal):
        return None if value.is_nan() else {"$decimal": str(value)}
    if isinstance(value, datetime.datetime):
        return None if _is_missing(value) else {"$datetime": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"$date": value.isoformat()}
    if isinstance(value, datetime.time):
        return {"$time": value.isoformat()}
    if isinstance(value, datetime.timedelta):
        return None if _is_missing(value) else {"$seconds": repr(value.total_seconds())}
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return {"$bytes": bytes(value).hex()}
    return NotImplemented


def _float(value: float) -> Any:
    if math.isnan(value):
        return None
    # A float that is a whole number stays one: 1.0 is not told as 1.
    return {"$float": repr(value)} if math.isinf(value) or value.is_integer() else value


def _is_missing(value: Any) -> bool:
    """NaT is a date and is not equal to itself."""
    return bool(value != value)


def _package(value: Any, depth: int) -> Any:
    """Values of numpy and pandas, if anything has loaded these."""
    pandas, numpy = sys.modules.get("pandas"), sys.modules.get("numpy")
    if pandas is not None:
        if value is pandas.NA or value is pandas.NaT:
            return None
        if isinstance(value, pandas.DataFrame):
            return _table(value, depth)
        if isinstance(value, (pandas.Series, pandas.Index)):
            return _items(value.tolist(), depth)
    if numpy is not None:
        if isinstance(value, numpy.generic):
            return encode(value.item(), depth + 1)
        if isinstance(value, numpy.ndarray):
            return encode(value.tolist(), depth + 1)
    return NotImplemented


def _table(frame: Any, depth: int) -> Any:
    columns = [frame.iloc[:, at].tolist() for at in range(frame.shape[1])]
    rows = [[encode(cell, depth + 2) for cell in row] for row in zip(*columns, strict=True)]
    return {"$table": {"columns": [str(name) for name in frame.columns], "rows": rows}}


def _container(value: Any, depth: int) -> Any:
    fields = getattr(type(value), "__dataclass_fields__", None)
    if isinstance(fields, dict):
        value = {name: getattr(value, name) for name in fields}
    if isinstance(value, Mapping):
        pairs = itertools.islice(value.items(), _MOST_ITEMS)
        return {"$dict": [[encode(key, depth + 1), encode(item, depth + 1)] for key, item in pairs]}
    if isinstance(value, Set):
        return {"$set": _items(value, depth)}
    if isinstance(value, (list, tuple, Iterator)):
        return _items(value, depth)
    if isinstance(value, Iterable) and hasattr(value, "__len__"):
        return _items(value, depth)
    return NotImplemented


def _items(values: Iterable[Any], depth: int) -> list[Any]:
    return [encode(item, depth + 1) for item in itertools.islice(values, _MOST_ITEMS)]


def _other(value: Any) -> dict[str, Any]:
    kind = type(value)
    name = kind.__qualname__
    if kind.__module__ not in ("builtins", "__main__"):
        name = f"{kind.__module__}.{name}"
    try:
        text = repr(value)[:_LONGEST_REPR]
    except Exception:
        text = name
    return {"$other": [name, text]}
