"""Characters that would mean something in Markdown, written so that they stand for themselves.

Backslashes only where CommonMark (or GFM, for editions) would otherwise read markup, so that the text
stays readable by hand. Section numbers are those of CommonMark 0.31.2.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: A hard line break (§6.7).
LINE_BREAK = "\\\n"

#: What both dialects escape; each alternative matches the one character that a backslash goes before.
_COMMON = (
    r"[\\`]"  # §2.4, §6.1
    # A star between spaces is neither left- nor right-flanking (§6.2); outer spaces may be encoded.
    r"|(?<![^ \t][ \t])\*|\*(?![ \t][^ \t])"
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word cannot open or close emphasis (§6.2)
    r"|<(?!\s)"  # autolinks (§6.5) and raw HTML (§6.6)
    r"|&(?=#|[A-Za-z][A-Za-z0-9]{1,31};)"  # §2.5
    r"|(?<=\{)[{%#]"  # the marks of templates must not arise
)
#: A bracket begins a footnote or ends a link's text; other brackets are text, slots above all.
_SOURCE = r"|\[(?=\^)|\](?=\()"
#: GFM: brackets (task lists, references), strikethrough; on GitHub also mathematics and emoji.
_EDITION = r"|[\[~$]|:(?=[a-z_+-][a-z0-9_+-]*:)"
#: In a link's text or an image's: the brackets, and what would make a footnote of it.
_IN_BRACKETS = r"|[\[\]]|\A\^"

#: Text without any of these needs no escape, and most text has none: a class is quick to look for.
_MAY_MEAN = re.compile(r"[\^\\`*_<&{\[\]~$:#%]")
#: A bare address that GFM would make a link of, with something in it that is escaped: the backslash
#: would be taken for a part of the address (GFM §6.9), so the address is kept from being one.
#: Only ASCII white space ends an address; ``<`` before it makes it an autolink, unless escaped.
_ADDRESS = re.compile(
    r"(?<![a-z])(?<!(?<!\\)<)(?:(?:https?|ftp)(?=(://))|www(?=(\.)))", re.IGNORECASE
)
_NO_SPACE = re.compile(r"[^ \t\n]+")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What is escaped in running text, and inside the brackets of a link or an image."""

    text: re.Pattern[str]
    bracketed: re.Pattern[str]
    #: Whether bare addresses become links, as on GitHub.
    bare_links: bool


SOURCE = Dialect(re.compile(_COMMON + _SOURCE), re.compile(_COMMON + _IN_BRACKETS), False)
EDITION = Dialect(
    re.compile(_COMMON + _EDITION), re.compile(_COMMON + _EDITION + _IN_BRACKETS), True
)


def escape_text(text: str, dialect: Dialect, bracketed: bool = False) -> str:
    """Return *text* (no line feeds) escaped for the middle of a line; *bracketed*: inside ``[…]``."""
    if not _MAY_MEAN.search(text):
        return text
    pattern = dialect.bracketed if bracketed else dialect.text
    escaped = pattern.sub(r"\\\g<0>", text)
    if dialect.bare_links and not bracketed and escaped != text:
        escaped = _NO_SPACE.sub(_cut_marked_links, escaped)
    return escaped


def _cut_marked_links(word: re.Match[str]) -> str:
    """Return a run of text without white space, each address in it cut that holds an escape."""
    run = word[0]
    last = max(run.rfind("\\"), run.rfind("&#"))
    return run if last < 0 else _cut_links(run, last)


def _cut_links(run: str, last: int) -> str:
    """Return *run* with every address cut behind which the position *last* lies."""

    def cut(found: re.Match[str]) -> str:
        begins = found.end() + len(found[1] or found[2])
        return f"{found[0]}\\" if begins <= last else found[0]

    return _ADDRESS.sub(cut, run)


def cut_bare_link(escaped: str) -> str:
    """Return *escaped* text so that a bare address at its end is no link: markup follows it at once."""
    start = 1 + max(escaped.rfind(" "), escaped.rfind("\t"), escaped.rfind("\n"))
    last = escaped[start:]
    if "://" not in last and "www" not in last.lower():
        return escaped
    return escaped[:start] + _cut_links(last, len(last))


# --- the start and the ends of a line ------------------------------------------------------------

_LINE_START = re.compile(
    r"""(?:
      (?=\#{1,6}(?:[ \t]|$))                 # ATX heading, §4.2
    | (?=[-+](?:[ \t]|$))                    # bullet, §5.2
    | [0-9]{1,9}(?=[.)](?:[ \t]|$))          # number of a list, §5.2
    | (?=>)                                  # block quote, §5.1
    | (?=~~~|:::|:[ \t])                  # fence, §4.5; container; definition
    | (?=(?:-[ \t]*)+$|=+[ \t]*$)            # setext underline, §4.3; thematic break, §4.1
    | (?=[|:-][|:\- \t]*$)                   # the line of dashes of a table, GFM §4.10
    | \[\^[^\]]*\](?=:)                      # footnote definition
    )""",
    re.VERBOSE,
)


def escape_lines(text: str) -> str:
    """Return the finished inlines *text* of a paragraph so that no line of it begins another block.

    White space at the ends of a line, which CommonMark strips (§4.8), is written as an entity.
    """
    if "\n" not in text:
        return escape_line(text)
    return LINE_BREAK.join(escape_line(line) for line in text.split(LINE_BREAK))


def escape_line(text: str) -> str:
    """Return the line *text* so that it begins no block and keeps the white space at its ends."""
    text = keep_ends(text)
    found = _LINE_START.match(text)
    return f"{text[: found.end()]}\\{text[found.end() :]}" if found else text


def keep_ends(text: str) -> str:
    """Return *text* with white space at its very ends written as entities."""
    if text and text[0].isspace():
        text = entity(text[0]) + text[1:]
    if text and text[-1].isspace():
        text = cut_bare_link(text[:-1]) + entity(text[-1])
    return text


def entity(character: str) -> str:
    """Return the numeric character reference of *character* (§2.5)."""
    return f"&#{ord(character)};"


def encode_first(escaped: str) -> str:
    """Return *escaped* text with its first character, a letter or symbol, as an entity."""
    rest = escaped[1:]
    # An underscore is unescaped only between letters; next to an entity it would open emphasis.
    return entity(escaped[0]) + ("\\" + rest if rest.startswith("_") else rest)


def encode_last(escaped: str) -> str:
    """Return *escaped* text with its last character, a letter or symbol, as an entity."""
    rest = escaped[:-1]
    if rest.endswith("_") and rest[-2:-1].isalnum():
        rest = rest[:-1] + "\\_"
    return rest + entity(escaped[-1])


# --- flanking ------------------------------------------------------------------------------------


def is_plain(character: str) -> bool:
    """Say whether *character*, just inside ``*``, lets it open or close whatever stands outside (§6.2)."""
    return character.isalnum()


def is_open(character: str) -> bool:
    """Say whether *character* (or no character), just outside, lets ``*`` and ``_`` open or close.

    White space and punctuation do. Symbols (``£``) count as punctuation in some versions of
    CommonMark only, so here they do not.
    """
    if not character or character in " \n\t":
        return True
    if character.isascii():
        return not character.isalnum()
    return unicodedata.category(character) in _OPEN_CATEGORIES


_OPEN_CATEGORIES = frozenset(("Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Zs"))

# --- code and targets ----------------------------------------------------------------------------


def code_span(text: str) -> str:
    """Return *text* as a code span (§6.1): between more backticks than it holds in a row."""
    text = text.replace("\n", " ")
    fence = "`" * _free_run(text, "`")
    spaced = text.startswith(" ") and text.endswith(" ") and text.strip(" ")
    pad = " " if spaced or text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def code_fence(text: str) -> str:
    """Return a fence (§4.5) for the code *text*: longer than any run of backticks in it."""
    return "`" * max(3, _free_run(text, "`"))


def _free_run(text: str, character: str) -> int:
    """Return a length that no run of *character* in *text* has, nor is longer than."""
    return 1 + max((len(run) for run in re.findall(f"{character}+", text)), default=0)


_PLAIN_TARGET = re.compile(r"[^\s<>()\\&\x00-\x20\x7f][^\s()\\&\x00-\x20\x7f]*")
_TARGET_SPECIAL = re.compile(r"[<>\\]|&(?=#|[A-Za-z][A-Za-z0-9]{1,31};)")
_BLANKS = re.compile(r"[\t\n\r\f\v]|^ | $")


def link_target(target: str) -> str:
    """Return *target* as a link destination (§6.3), in angle brackets where it needs them."""
    if _PLAIN_TARGET.fullmatch(target):
        return target
    escaped = _TARGET_SPECIAL.sub(r"\\\g<0>", target)
    if re.fullmatch(r"[^\s<>()]+", target):
        return escaped
    return f"<{_BLANKS.sub(lambda found: entity(found[0]), escaped)}>"


_AUTOLINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s\x00-\x20\\&*_`\[\]|]*")


def autolink(text: str, target: str) -> str:
    """Return ``<target>`` (§6.5) where that says all, else the empty string."""
    if text == target and _AUTOLINK.fullmatch(target):
        return f"<{target}>"
    return ""
