"""Editions of one shape are, byte for byte, what they would be if each were written by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.trust import make_trust
from policygen.document.gaps import Misfit
from policygen.formats import USUAL
from policygen.planning import Report, plan
from policygen.rendering import Renderer
from policygen.workspace import Workspace, load

from ..end_to_end.test_laws import HOSTILE
from ..workspaces import ROOT, write

#: A value in every place that one can stand in.
TEMPLATE = """\
---
title: Visits
review_period: 2 years
numbering: {numbering}
control: {control}
contents: yes
applies_to: school.phase == "primary"
---
{masthead}

# How {{{{ school.short_name }}}} works {{#work}}

*[insert lead]* and **[Insert lead]** meet [insert lead]'s team, {{{{ facts.place | upper }}}}.
[insert lead] says: *{{{{ facts.place }}}}*s, _{{{{ facts.place }}}}_ and :{{{{ facts.place }}}}: &{{{{ facts.place }}}}; x.

{{{{ facts.place }}}}

1. First {{{{ facts.place }}}}:
   1. inside [insert lead]
   2. again, see [](#plain) and [](#work)
2. Second

{{{{ answers["own words"] | markdown }}}}

# {{{{ facts.place }}}} at the end {{#plain .unnumbered}}

| {{{{ facts.place }}}} | b |
|---|---|
| [insert lead] | `{{{{ facts.code }}}}` and [{{{{ facts.place }}}}](mailto:{{{{ school.email }}}}) |

| fixed | b |
|---|---|
| a | b |

Write to [{{{{ school.email }}}}](mailto:{{{{ school.email }}}}), or see [](#plain), at [{{{{ facts.place }}}}](#work).[^1]

- {{{{ facts.place }}}}
- > [insert lead]

Term {{{{ facts.place }}}}
: [insert lead]

    {{{{ facts.place }}}}

A note[^2] by itself.

[^2]: At {{{{ facts.place }}}}, by [insert lead], of {{{{ terms.pupils }}}}.

[^1]: {note}.

[insert key personnel: headteacher, dsl?]

[insert signatures: headteacher]

[insert version table]
"""
_PROFILE = """\
name: {name}
short_name: {short}
motto: {motto}
email: {email}
phase: primary
people:
  headteacher: {{name: Ann Example, email: head@oak.example}}
facts: {{place: {place}, code: a b}}
answers:
  lead: {lead}
  own words: {words}
"""
_REGISTER = """\
visits:
  history:
    - {version: "1", date: 2024-03-12, action: Approved, by: Governing Board}
"""


def quoted(text: str) -> str:
    """Return *text* as a YAML scalar."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def trust(root: Path, schools: Sequence[dict[str, str]], **head: str) -> Workspace:
    """Return a workspace with a school for each dictionary of values."""
    usual_head = {"numbering": "headings", "control": "table", "masthead": "", "note": "Fixed"}
    head = {**usual_head, **head}
    files = {"trust.yaml": "name: Harbour Trust\n", "templates/visits.md": TEMPLATE.format(**head)}
    for number, school in enumerate(schools):
        usual = {
            "name": f"School {number}",
            "short": f"S{number}",
            "motto": "Onward",
            "email": f"office@s{number}.example",
            "place": f"the hall of {number}",
            "lead": "the deputy",
            "words": f"Ours:\n\n- one {number}\n- two",
        }
        values = {key: quoted(text) for key, text in {**usual, **school}.items()}
        files[f"schools/s{number}/profile.yaml"] = _PROFILE.format(**values)
        files[f"schools/s{number}/register.yaml"] = _REGISTER
    return load(write(root, files))


def agree(workspace: Workspace) -> Counter[str]:
    """Check each edition against the one that is written by itself; count how they were made."""
    renderer = Renderer(workspace, USUAL)
    jobs = list(plan(renderer.composer, workspace.schools, workspace.policies, Report()))
    made: Counter[str] = Counter()
    for _ in range(3):  # at first by themselves, then the shapes are cut, then they are filled
        for school, policy in jobs:
            expected = renderer.by_itself(school, policy)
            assert renderer.render(school, policy) == expected, (school.id, policy)
    for school, policy in jobs:
        made["filled" if is_filled(renderer, school, policy) else "by itself"] += 1
    return made


def is_filled(renderer: Renderer, school: object, policy: str) -> bool:
    try:
        renderer._from_shape(school, policy)  # type: ignore[arg-type]
    except Misfit:
        return False
    return True


def test_the_sample_workspace() -> None:
    made = agree(load(ROOT))
    assert made == {"filled": 25, "by itself": 1}  # a school with a section of its own


def test_a_trust_of_many_schools(tmp_path: Path) -> None:
    make_trust(tmp_path, 6, 3, 600)
    made = agree(load(tmp_path))
    assert made["filled"] == sum(made.values()), made


def test_a_shape_is_shared(tmp_path: Path) -> None:
    renderer = Renderer(trust(tmp_path, [{}, {}, {}, {}]), USUAL)
    for school in renderer.composer.workspace.schools.values():
        renderer.render(school, "visits")
    (kept,) = renderer._kept.values()
    assert len(kept.shapes) == 1


def test_addresses_of_links_go_into_a_shape(tmp_path: Path) -> None:
    emails = (
        "a.b@s.example",
        "o'neill&co@s.example",
        "a_b@s.example",
        "%ea%99%ae0%ea%99%ae@x.example",
    )
    workspace = trust(tmp_path, [{}, {}, *({"email": email} for email in emails)])
    assert agree(workspace) == {"filled": 5, "by itself": 1}
    renderer = Renderer(workspace, USUAL)
    for school in workspace.schools.values():
        renderer.render(school, "visits")
    (kept,) = renderer._kept.values()
    assert len(kept.shapes) == 1 + 3  # plain ones share it, each odd one is part of its own


def test_a_target_that_looks_like_an_encoded_gap_has_no_shape(tmp_path: Path) -> None:
    workspace = trust(tmp_path, [{}, {}, {}], note="[x](mailto:%EA%99%AE0%EA%99%AE)")
    assert agree(workspace) == {"by itself": 3}


@pytest.mark.parametrize("note", ["%EA%99%AE0%EA%99%AE", '<a href="mailto:%EA%99%AE0%EA%99%AE">'])
def test_words_that_look_like_an_encoded_gap_stay_as_they_are(tmp_path: Path, note: str) -> None:
    note = note.replace("<", "\\<")
    schools = [{}, {}, {"place": "%EA%99%AE1%EA%99%AE:"}, {"place": "%EA%99%AE1%EA%99%AE:"}]
    made = agree(trust(tmp_path, schools, note=note))
    assert made["filled"] == sum(made.values()), made


def test_a_footnote_in_what_is_written_anew_is_the_editions_own(tmp_path: Path) -> None:
    made = agree(trust(tmp_path, [{}, {}, {}], note="{{ facts.place }}"))
    assert made == {"by itself": 3}


@pytest.mark.parametrize("control", ["table", "cover", "footer", "none"])
@pytest.mark.parametrize("numbering", ["none", "headings", "clauses", "paragraphs"])
def test_schemes_and_layouts(tmp_path: Path, numbering: str, control: str) -> None:
    made = agree(trust(tmp_path, [{}, {}, {"motto": ""}], numbering=numbering, control=control))
    assert made["filled"] == sum(made.values()), made


MASTHEADS = (
    "",
    "# Visits at {{ school.name }} {.title}",
    "**{{ school.name }}**\n\n# V {.title}",
    "[{{ school.email }}](mailto:{{ school.email }})\n\n# V {.title}",
    "| {{ facts.place }} | [{{ school.email }}](mailto:{{ school.email }}) |\n|---|---|\n| a | b |\n\n# V {.title}",
    "| [{{ facts.place }}](#plain) | wide enough |\n|---|---|\n| a | {{ school.email }} |\n\n# V {.title}",
)


@pytest.mark.parametrize("masthead", MASTHEADS)
def test_mastheads(tmp_path: Path, masthead: str) -> None:
    made = agree(trust(tmp_path, [{}, {}, {}, {"name": "“Quoted”"}], masthead=masthead))
    assert made["filled"] == sum(made.values()), made


AWKWARD = (
    HOSTILE,
    "School",
    "St James",
    "How",
    "Work",
    "Contents",
    "Visits",
    "_low_ *star*",
    "a | b",
    "1. one",
    "# head",
    "- dash",
    "ends in a colon:",
    "two  spaces",
    "line\nbreak",
    "http://x.example/a_b_",
    "www.a_b.example",
    "javascript:alert(1)",
    "[insert x]",
    "amp",
    "ꙮ1ꙮ",
    "x" * 130,
    "“Quoted”",
    "",
)
TEXTS = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.sampled_from("abcXYZ 019_*`[]()<>&:;|#-+.,'’\\~$!^{}/@\n"), max_size=12),
)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional=dict.fromkeys(
                ("name", "short", "motto", "email", "place", "lead", "words"), TEXTS
            ),
        ),
        min_size=3,
        max_size=3,
    ),
    st.sampled_from(MASTHEADS),
    st.sampled_from(("headings", "clauses")),
)
def test_whatever_the_values_are(
    tmp_path_factory: pytest.TempPathFactory,
    schools: list[dict[str, str]],
    masthead: str,
    numbering: str,
) -> None:
    folder = tmp_path_factory.mktemp("trust")
    agree(trust(folder, [{}, *schools], masthead=masthead, numbering=numbering))


def test_the_workspace_of_the_hypothesis_fills_stencils(tmp_path: Path) -> None:
    awkward = [{"place": text} for text in AWKWARD if text and "[insert" not in text]
    made = agree(trust(tmp_path, [{}, {}, *awkward]))
    assert made["filled"] >= len(awkward) // 2, made
