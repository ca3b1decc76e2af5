"""Prose for synthetic policies: sentences made from patterns, with the names that a template can print.

None of it is anybody's policy. The same source of chance gives the same words.
"""

from __future__ import annotations

import random

#: Titles of policies, each with what it is about in the middle of a sentence.
TOPICS = (
    ("Accessibility plan", "access to the curriculum and the site"),
    ("Admissions policy", "admission to the school"),
    ("Animals in school policy", "animals on the site"),
    ("Anti-bribery policy", "gifts and hospitality"),
    ("Appraisal policy", "the appraisal of staff"),
    ("Arts and culture policy", "the arts"),
    ("Asbestos policy", "asbestos on the site"),
    ("Assessment policy", "assessment and reporting"),
    ("Attendance policy", "attendance and punctuality"),
    ("Behaviour policy", "behaviour and rewards"),
    ("Bereavement policy", "bereavement and loss"),
    ("Capability policy", "the capability of staff"),
    ("Careers guidance policy", "careers guidance"),
    ("CCTV policy", "the use of cameras on the site"),
    ("Charging and remissions policy", "charges and remissions"),
    ("Children in care policy", "children who are looked after"),
    ("Children with health needs policy", "children who cannot attend because of ill health"),
    ("Code of conduct", "the conduct of staff"),
    ("Collective worship policy", "collective worship"),
    ("Critical incident plan", "critical incidents"),
    ("Curriculum policy", "the curriculum"),
    ("Data protection policy", "personal data"),
    ("Dignity at work policy", "dignity at work"),
    ("Drugs education policy", "education about drugs and alcohol"),
    ("Early career teachers policy", "the induction of early career teachers"),
    ("Educational visits policy", "visits and journeys"),
    ("English as an additional language policy", "learning English as an additional language"),
    ("Equality policy", "equality and good relations"),
    ("Exclusions policy", "suspension and exclusion"),
    ("Feedback and marking policy", "feedback and marking"),
    ("Finance policy", "money and purchasing"),
    ("Fire safety policy", "fire safety"),
    ("First aid policy", "first aid"),
    ("Flexible working policy", "flexible working"),
    ("Food policy", "food and drink"),
    ("Freedom of information policy", "requests for information"),
    ("Grievance policy", "grievances"),
    ("Health and safety policy", "health and safety"),
    ("Home learning policy", "learning at home"),
    ("Intimate care policy", "intimate care"),
    ("Lettings policy", "the letting of rooms and grounds"),
    ("Library policy", "the library"),
    ("Lockdown procedure", "lockdown"),
    ("Lone working policy", "working alone"),
    ("Low-level concerns policy", "low-level concerns about adults"),
    ("Medicines policy", "medicines and medical conditions"),
    ("Minibus policy", "the minibus"),
    ("Music policy", "music lessons and ensembles"),
    ("Outdoor learning policy", "learning out of doors"),
    ("Pay policy", "pay"),
    ("Physical intervention policy", "physical intervention"),
    ("Recruitment policy", "safer recruitment"),
    ("Records retention policy", "the keeping of records"),
    ("Relationships education policy", "relationships and health education"),
    ("Sickness absence policy", "sickness absence"),
    ("Special educational needs policy", "special educational needs"),
    ("Sun safety policy", "sun and heat"),
    ("Transition policy", "transition between schools"),
    ("Uniform policy", "uniform and appearance"),
    ("Volunteers policy", "volunteers"),
)

_WHO = (
    "The {{ terms.headteacher }}",
    "The {{ terms.governing_body }}",
    "The {{ people.dsl.title }}",
    "Every member of staff",
    "The {{ terms.senior_team }}",
    "{{ terms.class_teacher | a | sentence }}",
    "The member of staff in charge",
    "Whoever leads on {about}",
)
_DOES = (
    "keeps a short written record of",
    "explains",
    "checks once a term",
    "agrees with the {{ terms.senior_team }}",
    "reports to the {{ terms.governing_body }} on",
    "talks to {{ terms.parents }} about",
    "looks again at",
    "makes time in the calendar for",
    "arranges training on",
    "sets out in plain words",
)
_WHAT = (
    "the arrangements for {about}",
    "any change to {about}",
    "what has been decided about {about}",
    "the part that {{ terms.pupils }} play in {about}",
    "concerns that have been raised about {about}",
    "the cost of {about}",
    "the risks that come with {about}",
    "how well {about} is understood",
    "the views of {{ terms.pupils }} and {{ terms.parents }}",
    "the reasons for a decision",
    "the support that a {{ terms.pupil }} may need",
    "the duties of visitors and contractors",
)
_HOW = (
    "before the end of the half term",
    "in a way that a newcomer can follow",
    "and keeps it with the other papers of the year",
    "as soon as it is reasonable to do so",
    "with the help of the office",
    "unless the law asks for something else",
    "and says when the next step will follow",
    "without adding to anybody's workload more than is needed",
    "at a meeting that all can attend",
    "so that nobody has to ask twice",
)
_WHOLE = (
    "At {{ school.short_name }} we would rather prevent a difficulty than mend one, and {about} is no exception.",
    "{{ terms.parents | sentence }} can ask at any time how {about} works in practice, and are given an answer within five school days.",
    "Where two duties seem to pull in different directions, the safety of {{ terms.pupils }} comes first.",
    "Nothing in this section takes away a right that a person has under the law.",
    "*Reasonable* means what a careful person who knows the school would think right at the time.",
    "Questions about this section go to the {{ people.policy_lead.title }}, {{ people.policy_lead.name }}.",
    "We ask {{ terms.pupils }} what they think about {about} at least once a year, and tell them what has become of it.",
    "Staff who are new to {{ school.name }} read this section in their first week and **sign to say so**.",
    "What we learn from {about} is shared with the other schools of {{ trust.short_name }}.",
    "A decision that cannot wait is taken by the most senior person on the site, and looked at again within two school days.",
)
_ITEMS = (
    "a clear reason, written down in a sentence or two",
    "the name of the person who decided and the date",
    "a conversation with the {{ terms.pupil }} and a {{ terms.parent }}",
    "a look at earlier records of {about}",
    "advice from the {{ people.dsl.title }} where a child may be at risk",
    "an adjustment for anybody who is disabled",
    "a note of what was tried before and how it went",
    "time for everybody concerned to answer",
    "a plan with no more than three steps",
    "a date on which the plan is looked at again",
    "a copy for the {{ terms.class_teacher }}",
    "a translation where one is needed",
    "the smallest number of people who have to know",
    "the agreement of the {{ terms.headteacher }}",
    "a safe place to wait and somebody to wait with",
)
_HEADS = (
    "Planning",
    "Day-to-day practice",
    "Working with families",
    "Training and induction",
    "When something goes wrong",
    "Visitors and contractors",
    "Support for {about}",
    "Costs and equipment",
    "Sharing what we know",
    "The voice of children",
    "Outside the school day",
    "Working with other agencies",
    "Starting and leaving",
    "Keeping it fair",
)
_MATTERS = (
    "An everyday question",
    "A request from a family",
    "A concern about safety",
    "A disagreement",
    "An urgent decision",
    "A change of plan",
    "A request from outside the school",
    "Damage or loss",
    "A new risk",
    "Praise and thanks",
)


class Prose:
    """Sentences about one subject, from one source of chance."""

    def __init__(self, chance: random.Random, about: str) -> None:
        self._chance = chance
        self._about = about

    def _with_subject(self, text: str) -> str:
        return text.replace("{about}", self._about)

    def sentence(self) -> str:
        """Return one sentence."""
        pick = self._chance.choice
        if self._chance.random() < 0.3:
            return self._with_subject(pick(_WHOLE))
        return self._with_subject(f"{pick(_WHO)} {pick(_DOES)} {pick(_WHAT)} {pick(_HOW)}.")

    def paragraph(self) -> str:
        """Return two to four sentences."""
        return " ".join(self.sentence() for _ in range(self._chance.randint(2, 4)))

    def items(self, least: int, most: int) -> list[str]:
        """Return the items of a list, no two alike, without full stops."""
        number = self._chance.randint(least, most)
        return [self._with_subject(item) for item in self._chance.sample(_ITEMS, number)]

    def heads(self) -> list[str]:
        """Return headings for sections, in some order, no two alike."""
        return [self._with_subject(head) for head in self._chance.sample(_HEADS, len(_HEADS))]

    def rows(self, number: int) -> list[tuple[str, str, str]]:
        """Return the rows of a table: a matter, who sees to it, and how soon."""
        matters = self._chance.sample(_MATTERS, number)
        return [
            (matter, self._chance.choice(_WHO[:5]), f"{self._chance.randint(2, 20)} school days")
            for matter in matters
        ]
