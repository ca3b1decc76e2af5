"""JSON Schema of the files a trust keeps, for editors that help while one types."""

from __future__ import annotations

from policygen.records import lists
from policygen.records.policy import Policy
from policygen.records.profile import Profile
from policygen.records.record import schema_of
from policygen.records.register import register_schema
from policygen.records.shapes import Json
from policygen.records.trust import Trust

#: The files of every workspace.
RECORDS = ("trust", "profile", "register", "policy")
#: What there is a schema for.
KINDS = (*RECORDS, *lists.KINDS)


def schema(kind: str) -> Json:
    """Return the JSON Schema (draft 2020-12) of one of KINDS, ready for ``json.dumps``.

    An editor sees plain scalars as YAML 1.2 types them, so texts may be numbers and booleans there.
    Raises KeyError for another *kind*.
    """
    title, body = {
        "trust": ("trust.yaml: the trust and what its schools share", schema_of(Trust)),
        # ``name`` is required, but may come from the trust's defaults.
        "profile": ("profile.yaml: who a school is", _without_required(schema_of(Profile))),
        "register": (
            "register.yaml: what a school has decided about each policy",
            register_schema(),
        ),
        "policy": ("The front matter of a model policy", schema_of(Policy)),
        **{name: (f"{lists.FOLDER}/{name}.yaml", lists.list_schema(name)) for name in lists.KINDS},
    }[kind]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **body}


def _without_required(body: Json) -> Json:
    return {name: value for name, value in body.items() if name != "required"}
