"""From the findings of one article to rows of the attributions table."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.measures.sources.findings import Finding, inside
from workbench.measures.sources.forms import choose_form, count_words
from workbench.measures.sources.marks import Quote
from workbench.measures.sources.parse import Parse
from workbench.measures.sources.shelf import Shelf


def make_rows(parse: Parse, findings: list[Finding], quotes: list[Quote]) -> Iterator[dict[str, object]]:
    """Yield one row per piece of content, findings in reading order."""
    findings = sorted(findings, key=lambda finding: (finding.content[0], finding.cue or (0, 0), finding.rule))
    shelf = Shelf(parse, findings)
    for number, finding in enumerate(findings):
        shared = _shared(parse, finding) | {"attribution_id": number, "outer_id": _outer(finding, shelf, number)}
        counts = [count_words(parse, piece, quotes) for piece in finding.content]
        shared["form"] = choose_form(finding, counts)
        for part, (piece, (n_words, n_quoted)) in enumerate(zip(finding.content, counts, strict=True)):
            start, end = parse.offsets(piece)
            yield shared | {
                "part": part,
                "zone": parse.zone[piece[0]],
                "start": start,
                "end": end,
                "n_words": n_words,
                "n_quoted_words": n_quoted,
                "position": start / len(parse.text),
            }


def _shared(parse: Parse, finding: Finding) -> dict[str, object]:
    source = parse.offsets(finding.source) if finding.source else (None, None)
    cue = parse.offsets(finding.cue) if finding.cue else (None, None)
    return {
        "article_id": parse.article_id,
        "level": finding.level,
        "cue_start": cue[0],
        "cue_end": cue[1],
        "cue_text": parse.string(finding.cue) if finding.cue else None,
        "cue_lemma": finding.lemma or None,
        "cue_family": finding.family or None,
        "cue_stance": finding.stance,
        "source_start": source[0],
        "source_end": source[1],
        "source_text": parse.string(finding.source) if finding.source else None,
        "rule": finding.rule,
        "coder": None,
    }


def _outer(finding: Finding, shelf: Shelf, number: int) -> int | None:
    """Return the number of the finding with the smallest content that holds a finding's cue."""
    if finding.cue is None:
        return None
    around = [
        (piece[1] - piece[0], other)
        for other in shelf.near(finding.cue)
        if other != number
        for piece in shelf.findings[other].content
        if inside(finding.cue, piece)
    ]
    return min(around)[1] if around else None
