"""A synthetic trust of any size: ``python -m benchmarks.trust DIR --schools 50 --policies 60``.

The same numbers give the same files. Everything in it can be published. Each policy has four texts,
one for each kind of school; all else that differs between schools is values.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from .model_policy import SHARED, model_policy, policy_id
from .school_records import school_records

WORDS = 2000
_TRUST = """\
name: Ninefold Learning Trust
short_name: Ninefold
website: https://ninefold.example

defaults:
  terms:
    parents: parents and carers
    parent: parent or carer
    senior_team: senior leadership team
  people:
    dpo: {title: Data Protection Officer, name: Verity Umber, email: dpo@ninefold.example}
  answers:
    time for keeping records: six years
  theme: {font: Arial}
"""


def make_trust(folder: Path, schools: int, policies: int, words: int = WORDS) -> None:
    """Write a workspace with so many schools and policies to *folder*, which must not exist or be empty.

    :raises FileExistsError: when something is in *folder*.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    shared = folder / "templates" / "_shared"
    shared.mkdir(parents=True)
    (folder / "trust.yaml").write_text(_TRUST, "utf-8")
    for name, text in SHARED.items():
        (shared / f"{name}.md").write_text(text, "utf-8")
    ids = [policy_id(number) for number in range(policies)]
    for number, one in enumerate(ids):
        template = model_policy(number, words)
        (folder / "templates" / f"{one}.md").write_text(template, "utf-8")
    for number in range(schools):
        records = school_records(number, ids)
        home = folder / "schools" / records.id
        home.mkdir(parents=True)
        (home / "profile.yaml").write_text(records.profile, "utf-8")
        (home / "register.yaml").write_text(records.register, "utf-8")


def main() -> None:
    """Write the trust that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.trust", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write it; must be new or empty")
    parser.add_argument("--schools", type=int, default=50)
    parser.add_argument("--policies", type=int, default=60)
    parser.add_argument("--words", type=int, default=WORDS, help="words of a policy, about")
    asked = parser.parse_args()
    try:
        make_trust(asked.folder, asked.schools, asked.policies, asked.words)
    except FileExistsError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
