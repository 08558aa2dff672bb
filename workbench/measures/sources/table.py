"""From the findings of one article to rows of the attributions table."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.measures.sources.findings import Finding, inside
from workbench.measures.sources.forms import choose_form, count_words
from workbench.measures.sources.marks import Quote
from workbench.measures.sources.shelf import Shelf
from workbench.tokens.tree import Tree


def make_rows(tree: Tree, findings: list[Finding], quotes: list[Quote]) -> Iterator[dict[str, object]]:
    """Yield one row per piece of content, findings in reading order."""
    findings = sorted(findings, key=lambda finding: (finding.content[0], finding.cue or (0, 0), finding.rule))
    shelf = Shelf(tree, findings)
    for number, finding in enumerate(findings):
        shared = _shared(tree, finding) | {"attribution_id": number, "outer_id": _outer(finding, shelf, number)}
        counts = [count_words(tree, piece, quotes) for piece in finding.content]
        shared["form"] = choose_form(finding, counts)
        for part, (piece, (n_words, n_quoted)) in enumerate(zip(finding.content, counts, strict=True)):
            start, end = tree.offsets(piece)
            yield shared | {
                "part": part,
                "zone": tree.zone[piece[0]],
                "start": start,
                "end": end,
                "n_words": n_words,
                "n_quoted_words": n_quoted,
                "position": start / len(tree.source),
            }


def _shared(tree: Tree, finding: Finding) -> dict[str, object]:
    source = tree.offsets(finding.source) if finding.source else (None, None)
    cue = tree.offsets(finding.cue) if finding.cue else (None, None)
    return {
        "article_id": tree.article_id,
        "level": finding.level,
        "cue_start": cue[0],
        "cue_end": cue[1],
        "cue_text": tree.cut(finding.cue) if finding.cue else None,
        "cue_lemma": finding.lemma or None,
        "cue_family": finding.family or None,
        "cue_stance": finding.stance,
        "source_start": source[0],
        "source_end": source[1],
        "source_text": tree.cut(finding.source) if finding.source else None,
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
