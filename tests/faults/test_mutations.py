"""Each safety line is held by a test: without the line, some promise is found broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = ("src", "tests", "resources", "forms", "docs", "pyproject.toml")

# The file, what stands there, what a careless hand makes of it, the tests that must notice.
MUTATIONS = {
    "journal": ("connection", '"journal_mode", "DELETE", "delete"', '"journal_mode", "OFF", "off"',
                "store/test_connection"),
    "synchronous": ("connection", '"EXTRA", 3', '"OFF", 0', "store/test_connection"),
    "begin": ("connection", 'f"BEGIN {kind}"', '"BEGIN"', "store/test_connection"),
    "rollback": ("connection", 'conn.execute("ROLLBACK")', "pass", "store/test_connection"),
    "another-program": ("file", "if digest_in(self._conn) != self._digest", "if False",
                        "app/test_single_use"),
    "open-integrity": ("opening", "integrity_faults(conn) or ", "", "faults/test_damage"),
    "open-schema": ("opening",
                    " or formats.schema_of(conn) != formats.expected_schema(version)", "",
                    "store/test_opening"),
    "open-digest": ("opening", "if loaded.digest != digest_in(conn)", "if False",
                    "store/test_opening"),
    "open-one-moment": ("opening", ", one_moment(conn)", "", "app/test_single_use"),
    "copy-fsync": ("durable", "os.fsync(opened)\n    finally", "pass\n    finally",
                   "store/test_snapshot"),
    "copy-folder-fsync": ("durable", "            os.fsync(opened)", "            pass",
                          "store/test_snapshot"),
    "copy-cache": ("durable", 'hasattr(os, "posix_fadvise")', "False", "store/test_snapshot"),
    "copy-check": ("snapshot", "if found.is_sound:", "if True:", "store/test_snapshot"),
    "copy-same": ("snapshot", "if content_in(conn) == content", "if True",
                  "store/test_snapshot"),
    "copy-hash": ("snapshot", "if durable.hash_on_drive(part) != written", "if False",
                  "store/test_snapshot"),
    "copy-part": ("snapshot", 'f".{target.name}.{secrets.token_hex(4)}{PART}"', "target.name",
                  "store/test_snapshot"),
    "copy-name": ("snapshot", "if not over and", "if False and", "store/test_snapshot"),
    "copy-seal": ("snapshot", "source.seal()", "pass", "store/test_snapshot"),
    "outside-symlink": ("untrusted", "if not stat.S_ISREG(found.st_mode)", "if False",
                        "store/test_untrusted"),
    "outside-journal": ("untrusted", "if any(os.path.lexists", "if False and any(os.path.lexists",
                        "store/test_untrusted"),
    "outside-rights": ("untrusted", "conn.set_authorizer(_allows)", "pass",
                       "store/test_untrusted"),
    "outside-time": ("untrusted", "lambda: time.monotonic() > end", "lambda: False",
                     "store/test_untrusted"),
    "outside-schema": ("untrusted",
                       "if formats.schema_of(conn) != formats.expected_schema(version)",
                       "if False", "store/test_untrusted"),
    "outside-change": ("untrusted", "if not is_sound(change)", "if False",
                       "store/test_untrusted"),
    "outside-closed": ("untrusted", " or not is_closed(found.changes)", "",
                       "store/test_untrusted"),
    "outside-rejected": ("untrusted", "if found.rejected or", "if", "store/test_untrusted"),
    "outside-identity": ("untrusted", "if not _FILE_UID.fullmatch(meta.file_uid)", "if False",
                         "store/test_untrusted"),
    "merge-backup": ("../app/merging",
                     "backup = back_up(session.path, second=second, now=now).backup.path",
                     "backup = None", "app/test_merging"),
    "merge-office": ("../app/merging", "if foreign.meta.file_uid != own.file_uid", "if False",
                     "app/test_merging"),
    "merge-itself": ("../app/merging", "if is_same_file(other, path)",
                     "if False", "app/test_merging"),
    "merge-closed": ("../app/merging", "plan_merge(own.changes, [closed])",
                     "plan_merge(own.changes, [wanted])", "app/test_merging"),
    "locked-proof": ("locked_copy",
                     '_prove(part, Path(folder) / "again", password, plain, target)', "pass",
                     "store/test_locked"),
    "locked-tag": ("locked", "work.finalize_with_tag(locked.read(_TAG))", "pass",
                   "store/test_locked"),
    "restore-check": ("../app/restoring", "if not check(backup).is_sound", "if False",
                      "app/test_restoring"),
    "restore-aside": ("../app/restoring", "before = set_aside(path, now())", "before = path",
                      "app/test_restoring"),
    "restore-backup": ("../app/restoring",
                       "before = back_up(path, second=second, now=now, limits=None).backup.path",
                       "before = path", "app/test_restoring"),
    "upgrade-backup": ("../app/upgrading",
                       "backup = back_up(path, now=now, limits=None).backup.path",
                       "backup = path", "app/test_upgrading"),
    "upgrade-log": ("migrations", "        _check_log(conn)\n", "", "store/test_migrations"),
    "upgrade-structure": ("migrations", "check_structure(conn, version)", "pass",
                          "store/test_migrations"),
    "thin-reads": ("../app/backups", "to_delete(backups_of(path, folder), now, limits)",
                   "to_delete(presumed, now, limits)", "app/test_backups"),
    "copies-held": ("../app/copying", "_uids(found.changes) <= held", "True",
                    "app/test_copying"),
    "copies-room": ("../app/copying", "if free < needed", "if False", "app/test_copying"),
    "lock": ("../app/single_use", "if not _locked(opened)", "if False", "app/test_single_use"),
    "atomic-fsync": ("../app/atomic", "os.fsync(stream.fileno())", "pass", "app/test_atomic"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", MUTATIONS)
def test_without_this_line_a_promise_is_broken(name: str, tmp_path: Path) -> None:
    where, line, careless, tests = MUTATIONS[name]
    for part in NEEDED:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (tmp_path / part).write_bytes(source.read_bytes())
    file = (tmp_path / "src/itadesk/store" / f"{where}.py").resolve()
    text = file.read_text(encoding="utf-8")
    assert line in text, "the line has moved: look for it, and mend this table"
    file.write_text(text.replace(line, careless, 1), encoding="utf-8")
    options = ["-q", "-x", "-k", "test_p", "--timeout", "100", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *options, "--basetemp", str(tmp_path / "base")]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    told = subprocess.run(
        [*command, f"tests/{tests}.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert told.returncode == 1, told.stdout[-2000:]
    assert "passed" in told.stdout or "failed" in told.stdout
