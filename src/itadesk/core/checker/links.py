"""Links that do not show the year that is asked for, or lead to another office."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from itadesk.core.checker.finding import Finding, Scope, facts
from itadesk.core.checker.texts import texts_of
from itadesk.core.model import Evidence, Item, Office, State
from itadesk.thai.digits import to_arabic

_HOST = re.compile(r"(?:https?://|www\.)(?:www\.)?([A-Za-z0-9.-]+)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)25\d\d(?!\d)")
_LOCAL = (".go.th",)
# Where every office publishes, whoever's the site is.
_CENTRAL = frozenset(
    {
        "nacc.go.th", "dla.go.th", "gprocurement.go.th", "info.go.th", "oic.go.th", "cgd.go.th",
        "moi.go.th", "bora.dopa.go.th", "dopa.go.th", "ocsc.go.th", "pacc.go.th", "data.go.th",
    }
)  # fmt: skip
_ENOUGH = 3


def links(scope: Scope) -> Iterator[Finding]:
    """Evidence whose address and clicks name no year or another, and other offices' sites."""
    state = scope.state
    own = own_host(state)
    for row in sorted(state.all(Evidence), key=lambda row: row.id):
        item = state.get(Item, row.item)
        if item is None or not row.url.strip():
            continue
        yield from _years(row, item)
        yield from _hosts(row, item.year, own)
    if own:
        for text in texts_of(state):
            for match in _HOST.finditer(text.text):
                if _is_other(match[1], own):
                    told = facts(found=match[1], own=own)
                    yield text.finding("link-other-office", *match.span(1), told)


def own_host(state: State) -> str:
    """The office's web site as it says, else the one that most of its links lead to."""
    office = state.get(Office, "office") or Office()
    said = _HOST.search(office.web) or _HOST.search(f"https://{office.web.strip()}")
    if said:
        return said[1].lower()
    hosts = Counter(
        match[1].lower()
        for row in state.all(Evidence)
        for match in [_HOST.search(row.url)]
        if match and match[1].lower().endswith(_LOCAL)
    )
    host, count = next(iter(hosts.most_common(1)), ("", 0))
    return host if count >= _ENOUGH and 2 * count > hosts.total() else ""


def _years(row: Evidence, item: Item) -> Iterator[Finding]:
    """Only an item whose data are of one year has to show it."""
    if item.data_year is None and "ประจำปี" not in item.name:
        return
    shown = to_arabic(" ".join((row.url, row.click_path, row.file_name)))
    years = {int(year) for year in _YEAR.findall(shown)}
    wanted = item.data_year or item.year
    told = facts(code=item.code, year=wanted, found=" ".join(map(str, sorted(years))))
    place = ("evidence", row.id, "url", item.year, 0, len(row.url), row.url, told)
    if not years:
        yield Finding("link-without-year", *place)
    elif not years & {wanted, item.year}:
        yield Finding("link-other-year", *place)


def _hosts(row: Evidence, year: int, own: str) -> Iterator[Finding]:
    match = _HOST.search(row.url)
    if own and match and _is_other(match[1], own):
        told = facts(found=match[1], own=own)
        yield Finding(
            "link-other-office", "evidence", row.id, "url", year, *match.span(1), match[1], told
        )


def _is_other(host: str, own: str) -> bool:
    """Whether this is the site of another office; sites of no office are nobody's."""
    host = host.lower().rstrip(".")
    if not host.endswith(_LOCAL) or host == own or host.endswith(f".{own}"):
        return False
    return not any(host == site or host.endswith(f".{site}") for site in _CENTRAL)
