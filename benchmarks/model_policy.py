"""A synthetic model policy: every construct of the language that real policies use, in the usual measure."""

from __future__ import annotations

import json
import random
import re

from .prose import TOPICS, Prose

_NUMBERING = ("headings", "clauses", "paragraphs", "none")
_CONTROL = ("table", "cover", "footer")
#: Words that shared texts, values, control and version tables and the contents add to an edition.
_FROM_RECORDS = 300
#: Shared by the policies, as ``templates/_shared/<name>.md``.
SHARED = {
    "equality": (
        "We have read this policy with the Equality Act 2010 in mind. It is applied without unlawful "
        "discrimination, and we adjust it where a disabled person would otherwise be left behind. "
        "The office of {{ school.short_name }} can give it in large print or read it aloud.\n"
    ),
    "records": (
        "Records made under this policy are personal data. They are kept safely, seen by those who "
        "need them and destroyed after [insert time for keeping records]. Questions go to the "
        "{{ people.dpo.title }}, {{ people.dpo.name }}, at "
        "[{{ people.dpo.email }}](mailto:{{ people.dpo.email }}).\n"
    ),
    "review": (
        "The {{ terms.governing_body }} of {{ school.name }} approved this policy on "
        "{{ review.approved }}. It is reviewed {{ review.often }}; the next review is due in or before "
        "{{ review.next }}.\n\n{% if policy.review_triggers %}\nIt is reviewed sooner after:\n\n"
        "{% for trigger in policy.review_triggers %}\n- {{ trigger }}\n{% endfor %}\n{% endif %}\n"
    ),
}


def policy_id(number: int) -> str:
    """Return the id of policy *number*, counted from nought."""
    return re.sub(r"[^a-z0-9]+", "-", _title(number).lower())


def _title(number: int) -> str:
    title = TOPICS[number % len(TOPICS)][0]
    volume = number // len(TOPICS)
    return f"{title} {volume + 1}" if volume else title


def model_policy(number: int, words: int) -> str:
    """Return the template of policy *number*, of about *words* words, front matter included."""
    about = TOPICS[number % len(TOPICS)][1]
    prose = Prose(random.Random(f"policy {number}"), about)  # noqa: S311 -- prose, no secret
    opening, closing = _opening(prose, about), _closing(number, prose)
    left = words - len(_words(opening + closing)) - _FROM_RECORDS
    return _front_matter(number) + opening + _middle(prose, left) + closing


def _words(text: str) -> list[str]:
    """Return the words of a template, a value counted as one."""
    return re.sub(r"\{%.*?%\}|\{#.*?\}", " ", re.sub(r"\{\{.*?\}\}", "value", text)).split()


def _front_matter(number: int) -> str:
    triggers = ["a change in the law", "an incident that the policy did not foresee"]
    years = number % 3 + 1
    return f"""\
---
title: {json.dumps(_title(number))}
owner: personalise
statutory: {"yes" if number % 4 == 0 else "no"}
audience: staff, governors and families
review_period: {"annual" if years == 1 else f"{years} years"}
review_triggers: {json.dumps(triggers)}
approver: governing_body
numbering: {_NUMBERING[number % len(_NUMBERING)]}
contents: {"yes" if number % 2 else "no"}
control: {_CONTROL[number % len(_CONTROL)]}
slots:
  responsible person: people.policy_lead.title
  time for a first answer: {{ask: How soon a first answer is given, example: 5 school days}}
  place for forms: {{ask: Where paper forms are kept, choices: [the school office, the main reception]}}
related: [{policy_id(number - 1) if number else policy_id(1)}]
---
"""


def _opening(prose: Prose, about: str) -> str:
    return f"""\
# Why we have this policy {{#purpose}}

This policy says how [insert school name] deals with {about}. It was written with our {{{{ terms.parents }}}}, and is meant to be read. Where it names a person, [](#people) says how to reach them.

{prose.paragraph()}

We promise to:

{_bullets(prose.items(4, 6))}

# Whom it is for {{#scope}}

{prose.paragraph()}

{{% if school.phase == "secondary" %}}
{{{{ terms.pupils | sentence }}}} of {{{{ school.name }}}} are old enough to take part in decisions about {about}. {prose.sentence()}

{_bullets(prose.items(2, 3))}
{{% else %}}
With our youngest {{{{ terms.pupils }}}}, a {{{{ terms.parent }}}} takes part in every decision about {about}. {prose.sentence()}
{{% endif %}}

{{% if school.sixth_form %}}
## The sixth form {{#sixth-form}}

{prose.paragraph()}
{{% endif %}}

# Who does what {{#people}}

| Role | Name | How to reach them |
|---|---|---|
| {{{{ people.headteacher.title }}}} | {{{{ people.headteacher.name }}}} | {{{{ people.headteacher.email }}}} |
| {{{{ people.dsl.title }}}} | {{{{ people.dsl.name }}}} | {{{{ people.dsl.phone }}}} |
| {{{{ people.policy_lead.title }}}} | {{{{ people.policy_lead.name }}}} | {{{{ people.policy_lead.email }}}} |

The [insert responsible person] is helped by:

{{% for person in facts.named_staff %}}
- {{{{ person.name }}}}, who can be found in {{{{ person.room }}}}
{{% endfor %}}

"""


def _middle(prose: Prose, words: int) -> str:
    """Return sections until about *words* words are written."""
    parts: list[str] = []
    heads = prose.heads()
    count = 0
    number = 0
    while count < words:
        kind = number % 4
        if kind == 0 or not parts:
            head = heads[(number // 4) % len(heads)]
            volume = number // 4 // len(heads)
            again = f", continued {volume}" if volume else ""
            parts.append(f"# {head}{again} {{#section-{number // 4 + 1}}}\n\n{prose.paragraph()}\n")
        elif kind == 1:
            parts.append(f"{prose.paragraph()}\n\n{_numbered(prose)}")
        elif kind == 2:
            title = f"## In practice {{#practice-{number // 4 + 1}}}\n\n" if number % 8 == 2 else ""
            parts.append(f"{title}{prose.sentence()} It takes:\n\n{_bullets(prose.items(3, 5))}\n")
        else:
            parts.append(f"{prose.paragraph()} See also [](#scope).\n")
        count += len(_words(parts[-1]))
        number += 1
    return "\n".join(parts) + "\n"


def _bullets(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _numbered(prose: Prose) -> str:
    """Return a numbered list, its second item with a list of its own."""
    inner = "".join(f"   - {item}\n" for item in prose.items(2, 3))
    return f"1. {prose.sentence()}\n1. {prose.sentence()} This includes:\n\n{inner}\n1. {prose.sentence()}\n"


def _closing(number: int, prose: Prose) -> str:
    rows = "".join(f"| {what} | {who} | {when} |\n" for what, who, when in prose.rows(5))
    own = ""
    if number % 6 == 4:
        own = '{{ answers["how we do it here"] | markdown }}\n\n'
    return f"""\
# How soon we act {{#times}}

A first answer is given within [insert time for a first answer]. Forms are kept in [insert place for forms].[^1]

[^1]: A school day is a day on which {{{{ school.short_name }}}} is open to {{{{ terms.pupils }}}}.

| Matter | Who sees to it | Within |
|---|---|---|
{rows}
{own}# Equality and records {{#equality}}

{{% include "_shared/equality.md" %}}

{{% include "_shared/records.md" %}}

# Review {{#review}}

{{% include "_shared/review.md" %}}

[insert version table]

[insert signatures: headteacher, chair_of_governors]
"""
