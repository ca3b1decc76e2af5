"""Import: a policy that exists already becomes a template, with a report of every decision.

A chain of small steps over the tree, each of which finds one thing: title, contents, signatures, version
table, document control, people, numbers, what is unfinished, names, cross-references. None drops a word
without saying so, and doubtful ones ask.
"""

from .decisions import Decision, Question, Settle
from .importing import Imported, Options, import_policy, title_of
from .sources import TO_CONVERT
from .state import Names

__all__ = [
    "TO_CONVERT",
    "Decision",
    "Imported",
    "Names",
    "Options",
    "Question",
    "Settle",
    "import_policy",
    "title_of",
]
