"""Starting: the files of a new workspace, school, policy or house style, as texts.

Every YAML file names its JSON Schema in its first line, so that editors complete and check while a
person types. Nothing here writes; the command line does, and never over a file that is there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from .records.json_schema import RECORDS, schema

SCHEMAS = "schemas"


def schema_files() -> Mapping[str, str]:
    """Return the JSON Schemas by path in the workspace."""
    return {
        f"{SCHEMAS}/{kind}.schema.json": json.dumps(schema(kind), ensure_ascii=False, indent=2)
        + "\n"
        for kind in RECORDS
    }


def _named(kind: str, depth: int) -> str:
    return f"# yaml-language-server: $schema={'../' * depth}{SCHEMAS}/{kind}.schema.json\n"


def quoted(text: str) -> str:
    """Return *text* as a YAML double-quoted scalar (YAML 1.2 §7.3.1; JSON strings are such)."""
    return json.dumps(text, ensure_ascii=False)


def workspace(name: str) -> Mapping[str, str]:
    """Return the files of a new workspace of the trust or school group called *name*."""
    trust = f"""{_named("trust", 0)}# What all schools share. A school that needs something else says so in its own profile.yaml.
name: {quoted(name)}
# short_name: the name in running text
# website: https://

defaults:
  # Words that differ from school to school, in the form used in the middle of a sentence.
  terms:
    pupils: pupils
    headteacher: headteacher
    governing_body: governing body
  # Values for slots that are the same in every school and policy:
  # answers:
  #   where policies are published: on the school website
"""
    return {"trust.yaml": trust, **schema_files()}


def school(school_id: str, name: str) -> Mapping[str, str]:
    """Return the files of a new school with the id *school_id*."""
    profile = f"""{_named("profile", 2)}# Who the school is. Only the name is required; take the # away from what you fill in.
name: {quoted(name)}                # as it must appear in formal text
# short_name: the name in running text
# also_known_as: [other spellings that may stand in texts]
# urn: 123456
# phase: primary                  # nursery infant junior first primary middle secondary all-through 16-plus special alternative
# age_range: 4-11
# type: community school
# motto: …
# address: {{street: 1 High Street, town: …, postcode: …}}
# phone: 01632 960000
# email: office@…
# website: https://…

# people:
#   headteacher: {{name: …, email: …}}
#   chair_of_governors: {{name: …}}
#   dsl: {{title: Designated Safeguarding Lead, name: …, email: …}}

# answers:                          # values for slots, valid in every policy of this school
#   where policies are published: on the school website

# theme: {{colour: "#1d4f76", font: Arial}}
"""
    register = f"""{_named("register", 2)}# Which policies the school has adopted, its answers to their slots, and what was approved when.
# A policy that is not listed is built when the model says that it applies.
#
# social-media:
#   adopted: yes
#   answers:
#     name of the slot: its value in this policy only
#   history:
#     - {{version: "1", date: 2026-03-12, action: Approved, by: Governing body}}
"""
    folder = f"schools/{school_id}"
    return {f"{folder}/profile.yaml": profile, f"{folder}/register.yaml": register}


def policy(policy_id: str, title: str) -> Mapping[str, str]:
    """Return the file of a new model policy with the id *policy_id*."""
    template = f"""---
title: {quoted(title)}
owner: personalise                # trust: slots only | personalise: slots and local sections | school
audience: staff, governors, parents and carers
review_period: 3 years
approver: governing_body
numbering: headings               # none | headings | clauses | paragraphs
contents: yes
control: table                    # cover | table | footer | none
slots:
  what the policy is about: {{ask: What the school does, example: keeps everybody safe on outings}}
  person in charge: {{ask: Who looks after this policy, example: the deputy headteacher}}
---
# Purpose {{#purpose}}

This policy explains how [insert school name] [insert what the policy is about]. [note: Say in two or three sentences what the policy is for.]

It applies to all {{{{ terms.pupils }}}} and staff.

# Who is responsible {{#responsibilities}}

The {{{{ terms.headteacher }}}} is responsible for:

- putting this policy into practice
- making sure that everybody knows it.

Questions are answered by [insert person in charge].

# Review {{#review}}

The {{{{ terms.governing_body }}}} reviews this policy {{{{ review.often }}}}. See [](#responsibilities) for who puts it into practice.
"""
    return {f"templates/{policy_id}.md": template}
