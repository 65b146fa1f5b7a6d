"""Where a line of Thai may end: between words, and where custom keeps things together.

The words are those of the `words_th.txt` of PyThaiNLP (CC0), found by nlpo3. The list is read
once, when first needed; `load_words` reads it earlier, from another thread if need be. The
functions take one paragraph: a newline in the text counts as a space.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from threading import Lock

import nlpo3

from itadesk.thai.codes import DOTTED_NAME
from itadesk.thai.marks import CLINGING, FOLLOWING_VOWELS, LEADING_VOWELS, members
from itadesk.thai.months import names

_NO_BREAK = "\u00a0\u2007\u202f\u2060\ufeff"
_SPACES = " \t-\r\x1c-\x1f\x85\u1680\u2000-\u2006\u2008-\u200b\u2028\u2029\u205f\u3000"
_CHUNK = re.compile(rf"[{_SPACES}]*([^{_SPACES}]+)[{_SPACES}]*")
_CLUSTER = re.compile(rf"\r\n|.[{CLINGING}]*", re.DOTALL)

# Neither stands at the beginning of a line, not even after a space: marks without their letter,
# signs of repetition and abbreviation, and what closes or continues the words before it.
_STARTS_NO_LINE = members(CLINGING + FOLLOWING_VOWELS + _NO_BREAK) | set("ๆฯ)]}>»”’.,:;!?%/…")
# Nor do these stand at its end: vowels without their letter, and what opens the next words. A
# hyphen there is taken for a soft one by programs that read the PDF, which then drop it.
_ENDS_NO_LINE = members(LEADING_VOWELS + _NO_BREAK) | set("([{<«“‘•*-–—")
_LEADING = members(LEADING_VOWELS)
# Straight quotes open and close alike: a line may begin or end at them only where a space is.
_STRAIGHT_QUOTES = set("\"'")
_STARTS_NO_LINE_INSIDE = _STARTS_NO_LINE | _STRAIGHT_QUOTES
_ENDS_NO_LINE_INSIDE = _ENDS_NO_LINE | _STRAIGHT_QUOTES

# Kept in one piece: addresses, Latin words, codes, numbers and ranges (๐๘.๐๐-๑๖.๓๐, ๘/๒๕๖๘),
# dotted abbreviations (พ.ร.บ.).
_WHOLE = re.compile(
    rf"(?:https?://|www\.)[!-~]+|{DOTTED_NAME}"
    r"|[A-Za-z\d_@#](?:(?:[A-Za-z\d._@#&+~%=?:'’-]|(?<=\d)[,/–](?=\d))*[A-Za-z\d_])?"
    r"|(?:[ก-ฮ]{1,3}\.){2,}"
)
# A line does not end after: จ. of จ.ชัยภูมิ, ๑. of ๑.สำนักปลัด, ข้อ of ข้อ๑, ต.ค. of ต.ค.๖๗.
_STUCK = re.compile(r"(?<![ก-๎.])[ก-ฮ]\.(?=[ก-๎])|\d[.)](?=[ก-๎A-Za-z])|(?:ข้อ|ที่|มาตรา)(?=\d)|\.(?=\d)")
_UNITS = "คน|บาท|คะแนน|วัน|เดือน|ปี|ครั้ง|ชั่วโมง|นาที|น\\.|ราย|แห่ง|ฉบับ|กม\\.|เปอร์เซ็นต์"
_LABELS = "ข้อ|ที่|มาตรา|หมู่|หน้า|ร้อยละ|พ\\.ศ\\.|ค\\.ศ\\."

# Where a line may end in names too long for a table's columns, which are words of the list.
_INSIDE_LONG_NAMES = re.compile(
    "(?<=องค์การ)(?=บริหารส่วน)|(?<=องค์การบริหาร)(?=ส่วน)|(?<=องค์การบริหารส่วนตำบล)"
    "|(?<=องค์กร)(?=ปกครองส่วน)|(?<=องค์กรปกครอง)(?=ส่วน)|(?<=เทศบาลตำบล)|(?<=เทศบาลเมือง)"
)

# What stands in every one of these papers and the list does not know.
_OFFICE_WORDS = frozenset({"ตัวชี้วัด", "สำนักปลัด", "กองคลัง", "กองช่าง", "องค์การ"})

_DIGIT = re.compile(r"\d")
_NOT_ONLY_WORDS = re.compile(r"[!-~\d]")


@cache
def _stuck_across_space() -> re.Pattern[str]:
    """Nor after the space in: ๑๒๐ คน, ข้อ O12, พ.ศ. ๒๕๖๘, ๑ ตุลาคม, ต.ค. ๖๗, and ๑. ก."""
    short = "|".join(map(re.escape, names("abbreviated").values()))
    months = f"{short}|{'|'.join(names('wide').values())}"
    return re.compile(
        rf"\d[ \u00a0](?=(?:{_UNITS}|{months}))|(?:{short}) (?=\d)"
        rf"|(?:{_LABELS}) (?=[A-Za-z]?\d)|(?<!\S)\(?\d{{1,2}}[.)] +"
    )


_loading = Lock()
_loaded: list[Path] = []


def load_words(path: Path | None = None) -> Path:
    """Read the word list, once, from `path` or from where pythainlp is installed; say from where.

    A program that carries its own copy calls this with its path before anything else here.

    Raises:
        FileNotFoundError: there is no such file, or no pythainlp.
        RuntimeError: another list has been read already.
    """
    with _loading:
        if not _loaded:
            found = path or _installed_list()
            if not found.is_file():
                raise FileNotFoundError(found)
            nlpo3.load_dict(str(found), __name__)
            _loaded.append(found)
        elif path not in (None, _loaded[0]):
            raise RuntimeError(f"words were read from {_loaded[0]} before")
        return _loaded[0]


def breaks(text: str, own_words: Iterable[str] = ()) -> tuple[int, ...]:
    """The offsets in `text` at which a line may end, ascending, the last being its length.

    Each is the end of a piece that is not to be broken, with the spaces after it. `own_words` are
    names the list does not know (tambon, amphoe, people); give the same frozenset again and again.
    """
    return _breaks(text, frozenset(own_words))


def words(text: str, own_words: Iterable[str] = ()) -> tuple[str, ...]:
    """The words, numbers and signs of `text` in order, without the spaces between them."""
    own = frozenset(own_words)
    found: list[str] = []
    for chunk in _CHUNK.finditer(text):
        ends = [0, *_word_ends(chunk[1], own)]
        found += [chunk[1][start:end] for start, end in pairwise(ends)]
    return tuple(word for word in found if not word.isspace())


def clusters(text: str) -> list[str]:
    """`text` cut into letters with the marks above, below and behind (ำ) them; others alone."""
    return _CLUSTER.findall(text)


def is_word(text: str) -> bool:
    """Whether the word list has `text`."""
    return text in _known_words()


@lru_cache(maxsize=2048)
def _breaks(text: str, own: frozenset[str]) -> tuple[int, ...]:
    if not text:
        return ()
    ends: list[int] = []
    for chunk in _CHUNK.finditer(text):
        start, end = chunk.span(1)
        ends += [start + inside for inside in _breaks_inside(chunk[1], own)]
        next_start = chunk.end()
        if next_start == len(text):
            break
        if text[end - 1] not in _ENDS_NO_LINE and text[next_start] not in _STARTS_NO_LINE:
            ends.append(next_start)
    if _DIGIT.search(text):
        stuck = {match.end() for match in _stuck_across_space().finditer(text)}
        ends = [end for end in ends if end not in stuck]
    return (*ends, len(text))


@lru_cache(maxsize=16384)
def _breaks_inside(chunk: str, own: frozenset[str]) -> tuple[int, ...]:
    """Where a line may end inside a chunk, a text without spaces."""
    found = {*_word_ends(chunk, own), *(m.end() for m in _INSIDE_LONG_NAMES.finditer(chunk))}
    ends = [
        end
        for end in sorted(found - {len(chunk)})
        if chunk[end] not in _STARTS_NO_LINE_INSIDE and chunk[end - 1] not in _ENDS_NO_LINE_INSIDE
    ]
    if ends and _NOT_ONLY_WORDS.search(chunk):
        kept = {match.end() for match in _STUCK.finditer(chunk)}
        for whole in _WHOLE.finditer(chunk):
            kept.update(range(whole.start() + 1, whole.end()))
        ends = [end for end in ends if end not in kept]
    return tuple(ends)


def _word_ends(chunk: str, own: frozenset[str]) -> tuple[int, ...]:
    ends = _listed_word_ends(chunk)
    found = [
        match.span()
        for match in _own_pattern(own).finditer(chunk)
        if chunk[match.start() - 1 : match.start()] not in _LEADING  # not เ, แ... before it
    ]
    return _with_own_words(chunk, ends, found) if found else ends


def _listed_word_ends(chunk: str) -> tuple[int, ...]:
    if not _loaded:
        load_words()
    end, ends = 0, []
    for word in nlpo3.segment(chunk, __name__):
        end += len(word)
        ends.append(end)
    return tuple(ends)


def _with_own_words(
    chunk: str, ends: tuple[int, ...], found: list[tuple[int, int]]
) -> tuple[int, ...]:
    """`ends` with each own word in one piece, unless it is only a part of a listed word."""
    merged = {0, *ends}
    for start, end in found:
        before = max(each for each in merged if each <= start)
        after = min(each for each in merged if each >= end)
        inside_one_word = not any(start < each < end for each in merged)
        if inside_one_word and (before, after) != (start, end) and is_word(chunk[before:after]):
            continue
        merged -= set(range(before + 1, after))
        merged |= {start, end}
        merged.update(before + each for each in _listed_word_ends(chunk[before:start]))
        merged.update(end + each for each in _listed_word_ends(chunk[end:after]))
    return tuple(sorted(merged - {0}))


@lru_cache(maxsize=8)
def _own_pattern(own: frozenset[str]) -> re.Pattern[str]:
    parts = {part for word in own for part in word.split() if len(part) > 1}
    longest_first = sorted(parts | _OFFICE_WORDS, key=lambda part: (-len(part), part))
    listed = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?:{listed})(?![{CLINGING}{FOLLOWING_VOWELS}])")


@cache
def _known_words() -> frozenset[str]:
    return _OFFICE_WORDS.union(load_words().read_text("utf-8").split("\n"))


def _installed_list() -> Path:
    found = importlib.util.find_spec("pythainlp")
    if found is None or found.origin is None:
        raise FileNotFoundError("pythainlp is not installed")
    return Path(found.origin).parent / "corpus" / "words_th.txt"
