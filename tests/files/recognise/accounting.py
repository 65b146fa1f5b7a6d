"""What a finding accounts for, letter by letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from itadesk.core.findings import Finding, thai_letters


def placed_texts(finding: Finding) -> Iterator[str]:
    """Every text that found things took from the document, each once; headings are pieces."""
    for measure in finding.measures:
        yield from (measure.number, measure.title, measure.reason, measure.period)
        yield from (measure.responsible, measure.suggestion, measure.remark)
        for group in measure.groups:
            yield from (group.steps, group.outputs, group.outcome)
    for item in finding.items:
        yield from (item.name, item.responsible, item.ticks, item.progress)
        for component in item.components:
            yield from (component.text, *component.parts)
    for row in finding.indicators:
        yield from (row.label, row.name, row.guideline, row.responsible, row.period)
        yield from (row.ticks, row.progress)
    yield from (score.label for score in finding.scores)
    yield from (found.text for found in finding.texts)
    for issue in finding.issues:
        yield from (issue.defect, issue.develop, issue.keep)
    for memo in finding.memos:
        yield from (memo.department, memo.number, memo.date_text, memo.subject, memo.addressee)
        for section in memo.sections:
            yield from (section.heading, section.body)
        yield memo.closing
        for link in memo.endorsements:
            yield from (link.to, link.remarks, link.choices, link.rank, link.name, link.post)


def letters_of(finding: Finding) -> Counter[str]:
    """The Thai letters of everything that the finding accounts for."""
    total: Counter[str] = Counter()
    for text in placed_texts(finding):
        total += thai_letters(text)
    for piece in finding.pieces:
        total += thai_letters(piece.text)
    return total
