"""Templates that never end, fill the memory or are nested without end: refused by name and line, the rest is built."""

from __future__ import annotations

from pathlib import Path

from .child import FRONT, PROFILE, build, good

#: The first line of a template's text.
TOP = FRONT.count("\n") + 1


def _loops(number: int, inside: str) -> str:
    opened = "".join(f"{{% for a{n} in facts.ten %}}" for n in range(number))
    return f"{opened}{inside}{'{% endfor %}' * number}\n"


def _joined(depth: int, start: str, entries: str = "facts.ten") -> str:
    for _ in range(depth):
        start = f"({entries} | join({start}))"
    return start


def _rows(number: int) -> str:
    return "".join(f"    a{n}: school.name\n" for n in range(number))


#: Policy -> its text, and what is said of it.
TEXTS: dict[str, tuple[str, str]] = {
    "loops": (_loops(8, "x"), f"{TOP}: template-size"),
    "loops-too-deep": (_loops(25, "x"), f"{TOP}: template-depth"),
    "loop-on-line-3": (
        f"One.\n\n{_loops(7, '{{ school.name }}')}",
        f"{TOP + 2}:176: template-size",
    ),
    "loop-of-conditions": (
        _loops(5, "{% if school.name == school.phase %}{% endif %}" * 100),
        f"{TOP}: template-size",
    ),
    "loop-of-empty-includes": (
        _loops(3, '\n{% include "_many.md" %}\n'),
        "templates/_many.md:1: template-size",
    ),
    "long-texts": (f"{{{{ {_joined(30, 'school.name')} }}}}\n", f"{TOP}: template-size"),
    "long-texts-of-constants": (
        f"{{{{ {_joined(12, 'school.name', '[' + ', '.join(['1'] * 40) + ']')} }}}}\n",
        f"{TOP}: template-size",
    ),
    "long-condition": (
        f"{{% if {_joined(30, 'school.name')} %}}x{{% endif %}}\n",
        f"{TOP}: template-size",
    ),
    "long-filters": (_loops(5, "{{ facts.ten | join | upper }}"), f"{TOP}:126: template-size"),
    "lists-in-lists": (
        _loops(5, "{% if 'x' in facts.ten %}{% endif %}" * 20),
        f"{TOP}: template-size",
    ),
    "answers-parsed": (
        _loops(3, "\n\n{{ answers.long | markdown }}\n\n"),
        f"{TOP + 2}:1: template-size",
    ),
    "long-answers": ("{{ answers.long }}\n" * 200, f"{TOP + 105}:1: template-size"),
    "slots-filled": ("[insert long]\n\n" * 500, f"{TOP + 206}:1: template-size"),
    "block-slots": ("[insert version table]\n\n" * 2_000, f"{TOP + 106}: template-size"),
    "includes-double": ('{% include "_1.md" %}\n', f"{TOP}: include"),
    "includes-itself": ('{% include "_loop.md" %}\n', "templates/_loop.md:1: include"),
    "includes-long": (_loops(2, '\n{% include "_long.md" %}\n'), f"{TOP + 1}: template-size"),
    "lipsum": ("{{ lipsum(100000) }}\n", f"{TOP}: not-allowed"),
    "power": ("{{ 10**(10**8) }}\n", f"{TOP}: not-allowed"),
    "times": ("{{ 'a' * 10**9 }}\n", f"{TOP}: not-allowed"),
    "range": ("{% for n in range(10**9) %}x{% endfor %}\n", f"{TOP}: not-allowed"),
    "doubling": ("{% set a = 'x' %}{% set a = a ~ a %}\n", f"{TOP}: not-allowed"),
    "tags": ("{{ school.name }} " * 5_001, f"{TOP}: template-size"),
    "ifs": ("{% if school.name %}" * 500 + "x" + "{% endif %}" * 500, f"{TOP}: template-depth"),
    "elifs": (
        "{% if facts.x %}a" + "{% elif facts.x %}a" * 4_000 + "{% endif %}",
        f"{TOP}: template-depth",
    ),
    "brackets": (f"{{{{ {'(' * 2_000}school.name{')' * 2_000} }}}}\n", f"{TOP}: template-depth"),
    "filters": (f"{{{{ school.name{' | upper' * 3_000} }}}}\n", f"{TOP}:18: template-depth"),
    "ands": (
        f"{{% if school.name{' and school.name' * 3_000} %}}x{{% endif %}}\n",
        f"{TOP}: template-depth",
    ),
    "nots": (f"{{% if {'not ' * 2_000}school.name %}}x{{% endif %}}\n", f"{TOP}: template-depth"),
    "digits": (f"{{{{ {'9' * 5_000} }}}}\n", f"{TOP}: number"),
    "unclosed": ("{% x\n" * 4_000, f"{TOP}: template-syntax"),
    "comments": ("{## x\n" * 100_000, f"{TOP}: template-syntax"),
    "lines": ("a\n" * 60_000, f"{TOP + 30_000}: too-large"),
    "characters": (f"One.\n\n{'word ' * 300_000}\n", f"{TOP + 2}: template-size"),
    "signs": (f"One.\n\n{'*a* ' * 60_000}\n", f"{TOP + 2}: too-large"),
    "columns": ("|a" * 64 + "|\n" + "|-" * 64 + "|\n", f"{TOP}: table-too-wide"),
}
#: Policy -> its front matter, and what is said of it.
FRONTS: dict[str, tuple[str, str]] = {
    "applies": (
        f'applies_to: "{_joined(30, "school.name")}"\ncontrol: none\n',
        "3:13: template-size",
    ),
    "slots": (
        f'control: none\nslots: {{a: "{_joined(30, "school.name")}"}}\n',
        "4:12: template-size",
    ),
    "rows": (
        f'control: {{layout: table, rows: {{a: "{_joined(30, "school.name")}"}}}}\n',
        "3:36: template-size",
    ),
    "many-rows": (f"control:\n  layout: table\n  rows:\n{_rows(201)}", "6:5: too-large"),
    "many-slots": (f"control: none\nslots:\n{_rows(1_001)}", "5:5: too-large"),
}


def test_no_template_costs_without_bounds(tmp_path: Path) -> None:
    long = "word " * 1_900
    files = {
        "schools/oak/profile.yaml": f'{PROFILE}answers: {{long: "{long}"}}\n',
        "templates/_many.md": '{% include "_none.md" %}' * 900,
        "templates/_none.md": "{% if school.motto %}{% endif %}",
        "templates/_loop.md": '{% include "_loop.md" %}\n',
        "templates/_long.md": "Some words.\n\n" * 1_000,
        **{f"templates/_{n}.md": f'{{% include "_{n + 1}.md" %}}\n' * 2 for n in range(1, 15)},
        "templates/_15.md": "Some words.\n",
        "schools/oak/register.yaml": "block-slots:\n  history:\n"
        + "".join(
            f"    - {{version: '{n}', date: 2024-03-12, action: Approved, by: Board}}\n"
            for n in range(150)
        ),
        **{f"templates/{name}.md": FRONT + text for name, (text, _) in TEXTS.items()},
        **{
            f"templates/front-{name}.md": f"---\ntitle: A policy\n{front}---\n[insert a]\n"
            for name, (front, _) in FRONTS.items()
        },
    }
    built = build(tmp_path, files)
    expected = [
        where if where.startswith("templates/") else f"templates/{name}.md:{where}"
        for name, (_, where) in (*TEXTS.items(), *((f"front-{n}", f) for n, f in FRONTS.items()))
    ]
    first = {
        name: next((e for e in built.errors if e.startswith(name.partition(":")[0])), "")
        for name in expected
    }
    assert first == {name: name for name in expected}, built.said[:5000]
    assert built.editions == good()
    assert built.code == 3
