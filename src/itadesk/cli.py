"""The command line: the clerk's actions without a window.

Exit status 0: done; 1: refused or damaged, with one plain sentence; 2: wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from itadesk import __version__
from itadesk.app.language import _, set_language
from itadesk.app.messages import sentence
from itadesk.core.errors import UserError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or open the window where no command is named; returns the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may be set to a code page without Thai.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8")
    set_language("en" if "--english" in words else "th")
    words = [word for word in words if word != "--english"]
    parser = _parser()
    if not words or (words[0] not in _COMMANDS and not words[0].startswith("-")):
        return _window(words, parser)
    parsed = parser.parse_args(words)
    run: Callable[[argparse.Namespace], int] = parsed.run
    try:
        return run(parsed)
    except UserError as error:
        print(sentence(error), file=sys.stderr)
        return 1


def _window(words: list[str], parser: argparse.ArgumentParser) -> int:
    if len(words) > 1:
        parser.error(_("One office file at a time."))
    from itadesk.ui.application import run

    return run(words)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="itadesk",
        usage="itadesk [FILE] | itadesk COMMAND ... [--english]",
        description=_("Office file of a small Thai local office: ITA work on paper, offline."),
    )
    parser.add_argument("--version", action="version", version=f"itadesk {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (add_words, run, about) in _COMMANDS.items():
        command = commands.add_parser(name, help=_(about), description=_(about))
        command.set_defaults(run=run)
        add_words(command)
    return parser


def _demo_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path)


def _demo(words: argparse.Namespace) -> int:
    from itadesk.app.demo import make_demo

    folder: Path = words.folder
    for path in make_demo(folder):
        print(path)
    from itadesk.ui.pictures import save_tab_pictures

    for path in save_tab_pictures(folder / "sample.itadesk", folder):
        print(path)
    return 0


def _new_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--office", required=True, metavar="NAME")
    parser.add_argument("--year", required=True, type=_year)


def _new(words: argparse.Namespace) -> int:
    from itadesk.app.office_files import new_office_file

    new_office_file(words.file, words.office, words.year)
    print(_("Made {file} for the fiscal year {year}.").format(file=words.file, year=words.year))
    return 0


def _import_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("source", type=Path)
    parser.add_argument("--year", type=_year)
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would be read"))
    parser.add_argument("--repair", action="store_true", help=_("mend text damaged by a PDF"))


def _import(words: argparse.Namespace) -> int:
    from itadesk.app.import_commands import import_file

    told = import_file(
        words.file, words.source, words.year, dry_run=words.dry_run, repaired=words.repair
    )
    print("\n".join(told))
    return 0


def _export_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--year", type=_year)


def _export(words: argparse.Namespace) -> int:
    from itadesk.app.import_commands import export_file

    print("\n".join(export_file(words.file, words.output, words.year)))
    return 0


def _reports_words(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults()


def _reports(_words: argparse.Namespace) -> int:
    from itadesk.app.printing import report_titles

    for name, title in report_titles():
        print(f"{name:20} {title}")
    return 0


def _print_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("report")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    parser.add_argument("--year", type=_year)
    parser.add_argument("--layout", default="")


def _print(words: argparse.Namespace) -> int:
    from itadesk.app.office_files import print_report

    print_report(words.file, words.report, words.output, words.year, words.layout)
    print(words.output)
    return 0


def _check_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)


def _check(words: argparse.Namespace) -> int:
    from itadesk.app.office_files import check_file

    found = check_file(words.file)
    for problem in found.problems:
        print(sentence(problem), file=sys.stderr)
    if not found.is_sound:
        return 1
    counts = {"file": words.file, "changes": found.changes, "rows": found.rows}
    print(_("{file} is sound: {changes} changes add up to its {rows} rows.").format(**counts))
    return 0


def _copy_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--password", action="store_true", help=_("lock the copy; the password is asked for")
    )


def _copy(words: argparse.Namespace) -> int:
    from itadesk.app.copying import copy_file, receipt_lines
    from itadesk.app.passwords import typed_twice

    password = typed_twice() if words.password else ""
    receipt = copy_file(words.file, words.folder, password)
    print(receipt.path)
    print("\n".join(receipt_lines(receipt, locked=bool(password))))
    return 0


def _merge_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("other", type=Path, nargs="+")
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would be taken in"))


def _merge(words: argparse.Namespace) -> int:
    from itadesk.app.merge_commands import merge_files
    from itadesk.app.passwords import typed

    for line in merge_files(words.file, words.other, typed, dry_run=words.dry_run):
        print(line)
    return 0


def _dump_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("output", type=Path)


def _dump(words: argparse.Namespace) -> int:
    from itadesk.app.office_files import dump_file

    dump_file(words.file, words.output)
    print(words.output)
    return 0


def _typeset_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--size", type=float, default=16.0)
    parser.add_argument("--width-mm", type=float, default=160.0)


def _typeset(words: argparse.Namespace) -> int:
    from itadesk.app.typesetting import typeset_text

    typeset_text(words.text, words.output, words.size, words.width_mm)
    print(words.output)
    return 0


def _year(text: str) -> int:
    """A Buddhist fiscal year, in Thai or Arabic digits."""
    from itadesk.thai.digits import to_arabic

    year = int(to_arabic(text))
    if not 2500 <= year <= 2700:
        raise ValueError(text)
    return year


Words = Callable[[argparse.ArgumentParser], None]
Run = Callable[[argparse.Namespace], int]
_COMMANDS: dict[str, tuple[Words, Run, str]] = {
    "demo": (_demo_words, _demo, "make a sample office with every paper and picture in FOLDER"),
    "new": (_new_words, _new, "make an office file"),
    "import": (_import_words, _import, "read a report (.txt .tsv .xlsx .docx) into the file"),
    "export": (
        _export_words,
        _export,
        "write every table of a year to a .xlsx to change there",
    ),
    "reports": (_reports_words, _reports, "names and titles of all reports"),
    "print": (_print_words, _print, "print a report to .pdf, .docx or .xlsx"),
    "check": (_check_words, _check, "say whether the file is sound, and why not"),
    "copy": (_copy_words, _copy, "make a verified copy in FOLDER, such as a USB stick"),
    "merge": (_merge_words, _merge, "take in another copy of the file, counted first"),
    "dump": (_dump_words, _dump, "write everything as JSON lines, readable without itadesk"),
    "typeset": (_typeset_words, _typeset, "set a plain text as Thai paragraphs in a PDF"),
}
