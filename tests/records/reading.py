"""One way to read any of the four kinds of record and see what is said about it."""

from __future__ import annotations

from policygen.records.nodes import Findings
from policygen.records.policy import Policy, collect_policy
from policygen.records.profile import Profile, read_profile
from policygen.records.register import Register, read_register
from policygen.records.texts import YAML_LIMIT, decode
from policygen.records.trust import Trust, read_trust
from policygen.records.yamlio import parse_text


def read(
    file: str, content: str | bytes, trust: Trust | None = None
) -> tuple[Trust | Profile | Register | Policy | None, Findings]:
    """Return the record in *content*, and what was found wrong; *file* tells the kind."""
    found: Findings = []
    if file == "policy.md":
        return collect_policy(content, file, "policy", found), found
    node = parse_text(decode(content, file, YAML_LIMIT, found), file, found)
    match file:
        case "trust.yaml":
            return read_trust(node, file, found), found
        case "profile.yaml":
            return read_profile(node, file, found, trust.defaults if trust else None), found
        case "register.yaml":
            return read_register(node, found), found
    raise AssertionError(f"no such kind: {file}")


def said(found: Findings) -> str:
    """Return the findings as a person sees them, in the order of the file."""
    return "\n".join(str(d) for d in sorted(found, key=lambda d: d.sort_key))


def profile_of(text: str, defaults: str = "") -> Profile:
    """Return the profile in *text*, which must be good, over the *defaults* of a trust."""
    indented = "".join(f"  {line}\n" for line in defaults.splitlines())
    trust, found = read("trust.yaml", f"name: T\ndefaults:\n{indented}")
    assert isinstance(trust, Trust), said(found)
    profile, found = read("profile.yaml", text, trust)
    assert isinstance(profile, Profile), said(found)
    assert not found, said(found)
    return profile
