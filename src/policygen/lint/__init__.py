"""Lint: rules over what is written, each a small function with a code, and what runs them.

**Rules over finished text** know nothing of workspaces, so they serve a foreign document just as well:

- ``passages.passages(blocks)`` turns a tree into :class:`~policygen.lint.passages.Passage` values, the
  stretches of text that a reader meets (or make them yourself: ``Passage("Some text.")`` will do).
- ``reading.Reading(rules).text(passages, ground)`` yields a ``Spot`` for each hit: rule, passage, start,
  end, message, hint. Where that is, is for the caller to say: a passage carries the ``line`` that it was
  given, and ``passage.value_at`` tells whether the words came from a record.
- ``reading.Reading(rules).blocks(blocks)`` does the same for rules over structure (headings, tables,
  links, pictures); its spots carry the block instead of a passage.
- ``ground.Ground`` is what is known beside the text: the names of the publisher, of others, the words it
  uses, the day. Everything in it may be unknown, and then rules compare a text only with itself:
  ``Ground()`` is what to give for a document from anywhere.
- ``rules.RULES`` has every rule by its code; ``rules.chosen(select, ignore)`` chooses.

**Rules over finished documents** (``stated``, ``shown``…) look at what a document says of itself
(``statements``) and shows; only ``policygen.scanning`` runs them, ``rule.in_scan`` says which others with them.

**Rules over records** look at one edition (``edition.Edition``) or at the whole folder
(``survey.Survey``) and say places themselves.

``check.check`` runs all of them over a workspace; ``in_build.BuildCheck`` is what a build runs. The
result is a tuple of ``finding.Finding``, for which ``policygen.lint_formats`` has the writers.
"""
