"""What holds for every text that is imported."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policygen.errors import InputError
from policygen.importing import Names, Options, import_policy
from policygen.records.policy import read_policy
from policygen.skeleton import read_skeleton
from policygen.template.library import Library
from policygen.template.source import Source
from policygen.values import vocabulary

_PIECES = st.sampled_from(
    [
        "[",
        "]",
        "{",
        "}",
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "#",
        "##",
        "-",
        "1.",
        "1.1",
        "a)",
        "(a)",
        "|",
        "*",
        "**",
        "_",
        "`",
        "<",
        ">",
        "<insert·name>",
        "[insert·school·name]",
        "[insert·date·here]",
        "[Insert]",
        "[]",
        "[x]",
        "XXX",
        "......",
        "____",
        "£....",
        "[delete·as·appropriate]",
        "a/b",
        "Headteacher/Principal",
        "[choose·a:·b·/·c]",
        "[choose]",
        "[note:·hi]",
        "[note:]",
        "[blank]",
        "[blank:·Date]",
        "You·may·wish·to·add",
        "Oakfield·Primary·School's",
        "OAKFIELD",
        "St.",
        "Review·date:·March·2020",
        "Approved·by:",
        "Contents",
        "Policy",
        "\n",
        "\n\n",
        "section·1",
        "[^1]",
        "&amp;",
        "\\",
        "---",
        ":",
        "Date:",
        "Headteacher:",
        "<b>",
        "http://a.b",
        "{.title}",
        "{#x}",
        "~~~",
        "[insert·contents]",
        "word",
        "Word·words.",
        "[a](b)",
        "![a](b)",
    ]
)
_TEXTS = st.lists(_PIECES, max_size=24).map(lambda pieces: " ".join(pieces).replace("·", " "))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(_TEXTS, st.sampled_from(["a.md", "a.txt", "a.html"]), st.booleans(), st.booleans())
def test_what_comes_out_is_a_template(text: str, name: str, yes: bool, finished: bool) -> None:
    school = Names("Oakfield Primary School") if finished else None
    try:
        imported = import_policy(
            text.encode(), name, "policy", Options(school=school), lambda question: yes
        )
    except InputError:  # there is no text in it
        return
    policy = read_policy(imported.template, "policy.md", "policy")
    source = Source(policy.file, policy.body, policy.body_line)
    assert policy.title
    Library({}, vocabulary()).template(source)
    body = re.sub(r"\{\{.*?\}\}", "value", policy.body)
    if "{%" not in body:
        problems = read_skeleton(body).problems
        assert not [p for p in problems if str(p.severity) == "error"], problems


@given(_TEXTS)
def test_the_same_file_gives_the_same_template(text: str) -> None:
    def run() -> str:
        return import_policy(
            f"word {text}".encode(), "a.md", "policy", Options(), lambda question: True
        ).template

    assert run() == run()
