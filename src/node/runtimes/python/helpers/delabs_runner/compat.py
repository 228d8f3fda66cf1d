"""What courses write for pandas 1 and numpy 1, understood by pandas 2 and numpy 2."""

from __future__ import annotations

import warnings
from typing import Any


def patch_numpy(numpy: Any) -> None:
    """``repr`` of a number is the number: drivers and programs that build SQL from it know no ``np.float64(3.5)``."""
    if _major(numpy) >= 2:
        numpy.set_printoptions(legacy="1.25")


def patch_pandas(pandas: Any) -> None:
    """Gives back what version 2 has removed. What is still there, or has another meaning by now, stays."""
    if _major(pandas) < 2:
        return
    import numpy
    from pandas.core.indexes.accessors import DatetimeProperties

    _add(pandas, "np", numpy)
    for kind in (DatetimeProperties, pandas.DatetimeIndex):
        for name in ("week", "weekofyear"):
            _add(kind, name, property(_week))
        _add(kind, "weekday_name", property(_day_name))
    _add(pandas.Timestamp, "weekday_name", property(_day_name))
    for kind in (pandas.DataFrame, pandas.Series):
        _add(kind, "iteritems", kind.items)
    _add(pandas.DataFrame, "append", _append_rows(pandas))
    _add(pandas.Series, "append", _append_values(pandas))


def _major(package: Any) -> int:
    return int(package.__version__.partition(".")[0])


def _add(owner: Any, name: str, value: Any) -> None:
    if not hasattr(owner, name):
        setattr(owner, name, value)


def _week(self: Any) -> Any:
    """Week of the year as numbers of the kind version 1 gave: whole ones, or floats where a date is missing."""
    week = self.isocalendar().week
    week = week.astype("float64" if week.isna().any() else "int64")
    return week if hasattr(self, "_parent") else _index(week)


def _index(week: Any) -> Any:
    """Of an index of dates the weeks are an index again."""
    import pandas

    return pandas.Index(week.to_numpy())


def _day_name(self: Any) -> Any:
    return self.day_name()


def _append_rows(pandas: Any) -> Any:
    def append(
        self: Any, other: Any, ignore_index: bool = False, verify_integrity: bool = False, sort: bool = False
    ) -> Any:
        """Rows of another table, a dict, a Series or a list of them, below those of this one."""
        if isinstance(other, dict):
            other = pandas.Series(other)
        if isinstance(other, pandas.Series):
            if other.name is None and not ignore_index:
                raise TypeError("Can only append a Series if ignore_index=True or if the Series has a name")
            other = other.to_frame().T.infer_objects().rename_axis(self.index.names)
        elif isinstance(other, list) and other and not isinstance(other[0], pandas.DataFrame):
            other = pandas.DataFrame(other)
        tables = [self, *(other if isinstance(other, (list, tuple)) else [other])]
        return _quietly(pandas.concat, tables, ignore_index=ignore_index, verify_integrity=verify_integrity, sort=sort)

    return append


def _append_values(pandas: Any) -> Any:
    def append(self: Any, to_append: Any, ignore_index: bool = False, verify_integrity: bool = False) -> Any:
        """Values of another Series, or a list of them, behind those of this one."""
        others = to_append if isinstance(to_append, (list, tuple)) else [to_append]
        return _quietly(pandas.concat, [self, *others], ignore_index=ignore_index, verify_integrity=verify_integrity)

    return append


def _quietly(function: Any, *args: Any, **kwargs: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return function(*args, **kwargs)
