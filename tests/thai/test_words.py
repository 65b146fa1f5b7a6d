from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import itadesk
from itadesk.thai.words import breaks, clusters, is_word, load_words, words

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
TRICKY = ["ที่", "น้ำ", "ป่า", "ฟื้น", "ญี่ปุ่น", "กตัญญู", "ฐานะ", "ปฏิบัติ", "เป็นปัจจุบัน"]
PIECES = [
    *TRICKY,
    *"เแโใไะาำิ่้ฯๆ()[]-–—\"'/.,:%๐๑12aO ",
    *["ต.ค.", "พ.ศ.", "ข้อ", "www.abc.go.th/1-2", "\u00a0", "\u200b", "\u0301", "\n", "😀"],
]
MIXED = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=30)


def pieces(text, own_words=()):
    return [text[start:end] for start, end in pairwise([0, *breaks(text, own_words)])]


@given(MIXED)
def test_breaks_ascend_to_the_end_and_lose_nothing(text):
    ends = breaks(text)
    assert all(start < end for start, end in pairwise([0, *ends]))
    assert ends[-1:] == ((len(text),) if text else ())
    assert "".join(pieces(text)) == text


@given(MIXED)
def test_no_line_ends_inside_a_cluster(text):
    assert "".join(clusters(text)) == text
    assert set(breaks(text)) <= set(accumulate(map(len, clusters(text))))


@given(MIXED)
def test_lines_neither_start_nor_end_with_what_belongs_to_the_other(text):
    for before, after in pairwise(pieces(text)):
        assert after[0] not in "ๆฯ)]}ะาำ.,:;!?%/ \u00a0"
        assert before.rstrip(" \n\u200b")[-1:] not in set("เแโใไ([{-–—\u00a0")


@given(MIXED)
def test_words_are_the_text_without_its_spaces(text):
    assert "".join("".join(words(text)).split()) == "".join(text.replace("\u200b", " ").split())
    assert all(word.strip() for word in words(text))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("องค์การบริหารส่วนตำบลป่าญี่ปุ่น", "องค์การ บริหาร ส่วนตำบล ป่าญี่ปุ่น"),
        ("เทศบาลตำบลป่าญี่ปุ่น", "เทศบาลตำบล ป่าญี่ปุ่น"),
        ("องค์กรปกครองส่วนท้องถิ่น", "องค์กร ปกครอง ส่วนท้องถิ่น"),
    ],
)
def test_lines_may_end_inside_the_long_names_of_offices(name, parts):
    assert pieces(name, {name, "ป่าญี่ปุ่น"}) == parts.split()
    assert pieces(name, {name}) == parts.split()


def test_a_broken_name_of_an_office_keeps_its_words():
    assert pieces("องค์การบริหาร ส่วนตำบล") == ["องค์การ", "บริหาร ", "ส่วน", "ตำบล"]


@pytest.mark.parametrize("word", TRICKY)
def test_a_word_is_one_piece(word):
    assert all(is_word(part) for part in words(word))
    assert pieces(f"{word} {word}") == [*pieces(f"{word} "), *pieces(word)]
    assert len(pieces(word)) == (2 if word == "เป็นปัจจุบัน" else 1)


@pytest.mark.parametrize(
    "line",
    [
        "มาตรการ|หรือ|กิจกรรม|ที่|ดำเนินการ",
        "เมื่อ |๑ ต.ค.๖๗ |– ๓๐ ก.ย.๖๘ |ได้ |๘๙.๙๔ คะแนน |๑๐๐ %",
        "ตั้งแต่|วันที่ ๑ ตุลาคม |๒๕๖๗ |ถึง |ก.ย. ๖๘",
        "ปี |พ.ศ. ๒๕๖๘ |และ |พ.ศ.๒๕๖๗",
        "ตาม |พ.ร.บ. |และ |ป.ป.ช.|กำหนด",
        "ข้อ O12 |และ |i๑ |กับ |ข้อ ๑๒ |ตัวชี้วัด|ที่ ๙.๔",
        "ต่าง ๆ |และ|ต่างๆ |กรุงเทพฯ ฯลฯ",
        "หรือ|www.abc.go.th/a-b?x=1/2|เป็น |clerk.1@abc.go.th",
        "IIT/|EIT/|OIT |และ |(บรรจุ/|โอน/|ย้าย) |“ดี”",
        "E-Service |เวลา |๐๘.๐๐-๑๖.๓๐ น. |1,234.50 บาท |ครั้ง|ที่ ๘/๒๕๖๘",
        "๑.สำนักปลัด |๒. กองคลัง |(๓) กองช่าง |- ประชาชน",
        "ถาม|-ตอบ |ถาม |- ตอบ",
        "ที่ |จ.ชัยภูมิ |อ.เมือง",
        "  นำ ",
        "๑๒๐\u00a0คน|และ",
    ],
)
def test_lines_end_only_where_custom_allows(line):
    assert pieces(line.replace("|", "")) == line.split("|")


def test_an_address_ends_where_thai_begins_again():
    assert pieces("www.abc.go.thเป็นต้น") == ["www.abc.go.th", "เป็นต้น"]


def test_own_words_stay_whole():
    text = "ตำบลโพหนองและบ้านด่านโขงเจียม"
    own = frozenset({"โพหนอง", "ด่านโขงเจียม"})
    assert "โพหนอง" not in pieces(text)
    assert pieces(text, own) == ["ตำบล", "โพหนอง", "และ", "บ้าน", "ด่านโขงเจียม"]
    assert words(text, own) == ("ตำบล", "โพหนอง", "และ", "บ้าน", "ด่านโขงเจียม")


def test_an_own_word_does_not_cut_a_longer_word():
    assert pieces("นาที นา", ["นา"]) == ["นาที ", "นา"]
    assert pieces("มานะมานี", ["มา"]) == pieces("มานะมานี")


def test_a_full_name_among_own_words_counts_by_its_parts():
    assert pieces("นายกกตา ขขวา", ["กกตา ขขวา"]) == ["นาย", "กกตา ", "ขขวา"]


@given(MIXED, st.frozensets(st.sampled_from(TRICKY), max_size=3))
def test_own_words_lose_nothing_either(text, own_words):
    assert "".join(pieces(text, own_words)) == text
    assert set(breaks(text, own_words)) <= set(accumulate(map(len, clusters(text))))


def test_clusters_are_letters_with_their_marks():
    assert clusters("น้ำเป็นที่") == ["น้ำ", "เ", "ป็", "น", "ที่"]


def test_threads_may_ask_at_once():
    texts = [f"รายงานผลการดำเนินการครั้งที่ {number}" for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(breaks, texts)) == [breaks(text) for text in texts]


def in_a_new_process(code):
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(Path(itadesk.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )


def test_importing_reads_no_word_list_and_no_pythainlp():
    code = (
        "import sys, itadesk.thai.words as words\n"
        "assert not words._loaded\n"
        "words.breaks('ไทย')\n"
        "assert words._loaded and 'pythainlp' not in sys.modules"
    )
    assert in_a_new_process(code).stderr == ""


def test_a_program_may_carry_its_own_list(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("กขค\nงจ\n", "utf-8")
    code = (
        "from pathlib import Path; from itadesk.thai import words\n"
        f"path = Path({str(path)!r})\n"
        "assert words.load_words(path) == path == words.load_words()\n"
        "assert words.words('งจกขค') == ('งจ', 'กขค')\n"
        "assert words.is_word('กขค') and not words.is_word('ไทย')"
    )
    assert in_a_new_process(code).stderr == ""


def test_a_missing_list_is_said_and_a_second_one_refused(tmp_path):
    code = (
        "from pathlib import Path; from itadesk.thai import words\n"
        f"words.load_words(Path({str(tmp_path / 'absent.txt')!r}))"
    )
    assert "FileNotFoundError" in in_a_new_process(code).stderr
    load_words()
    with pytest.raises(RuntimeError, match="words were read from"):
        load_words(tmp_path / "other.txt")


def test_the_five_documents_break_only_at_clusters():
    if not SEEDS.is_dir():
        pytest.skip(f"the five documents are not at {SEEDS}")
    for path in sorted(SEEDS.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            assert set(breaks(line)) <= set(accumulate(map(len, clusters(line))))
            assert "".join(pieces(line)) == line
