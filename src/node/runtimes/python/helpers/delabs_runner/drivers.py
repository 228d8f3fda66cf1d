"""Leads connections to well-known addresses to the servers of the run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from . import redirect

_POSTGRES = 5432


def patch_psycopg2(psycopg2: Any) -> None:
    """Every way to connect ends in one function of the package, with all that was said in one text."""
    connect = psycopg2._connect

    def redirected(dsn: str, *args: Any, **kwargs: Any) -> Any:
        try:
            said = psycopg2.extensions.parse_dsn(dsn)
        except psycopg2.Error:
            return connect(dsn, *args, **kwargs)
        changed = _changed(said, psycopg2.OperationalError)
        return connect(psycopg2.extensions.make_dsn(**changed) if changed else dsn, *args, **kwargs)

    psycopg2._connect = redirected


def patch_psycopg(psycopg: Any) -> None:
    """Version 3: what is said by name goes before what stands in the connection text."""
    for kind in (psycopg.Connection, psycopg.AsyncConnection):
        _wrap_connect(psycopg, kind)
    psycopg.connect = psycopg.Connection.connect


def _wrap_connect(psycopg: Any, kind: Any) -> None:
    connect = kind.connect.__func__

    def redirected(cls: Any, /, conninfo: str = "", **kwargs: Any) -> Any:
        try:
            said = {**psycopg.conninfo.conninfo_to_dict(conninfo), **kwargs}
        except psycopg.Error:
            said = {}
        changed = _changed(said, psycopg.OperationalError)
        if changed:
            # The text may name a socket's folder or an address beside the host, which would win.
            conninfo = psycopg.conninfo.make_conninfo(conninfo, hostaddr="")
            kwargs = {**kwargs, "host": changed["host"], "port": changed["port"]}
            kwargs.pop("hostaddr", None)
        return connect(cls, conninfo, **kwargs)

    kind.connect = classmethod(redirected)


def _changed(said: Mapping[str, Any], refused: type[Exception]) -> dict[str, Any] | None:
    """What to say in place of this, or ``None`` when it may stay. Raises ``refused`` for a server out of reach."""
    host = said.get("hostaddr") or said.get("host") or os.environ.get("PGHOST")
    text = str(said.get("port") or os.environ.get("PGPORT") or _POSTGRES)
    if said.get("service") or not text.isdigit():
        return None
    port = int(text)
    if redirect.is_forbidden(host, port):
        redirect.remember_unreachable(port)
        raise refused(
            f'connection to server at "{host or "localhost"}", port {port} failed: this lab has no server there'
        )
    to = redirect.target(host, port)
    if to is None:
        return None
    return {**{key: value for key, value in said.items() if key != "hostaddr"}, "host": to[0], "port": to[1]}


def patch_socket(socket: ModuleType) -> None:
    """For drivers written in Python (pg8000, asyncpg and the like), which connect by themselves."""
    plain: Any = socket.socket

    def connect(self: Any, address: Any) -> Any:
        return super(plain, self).connect(_address(address))

    def connect_ex(self: Any, address: Any) -> Any:
        return super(plain, self).connect_ex(_address(address))

    plain.connect = connect
    plain.connect_ex = connect_ex


def _address(address: Any) -> Any:
    if not isinstance(address, tuple) or len(address) < 2 or not isinstance(address[1], int):
        return address
    host, port, *rest = address
    to = redirect.target(host, port) if isinstance(host, str) and host else None
    if to is None:
        return address
    # An IPv6 socket reaches an IPv4 address in this form.
    return (f"::ffff:{to[0]}" if rest and ":" not in to[0] else to[0], to[1], *rest)
