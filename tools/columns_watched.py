"""Which columns are really read: pandas frames that note each column by the table it came from, through merges, renames and groups."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pandas as pd

from fscp_readiness.tables import Tables

Place = tuple[str, str]
"""A table and a column, by their English names."""

_NOTED: list[set[Place]] = []


class Label(str):
    """A column's name that knows from which columns of which tables it comes."""

    places: frozenset[Place]

    def __new__(cls, name: str, places: frozenset[Place]) -> Label:
        made = super().__new__(cls, name)
        made.places = places
        return made


@contextmanager
def noting() -> Iterator[set[Place]]:
    """Collects the columns that are asked for while it lasts."""
    found: set[Place] = set()
    _NOTED.append(found)
    try:
        yield found
    finally:
        _NOTED.pop()


class _Located:
    """``frame.loc`` and ``frame.at``, which say what is asked of them."""

    def __init__(self, frame: Watched, inner: Any) -> None:
        self._frame, self._inner = frame, inner

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, tuple) and len(key) == 2:
            self._frame._note(key[1])
        return self._inner[key]

    def __setitem__(self, key: Any, value: Any) -> None:
        self._inner[key] = value

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return _Located(self._frame, self._inner(*args, **kwargs))


class Watched(pd.DataFrame):
    """A frame that notes the columns that are asked for by name."""

    @property
    def _constructor(self) -> Any:
        return Watched

    def _note(self, names: Any) -> None:
        if not _NOTED:
            return
        if isinstance(names, str):
            names = [names]
        if isinstance(names, slice | pd.Series) or not hasattr(names, "__iter__"):
            return
        asked = {name for name in names if isinstance(name, str)}
        for label in self.columns:
            if isinstance(label, Label) and label in asked:
                for found in _NOTED:
                    found.update(label.places)

    def _all(self) -> None:
        self._note(list(self.columns))

    def __getitem__(self, key: Any) -> Any:
        self._note(key)
        return super().__getitem__(key)

    def _get_label_or_level_values(self, key: Any, axis: Any = 0) -> Any:
        self._note(key)
        return super()._get_label_or_level_values(key, axis)

    @property
    def loc(self) -> Any:
        return _Located(self, super().loc)

    @property
    def at(self) -> Any:
        return _Located(self, super().at)

    def itertuples(self, *args: Any, **kwargs: Any) -> Any:
        self._all()
        return super().itertuples(*args, **kwargs)

    def to_dict(self, *args: Any, **kwargs: Any) -> Any:
        self._all()
        return super().to_dict(*args, **kwargs)

    def apply(self, *args: Any, **kwargs: Any) -> Any:
        self._all()
        return super().apply(*args, **kwargs)

    def duplicated(self, subset: Any = None, keep: Any = "first") -> Any:
        self._note(subset)
        return super().duplicated(subset, keep)

    def drop_duplicates(self, subset: Any = None, **kwargs: Any) -> Any:
        self._note(subset)
        return super().drop_duplicates(subset, **kwargs)

    def dropna(self, **kwargs: Any) -> Any:
        self._note(kwargs.get("subset"))
        return super().dropna(**kwargs)

    def rename(self, *args: Any, **kwargs: Any) -> Any:
        renamed = super().rename(*args, **kwargs)
        return _labelled(renamed, dict(zip(map(str, renamed.columns), self.columns, strict=True)))

    def reindex(self, *args: Any, **kwargs: Any) -> Any:
        return _labelled(super().reindex(*args, **kwargs), {str(label): label for label in self.columns})

    def merge(self, right: Any, *args: Any, **kwargs: Any) -> Any:
        before, after = kwargs.get("suffixes") or ("_x", "_y")
        known = {f"{label}{before or ''}": label for label in self.columns} | {f"{label}{after or ''}": label for label in right.columns}
        known |= {str(label): label for frame in (right, self) for label in frame.columns}
        return _labelled(super().merge(right, *args, **kwargs), known)


def _labelled(frame: Any, known: dict[str, Any]) -> Any:
    """The frame whose columns know again where they come from, by their names."""
    if isinstance(frame, pd.DataFrame):
        told = [(name, known.get(str(name))) for name in frame.columns]
        columns = [Label(name, label.places) if isinstance(label, Label) and not isinstance(name, Label) else name for name, label in told]
        frame.columns = pd.Index(columns, dtype=object, name=frame.columns.name)
    return frame


@dataclass(frozen=True)
class WatchedTables(Tables):
    """One night's tables whose frames note what is asked of them."""

    def get(self, name: str) -> pd.DataFrame:
        return _watched(super().get(name), name)

    def everything(self, name: str) -> pd.DataFrame:
        return _watched(super().everything(name), name)


def watched(tables: Tables) -> WatchedTables:
    return WatchedTables(**{name: getattr(tables, name) for name in Tables.__dataclass_fields__})


def _watched(frame: pd.DataFrame, name: str) -> Watched:
    made = Watched(frame.copy(deep=False))
    made.columns = pd.Index([Label(column, frozenset({(name, column)})) for column in frame.columns], dtype=object)
    return made


@contextmanager
def whole_concat() -> Iterator[None]:
    """While it lasts ``pd.concat`` keeps where every part's columns come from, and not the first part's alone."""
    real = pd.concat

    def concat(parts: Any, *args: Any, **kwargs: Any) -> Any:
        parts = list(parts) if not isinstance(parts, dict) else parts
        joined = real(parts, *args, **kwargs)
        if not isinstance(joined, pd.DataFrame):
            return joined
        places: dict[str, frozenset[Place]] = {}
        for part in parts.values() if isinstance(parts, dict) else parts:
            for label in part.columns if isinstance(part, pd.DataFrame) else [part.name]:
                if isinstance(label, Label):
                    places[str(label)] = places.get(str(label), frozenset()) | label.places
        if not places:
            return joined
        joined = Watched(joined)
        joined.columns = pd.Index([Label(str(c), places[str(c)]) if str(c) in places else c for c in joined.columns], dtype=object)
        return joined

    pd.concat = concat
    try:
        yield
    finally:
        pd.concat = real
