"""What papers are set in: TH Sarabun of this computer where the office chose it, else Sarabun."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from itadesk.app.language import _
from itadesk.app.session import Session
from itadesk.core.changelog import Edit
from itadesk.core.model import Office, State
from itadesk.core.report import PageSetup, Report, Section, bold, plain
from itadesk.typeset.faces import SARABUN, FontChoice
from itadesk.typeset.installed import font_folders, installed_choices

_SAMPLE = "บันทึกข้อความ ที่ น้ำ ป่า ฟื้นฟู ญี่ปุ่น กตัญญู ฐานะ ๐๑๒๓๔๕๖๗๘๙ 0123456789"
_SAMPLE_PAGE = PageSetup(width=150.0, height=18.0, left=2.0, right=2.0, top=1.0, bottom=1.0)


def families() -> tuple[str, ...]:
    """The families of TH Sarabun that are on this computer now."""
    _installed.cache_clear()
    return tuple(_installed())


def chosen_family(state: State) -> str:
    """The family that the office chose, empty for Sarabun."""
    return (state.get(Office, "office") or Office()).paper_font


def font_for(state: State) -> FontChoice:
    """The files to set this office's papers in; any thread may ask."""
    chosen = chosen_family(state)
    return _installed().get(chosen, SARABUN) if chosen else SARABUN


def missing_words(state: State) -> str:
    """A sentence where this computer does not have the family that the office chose; else empty."""
    chosen = chosen_family(state)
    if not chosen or chosen in _installed():
        return ""
    return _("{font} is not on this computer: papers are set in Sarabun.").format(font=chosen)


def choose_family(session: Session, family: str) -> None:
    """Set the office's papers in this family from now on; empty for Sarabun.

    Raises:
        UserError: the file cannot be written.
    """
    session.apply([Edit("office", "office", "paper_font", family)], _("Typeface of papers"))


def sample(state: State) -> bytes:
    """A PDF of two lines as the office's papers set them.

    Raises:
        UserError: the font cannot be read.
    """
    from itadesk.typeset.pdf import render

    report = Report("", (Section((plain(_SAMPLE), bold(_SAMPLE)), page=_SAMPLE_PAGE),))
    return render(report, fonts=font_for(state)).data


@cache
def _installed() -> Mapping[str, FontChoice]:
    return installed_choices(font_folders())
