"""Trust, profile, register and policy: what good records hold, and how defaults merge."""

from __future__ import annotations

import pickle

import pytest

from policygen.errors import InputError
from policygen.records.dates import PartialDate
from policygen.records.policy import Control, Locked, Policy, read_policy
from policygen.records.register import Event, Register
from policygen.records.terms import DEFAULT_TERMS, all_terms, singular_of
from policygen.records.trust import Trust
from tests.records.reading import profile_of, read, said

FULL = """\
name: Oakfield Church of England Primary School
short_name: Oakfield
also_known_as: [Oakfield CofE Primary]
urn: 123456
phase: Primary
age_range: 4-11
type: voluntary aided school
sixth_form: no
motto: Let your light shine
scripture: {text: "…", reference: "Matthew 5:16"}
address: {street: 1 High Street, town: Oakfield, postcode: OX1 1AA}
phone: 01632 960000
email: office@oakfield.example
website: https://oakfield.example
terms:
  pupils: children
  headteacher: head teacher
people:
  headteacher: {name: Ann Example, email: head@oakfield.example}
  dsl: {title: Designated Safeguarding Lead, post: Deputy Headteacher, name: Sam Specimen}
facts: {classes: [Ash, Oak], pool: {length: 25}, empty: }
answers:
  where policies are published: on the school website
review_periods: {social-media: 2 years}
theme: {colour: "#7A0", font: Arial}
"""


def test_a_full_profile() -> None:
    profile = profile_of(FULL)
    assert profile.urn == "123456"
    assert profile.phase == "primary"
    assert profile.sixth_form is False
    assert profile.also_known_as == ("Oakfield CofE Primary",)
    assert profile.scripture is not None
    assert profile.scripture.reference == "Matthew 5:16"
    assert str(profile.address) == "1 High Street, Oakfield, OX1 1AA"
    assert profile.phone == "01632 960000"
    assert profile.facts == {"classes": ("Ash", "Oak"), "pool": {"length": "25"}, "empty": ""}
    assert profile.answers == {"where policies are published": "on the school website"}
    assert profile.review_periods["social-media"].months == 24
    assert (profile.theme.colour, profile.theme.font) == ("#77aa00", "Arial")
    assert profile.people["dsl"].title == "Designated Safeguarding Lead"
    assert profile.people["dsl"].role == "dsl"


def test_only_the_name_is_required() -> None:
    profile = profile_of("name: St Mary's")
    assert profile.short_name == "St Mary's"
    assert profile.sixth_form is None
    assert profile.terms == all_terms({})
    assert not profile.people


def test_a_known_role_has_its_term_for_a_title() -> None:
    profile = profile_of(FULL)
    assert profile.people["headteacher"].title == "head teacher"
    assert profile.person("chair_of_governors").title == "chair of governors"
    assert profile.person("unheard_of").title == ""
    assert profile.person("dsl").name == "Sam Specimen"


DEFAULTS = """\
name: A school of the trust
phase: secondary
motto: Together
terms: {pupils: students, headteacher: Principal}
people:
  dpo: {name: Priya Lindqvist, email: dpo@trust.example}
facts: {lado: {phone: "1"}, county: Wessex}
answers: {Where policies are  published: on our website, "chair's address": the office}
theme: {colour: "#000000", font: Arial}
address: {street: 1 Low Road, town: Ashby}
"""


def test_defaults_stand_when_a_profile_says_nothing() -> None:
    profile = profile_of("", DEFAULTS)
    assert profile.name == "A school of the trust"
    assert profile.terms["pupil"] == "student"
    assert profile.people["dpo"].title == DEFAULT_TERMS["dpo"]


def test_a_profile_merges_key_by_key_in_some_sections_and_wins_elsewhere() -> None:
    own = """\
name: Oak
terms: {headteacher: head}
people: {dpo: {phone: "2"}, dsl: {name: Sam}}
facts: {lado: {email: a@b.example}}
answers: {where Policies are published: in the hall, chair’s address: the hall}
theme: {colour: "#111111"}
address: {street: 2 High Road}
"""
    profile = profile_of(own, DEFAULTS)
    assert profile.name == profile.short_name == "Oak"
    assert (profile.terms["headteacher"], profile.terms["pupils"]) == ("head", "students")
    dpo = profile.people["dpo"]
    assert (dpo.name, dpo.phone, dpo.email) == ("Priya Lindqvist", "2", "dpo@trust.example")
    assert list(profile.people) == ["dpo", "dsl"]
    assert profile.facts == {"lado": {"email": "a@b.example"}, "county": "Wessex"}
    assert profile.answers == {
        "where Policies are published": "in the hall",
        "chair’s address": "the hall",
    }
    assert (profile.theme.colour, profile.theme.font) == ("#111111", "Arial")
    assert str(profile.address) == "2 High Road"


def test_nothing_written_keeps_a_default_and_empty_quotes_take_it_away() -> None:
    assert profile_of("name: Oak\nmotto:", DEFAULTS).motto == "Together"
    assert profile_of('name: Oak\nmotto: ""', DEFAULTS).motto == ""
    assert profile_of("name: Oak\npeople: {dpo: {name: }}", DEFAULTS).people["dpo"].name
    assert not profile_of('name: Oak\npeople: {dpo: {name: ""}}', DEFAULTS).people["dpo"].name


def test_slots_given_twice_are_found_under_defaults_too() -> None:
    trust, _found = read("trust.yaml", "name: T\ndefaults: {answers: {a b: x}}")
    assert isinstance(trust, Trust)
    profile, found = read("profile.yaml", "name: O\nanswers: {A b: x, a  B: y}", trust)
    assert profile is None
    assert [d.code for d in found] == ["duplicate-key"]


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("pupils", "pupil"),
        ("students", "student"),
        ("children", "child"),
        ("Children", "Child"),
        ("schoolchildren", ""),
        ("school children", "school child"),
        ("young people", "young person"),
        ("families", "family"),
        ("parents/carers", ""),
        ("class", ""),
        ("sixth form", ""),
    ],
)
def test_the_singular_of_a_term(plural: str, singular: str) -> None:
    assert singular_of(plural) == singular


def test_pupil_is_derived_unless_given() -> None:
    assert all_terms({"pupils": "children"})["pupil"] == "child"
    assert all_terms({"pupils": "learners", "pupil": "young learner"})["pupil"] == "young learner"
    assert "pupil" not in all_terms({"pupils": "our young"})
    assert all_terms({})["parent"] == "parent or carer"
    assert all_terms({"parents": "families"})["parent"] == "family"
    assert all_terms({"parents": "parents/carers"})["parent"] == "parent or carer"


def register_of(text: str) -> Register:
    """Return the register in *text*, which must be good."""
    register, found = read("register.yaml", text)
    assert isinstance(register, Register), said(found)
    return register


def test_a_register() -> None:
    register = register_of("""\
social-media:
  answers: {Twitter address: "@oak"}
  review_period: termly
  history:
    - {date: June 2019, action: Reviewed, by: SBM & DHT}
    - {version: 1.10, date: 17/9/15, action: Ratified, by: Governors, next_review: 2021, digest: 1a2b}
    - {action: Completed}
complaints:
uniform: {adopted: no, reason: we have none}
""")
    assert list(register.policies) == ["social-media", "complaints", "uniform"]
    entry = register.policies["social-media"]
    assert entry.adopted
    assert [event.version for event in entry.history] == ["", "1.10", ""]
    assert entry.approvals == (entry.history[1],)
    assert entry.history[1].date == PartialDate.parse("17 September 2015")
    assert str(entry.history[1].next_review) == "2021"
    assert entry.history[2] == Event(action="Completed")
    assert register.policies["complaints"].adopted
    assert not register.policies["uniform"].adopted
    assert register.places["uniform"].line == 9


def test_an_empty_register_decides_nothing() -> None:
    assert register_of("# nothing yet").policies == {}


TEMPLATE = """\
---
title: Social media policy
owner: trust
statutory: no
applies_to: school.phase == "secondary"
review_period: 3 years
review_triggers: changes in legislation
approver: governing_body
source: {name: HR, website: www.hr.example}
contents: yes
control:
  layout: table
  rows:
    Ratified by {{ terms.governors }}: review.approved
    "Period of review:": review.often
slots:
  responsible person: people.lead.title
  Twitter address: {ask: Address of the account, example: "@oak"}
  leader: {choices: [headteacher, principal], from: terms.headteacher}
  author:
locked: [legal-framework]
related: [complaints, safeguarding]
live: [people.dsl.name]
history:
  - {version: "1", date: 17/9/15, action: Agreed}
---

# Scope
"""


def test_a_template() -> None:
    policy = read_policy(TEMPLATE.replace("\n", "\r\n").encode("utf-8-sig"), "t.md", "social-media")
    assert (policy.id, policy.title, policy.owner, policy.statutory) == (
        "social-media",
        "Social media policy",
        "trust",
        False,
    )
    assert policy.body == "\n# Scope\n"
    assert TEMPLATE.split("\n")[policy.body_line - 1 :] == policy.body.split("\n")
    assert policy.applies_to is not None
    assert policy.applies_to.text == 'school.phase == "secondary"'
    assert str(policy.applies_to.place) == "t.md:5:13"
    assert policy.review_triggers == ("changes in legislation",)
    assert policy.source.website == "www.hr.example"
    assert policy.control.layout == "table"
    assert policy.control.rows is not None
    assert [(row.label.text, row.value.text) for row in policy.control.rows] == [
        ("Ratified by {{ terms.governors }}", "review.approved"),
        ("Period of review:", "review.often"),
    ]
    assert str(policy.control.rows[0].value.place) == "t.md:14:40"
    assert list(policy.slots) == ["responsible person", "twitter address", "leader", "author"]
    assert policy.slots["twitter address"].name == "Twitter address"
    assert policy.slots["twitter address"].example == "@oak"
    assert policy.slots["twitter address"].expression is None
    leader = policy.slots["leader"]
    assert leader.expression is not None
    assert (leader.expression.text, leader.choices) == (
        "terms.headteacher",
        ("headteacher", "principal"),
    )
    assert "legal-framework" in policy.locked
    assert "scope" not in policy.locked
    assert policy.related == ("complaints", "safeguarding")
    assert policy.live == ("people.dsl.name",)


def test_a_template_with_nothing_but_a_title() -> None:
    policy = read_policy("---\ntitle: A\n---\n", "t.md", "a")
    assert (policy.owner, policy.numbering, policy.contents) == ("personalise", "headings", False)
    assert policy.control == Control(layout="table", rows=None)
    assert policy.locked == Locked()
    assert (policy.body, policy.body_line) == ("", 4)


def test_words_for_control_and_locked() -> None:
    policy = read_policy("---\ntitle: A\ncontrol: cover\nlocked: all\n---\n", "t.md", "a")
    assert policy.control.layout == "cover"
    assert "anything" in policy.locked


def test_rules_in_the_text_do_not_end_the_front_matter_twice() -> None:
    policy = read_policy("---\ntitle: A\n---\nx\n\n---\n\ny: z\n", "t.md", "a")
    assert policy.body == "x\n\n---\n\ny: z\n"


def test_a_wrong_template_says_everything_at_once() -> None:
    with pytest.raises(InputError) as caught:
        read_policy("---\nowner: me\n---\nText \x07", "t.md", "a")
    places = [(d.place.line, d.code) for d in caught.value.diagnostics]
    assert places == [(1, "missing-key"), (2, "bad-value"), (4, "forbidden-character")]


def test_records_go_through_a_pool() -> None:
    policy, profile = read_policy(TEMPLATE, "t.md", "a"), profile_of(FULL)
    assert pickle.loads(pickle.dumps((policy, profile))) == (policy, profile)  # noqa: S301
    assert isinstance(policy, Policy)
