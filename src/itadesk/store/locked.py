"""An office file that a password locks: AES-256-GCM with a key that scrypt makes of the password.

Its bytes are the mark `LOCKED`, the salt, what tells a wrong password, the nonce, the file, the
tag; docs/format.md says how to read them without itadesk.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from itadesk.core.errors import UserError
from itadesk.store import durable
from itadesk.store.opening import LOCKED

_SALT, _PROOF, _NONCE, _TAG, _KEY = 16, 16, 12, 16, 32
_HEADER = len(LOCKED) + _SALT + _PROOF + _NONCE
_PIECE = 2**20
_COST = 2**16  # of scrypt, with 64 MB: most of a second for each password that is tried


@dataclass(frozen=True, slots=True)
class _Secret:
    """What scrypt makes of a password: the key, and what a file may show to know it by."""

    key: bytes
    proof: bytes


def lock(source: Path, target: Path, password: str, cancelled: Callable[[], bool]) -> None:
    """Writes a file's bytes, locked, into an empty file; nothing is synced.

    Raises:
        UserError: cancelled.
        OSError: the drive's.
    """
    durable.write_into(target, _locked(source, password, cancelled, target.name))


def unlock(source: Path, target: Path, password: str) -> None:
    """Makes a new file, readable by its owner alone, of what a locked one holds.

    Nothing of it may be used if this raises.

    Raises:
        UserError: password-wrong, file-damaged; both name the source.
        OSError: a drive's.
    """
    durable.make_empty(target)
    durable.write_into(target, _opened(source, password))


def _locked(
    source: Path, password: str, cancelled: Callable[[], bool], name: str
) -> Iterator[bytes]:
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    secret = _secret(password, salt)
    header = LOCKED + salt + secret.proof + nonce
    work = Cipher(AES256(secret.key), GCM(nonce)).encryptor()
    work.authenticate_additional_data(header)
    yield header
    with source.open("rb") as plain:
        while piece := plain.read(_PIECE):
            if cancelled():
                raise UserError("cancelled", name=name)
            yield work.update(piece)
    yield work.finalize() + work.tag


def _opened(source: Path, password: str) -> Iterator[bytes]:
    left = source.stat().st_size - _HEADER - _TAG
    with source.open("rb") as locked:
        header, key = _header(locked, password, source.name)
        work = Cipher(AES256(key), GCM(header[-_NONCE:])).decryptor()
        work.authenticate_additional_data(header)
        while left > 0 and (piece := locked.read(min(_PIECE, left))):
            left -= len(piece)
            yield work.update(piece)
        try:
            work.finalize_with_tag(locked.read(_TAG))
        except (InvalidTag, ValueError) as error:
            raise UserError("file-damaged", name=source.name) from error


def check_password(path: Path, password: str) -> None:
    """Looks whether a password opens a locked file, whose content is not read.

    Raises:
        UserError: password-wrong, file-damaged, cannot-read.
    """
    try:
        with path.open("rb") as locked:
            _header(locked, password, path.name)
    except OSError as error:
        raise UserError("cannot-read", name=path.name) from error


def _header(locked: BinaryIO, password: str, name: str) -> tuple[bytes, bytes]:
    """The header of a locked file, and its key."""
    header = locked.read(_HEADER)
    if len(header) < _HEADER:
        raise UserError("file-damaged", name=name)
    salt, proof = header[len(LOCKED) :][:_SALT], header[-_NONCE - _PROOF :][:_PROOF]
    secret = _secret(password, salt)
    if secret.proof != proof:
        raise UserError("password-wrong", name=name)
    return header, secret.key


def _secret(password: str, salt: bytes) -> _Secret:
    # The same letters can be typed as different codes: SARA AM, for one, as two.
    typed = unicodedata.normalize("NFKC", password).encode()
    made = Scrypt(salt=salt, length=_KEY + _PROOF, n=_COST, r=8, p=2).derive(typed)
    return _Secret(made[:_KEY], made[_KEY:])
