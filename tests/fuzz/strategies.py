"""Templates and profiles made by chance: pieces of the language, in and out of order."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

_INLINE = (
    "a word", "the school", " ", "\n", "*", "**", "_", "`", "``", "[", "]", "(", ")", "![", "](", "<", ">",
    "&amp;", "&#42;", "&#x202e;", "&#0;", "&nbsp;", "\\", "\\\n", "  \n", "|", ":", "{", "}", "#", "é", "\u00a0", "’",
    "[insert school name]", "*[insert lead person]*", "[insert nothing]", "[insert lead person]'s", "[insert", "[Insert x, e.g. y]",
    "[choose leader: headteacher / principal]", "[choose x: a]", "[note: a note]", "*[note: x]*.", "[You may wish so]", "[blank]", "[blank: Date]",
    "[text](https://a.example/x_y)", "[](#aim)", "[](#nowhere)", "[x](#aim)", "[x](javascript:x)", "[x](other.html)", "<https://a.example>", "https://a.example/a_b*c*",
    "[^1]", "[^2]", "![a picture](_images/x.png)", "[x]({{ school.website }})", "`{{ school.name }}`",
    "{{ school.name }}", "{{ school.motto | upper }}", "{{ school.phone }}", "{{ facts.clubs | join }}", "{{ facts.clubs }}",
    "{{ facts.clubs | sort | first }}", "{{ facts.number }}", "{{ answers[\"lead person\"] }}", "{{ nobody }}", "{{ school.name.x }}",
    "{{ review.next }}", "{{ terms.pupils | sentence | possessive }}", "{{ 'a' | a }}", "{{ [1, 'x'] | join('-') }}", "{{ none }}", "{{ 1 if facts.pool else 2 }}",
    "{{ facts[school.phase] }}", "{{ people.dsl.name | default('x') }}", "{{", "}}", "{%", "%}", "{{ (", "{# x #}", "{## x ##}", "{##",
)  # fmt: skip
_LINES = (
    "# Aim {#aim}\n", "# Scope\n", "## More\n", "### Deep\n", "# [insert school name] {#named}\n", "# Title {.title}\n", "# x {.unnumbered}\n", "# x {.nope a=b}\n", "####### x\n",
    "Heading\n===\n", "---\n", "- ", "  - ", "    - ", "1. ", "   2) ", "10. ", "> ", "> > ", "    code\n", "```\n", "~~~\n",
    "| a | b |\n|---|:-:|\n| c | d |\n", "| a |\n|---|---|\n", "|-|\n", "Term\n: its meaning\n", ": ", "[^1]: a footnote\n", "[^2]: b[^1]\n", "    more of it\n",
    "::: note\n", ":::\n", "::: other\n", "\n", "\n\n", "\t", "  ",
    "[insert contents]\n\n", "[insert document control]\n\n", "[insert version table]\n\n", "[insert version table: model]\n\n",
    "[insert key personnel: headteacher, dsl?]\n\n", "[insert signatures: headteacher]\n\n", "[insert key personnel]\n\n",
    "{% if school.motto %}\n", "{% if facts.pool == 'no' %}", "{% elif facts.number > 3 %}", "{% else %}\n", "{% endif %}\n", "{% endif %}",
    "{% for c in facts.clubs %}\n", "{% for p in people %}", "{% endfor %}\n", "{{ c }}", "{{ loop.index }}", "{{ p.title }}",
    '{% include "_shared/hours.md" %}\n', '{% include "_shared/wrong.md" %}\n', '{% include "_shared/loop.md" %}', "{% include x %}", "{% set x = 1 %}", "{% raw %}", "{% endraw %}",
    "{{ answers[\"lead person\"] | markdown }}\n\n", "\r\n", "\x0b", "\u2028", "\ufdd0", "\x1b",
)  # fmt: skip
_CONTROLS = (
    "none",
    "table",
    "cover",
    "footer",
    "{layout: table, rows: {A: review.approved, '{{ school.name }}': school.phase}}",
    "{layout: x}",
)
_FRONTS = (
    "numbering: clauses", "numbering: paragraphs", "numbering: none", "numbering: headings", "contents: yes", "statutory: maybe", "owner: trust", "locked: all",
    "applies_to: school.phase == 'primary'", "applies_to: nobody", "slots: {nothing: school.name}", "slots: {x: {ask: What?, choices: [a, b]}}", "slots: {a: 'answers.b', b: 'answers.a'}",
    "review_period: 2 years", "review_period: often", "approver: governing_body", "history: [{version: '1', date: 2020, action: A}]", "audience: \"[insert x]\"", "unknown: x", "title: twice", "- x", "a: &a b", "{",
)  # fmt: skip

_pieces = st.one_of(
    st.sampled_from(_INLINE),
    st.sampled_from(_LINES),
    st.text("ab*_[]()`|:>-#{}%&<\\\n ", max_size=6),
)
_bodies = st.lists(_pieces, min_size=1, max_size=24).map("".join)
#: Bodies that are nearly right, so that much of them is published.
_likely = st.lists(
    st.sampled_from([*_INLINE[:10], *_INLINE[20:60], *_LINES[:45]]), min_size=1, max_size=16
).map("".join)
_fronts = st.builds(
    lambda control, more: (
        f"title: A policy\ncontrol: {control}\n" + "".join(f"{m}\n" for m in more)
    ),
    st.sampled_from(_CONTROLS),
    st.lists(st.sampled_from(_FRONTS), max_size=2, unique=True),
)
templates: SearchStrategy[str] = st.one_of(
    st.builds("---\n{}---\n{}".format, _fronts, st.one_of(_likely, _bodies)),
    st.builds("---\ntitle: A policy\ncontrol: none\n---\n{}".format, _likely),
    _bodies,
)

_YAML = (
    "name: ", "name: Oak\n", "short_name: O\n", "phase: primary\n", "age_range: 4-11\n", "people: ", "facts: ", "answers: ", "terms: {pupils: students}\n",
    "theme: {colour: '#123'}\n", "address: {street: 1 High Street}\n", "website: javascript:x\n", "email: a@b.example\n", "also_known_as: [a, b]\n", "review_periods: {x: 2 years}\n",
    "  headteacher: {name: A}\n", "\n", " ", "  ", "    ", "- ", ": ", ":", "? ", "{", "}", "[", "]", ", ", "'", '"', "''", '"\\u202e"', '"\\x', "|\n", ">\n", "|+2\n", "#", " #x", "&a ", "*a ", "!!int ", "<<: ",
    "%YAML 1.2\n", "---\n", "...\n", "~", "null", "yes", "1.10", "0123", "\t", "\r\n", "\r", "\x00", "\x85", "\u2028", "\ufeff", "\ufdd0", "é", "\U0001f392", "@", "`", "a: b\n", "x" * 200,
)  # fmt: skip
profiles: SearchStrategy[bytes] = st.one_of(
    st.lists(st.sampled_from(_YAML), max_size=24).map(lambda p: "".join(p).encode()),
    st.lists(st.sampled_from(_YAML), max_size=12).map(
        lambda p: f"name: Oak\n{''.join(p)}".encode()
    ),
    st.binary(max_size=60),
)
