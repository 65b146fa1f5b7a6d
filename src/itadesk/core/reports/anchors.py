"""Headings as entries of a contents list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from itadesk.core.report import Block, Entry, Paragraph, Section, Together


def anchored(
    sections: Sequence[Section], levels: int, prefix: str
) -> tuple[list[Section], tuple[Entry, ...]]:
    """The sections with their headings of so many levels anchored, and the entries for them."""
    entries: list[Entry] = []

    def with_anchors(blocks: Sequence[Block]) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Together):
                yield replace(block, blocks=tuple(with_anchors(block.blocks)))
            elif isinstance(block, Paragraph) and 0 < block.heading <= levels:
                anchor = f"{prefix}-{len(entries) + 1}"
                entries.append(Entry(block.text, anchor, block.heading))
                yield replace(block, anchor=anchor)
            else:
                yield block

    found = [replace(section, blocks=tuple(with_anchors(section.blocks))) for section in sections]
    return found, tuple(entries)


def begun(sections: Sequence[Section], anchor: str) -> tuple[Section, ...]:
    """The sections with the first paragraph of the first one anchored."""
    first, *others = sections
    blocks = list(first.blocks)
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            blocks[place] = replace(block, anchor=anchor)
            break
    else:
        blocks.insert(0, Paragraph((), anchor=anchor))
    return (replace(first, blocks=tuple(blocks)), *others)
