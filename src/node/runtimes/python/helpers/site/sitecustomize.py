"""For interpreters that the learner starts, in a terminal, in the debugger or from a script of a check.

Well-known addresses lead to the lab's servers, and packages understand what courses write. Then the interpreter's own
``sitecustomize`` is run, if there is one.
"""

import os
import sys


def _prepare() -> None:
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path.insert(0, os.path.dirname(here))
    writes = sys.dont_write_bytecode
    # Our folder is that of an installed program: nothing is written there.
    sys.dont_write_bytecode = True
    try:
        from delabs_runner import guard, patches, redirect
    finally:
        sys.dont_write_bytecode = writes
        sys.path.pop(0)
    writable = os.environ.get("DELABS_WRITABLE", "")
    folder = writable.partition(os.pathsep)[0] or None
    redirect.use(redirect.from_text(os.environ.get("DELABS_REDIRECTS", "")), folder)
    patches.install()
    if writable:
        guard.install(writable.split(os.pathsep))


def _run_the_next() -> None:
    """Ours hides another one further down the path."""
    from importlib.machinery import PathFinder

    here = os.path.dirname(os.path.abspath(__file__))
    others = [entry for entry in sys.path if os.path.abspath(entry) != here]
    spec = PathFinder.find_spec("sitecustomize", others)
    if spec is not None and spec.loader is not None:
        spec.loader.exec_module(sys.modules[__name__])


try:
    _prepare()
except Exception as error:
    # The learner's program runs all the same.
    print(f"The lab's servers may be out of reach: {error}", file=sys.stderr)
_run_the_next()
