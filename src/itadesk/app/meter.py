"""How far long work has come, and whether it is still wanted."""

from __future__ import annotations

from threading import Lock


class CancelledError(Exception):
    """The work is no longer wanted."""


class Meter:
    """Told by the thread that works, read and stopped by another one.

    `reached` counts pages, papers or steps; `total` is 0 as long as nobody knows how many there
    will be.
    """

    def __init__(self, total: int = 0) -> None:
        self.reached = 0
        self.total = total
        self._lock = Lock()
        self._is_stopped = False
        self._is_settled = False

    def __call__(self, reached: int) -> None:
        """Tell how far the work is.

        Raises:
            CancelledError: the work is no longer wanted.
        """
        self.reached = reached
        if self._is_stopped:
            raise CancelledError

    def settle(self) -> None:
        """From here on the work cannot be stopped: what it writes will stand.

        Raises:
            CancelledError: the work is no longer wanted.
        """
        with self._lock:
            if self._is_stopped:
                raise CancelledError
            self._is_settled = True

    def stop(self) -> bool:
        """Ask the work to end; False if it is too late for that."""
        with self._lock:
            self._is_stopped = not self._is_settled
            return self._is_stopped
