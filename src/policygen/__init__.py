"""policygen: school policies from one model.

The public face. The command line does nothing that cannot be done with these names; each is imported
from its module when it is first asked for, so that nothing is loaded that is not used.

>>> import policygen
>>> root = policygen.find(folder)
>>> report = policygen.build_editions(root, root / "build")
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .build import build_editions
    from .compose import Composed, Composer
    from .errors import Diagnostic, InputError, OutputError, Place, PolicygenError, UsageError
    from .planning import Outcome, Report, Row, Selection
    from .root import find
    from .version import __version__
    from .workspace import Workspace, load

_MODULES = {
    "build": ("build_editions",),
    "compose": ("Composed", "Composer"),
    "errors": ("Diagnostic", "InputError", "OutputError", "Place", "PolicygenError", "UsageError"),
    "planning": ("Outcome", "Report", "Row", "Selection"),
    "version": ("__version__",),
    "root": ("find",),
    "workspace": ("Workspace", "load"),
}
__all__ = [
    "Composed",
    "Composer",
    "Diagnostic",
    "InputError",
    "Outcome",
    "OutputError",
    "Place",
    "PolicygenError",
    "Report",
    "Row",
    "Selection",
    "UsageError",
    "Workspace",
    "__version__",
    "build_editions",
    "find",
    "load",
]


def __getattr__(name: str) -> Any:
    for module, names in _MODULES.items():
        if name in names:
            return getattr(importlib.import_module(f".{module}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
