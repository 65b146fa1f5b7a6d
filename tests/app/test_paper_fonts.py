from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.typeset.fonts import install_family

from itadesk.app import paper_fonts
from itadesk.app.paper_fonts import choose_family, families, font_for, missing_words, sample
from itadesk.app.printing import render
from itadesk.app.sample import sample_edits
from itadesk.app.session import Session
from itadesk.app.signing import Choice, make_pack, make_paper
from itadesk.core.errors import UserError
from itadesk.typeset.faces import SARABUN

FAMILY = "TH Sarabun New"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The only folder of fonts that this computer has."""
    result = tmp_path / "fonts"
    monkeypatch.setattr(paper_fonts, "font_folders", lambda: (result,))
    families()
    yield result
    paper_fonts._installed.cache_clear()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.new(tmp_path / "สำนักงาน.itadesk", sample_edits()) as result:
        yield result


def test_papers_are_set_in_the_chosen_family(folder: Path, session: Session) -> None:
    usual = render(session.state, 2568, "memo")
    install_family(folder, FAMILY)
    assert families() == (FAMILY,)
    choose_family(session, FAMILY)
    assert font_for(session.state).name == FAMILY
    assert missing_words(session.state) == ""
    for made in (
        render(session.state, 2568, "memo"),
        make_paper(session.state, 2568, Choice("memo")).data,
        make_pack(session.state, 2568, [Choice("memo")]).data,
        sample(session.state),
    ):
        assert b"THSarabunNew" in made.replace(b"#20", b"").replace(b" ", b"")
    session.undo()
    assert render(session.state, 2568, "memo") == usual


def test_on_a_computer_without_it_sarabun_stands_in(folder: Path, session: Session) -> None:
    usual = render(session.state, 2568, "memo")
    choose_family(session, FAMILY)
    assert font_for(session.state) is SARABUN
    assert FAMILY in missing_words(session.state)
    assert render(session.state, 2568, "memo") == usual
    choose_family(session, "")
    assert missing_words(session.state) == ""


def test_a_family_that_went_away_is_told(folder: Path, session: Session) -> None:
    install_family(folder, FAMILY)
    families()
    choose_family(session, FAMILY)
    for file in folder.iterdir():
        file.unlink()
    with pytest.raises(UserError, match="font-unreadable"):
        render(session.state, 2568, "evidence-list")
    assert families() == ()
    assert render(session.state, 2568, "evidence-list")
