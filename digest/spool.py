"""What waits on disk, so that memory holds what is worked on and not what is only waiting."""

from __future__ import annotations

import tempfile
from typing import BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

# Less than this waits in memory.
_IN_MEMORY = 1 << 18


class Lines:
    """Lines in the order in which they were added."""

    def __init__(self) -> None:
        self._file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
        self._at: list[int] = [0]

    def add(self, line: bytes) -> None:
        """Put a line down."""
        self._file.write(line)
        self._at.append(self._file.tell())

    def __getitem__(self, n: int) -> bytes:
        self._file.seek(self._at[n])
        return self._file.read(self._at[n + 1] - self._at[n])

    def __len__(self) -> int:
        return len(self._at) - 1

    def close(self) -> None:
        """Give the disk back."""
        self._file.close()


class Numbers:
    """Numbers in parts, each of which is taken once."""

    def __init__(self) -> None:
        self._parts: dict[int, tempfile.SpooledTemporaryFile[bytes]] = {}

    def add(self, part: int, numbers: NDArray[np.uint64]) -> None:
        """Put numbers to those of a part."""
        if part not in self._parts:
            self._parts[part] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._parts[part].write(cast("bytes", numbers.data if numbers.flags.c_contiguous else numbers.tobytes()))

    def take(self, part: int) -> NDArray[np.uint64]:
        """All numbers of a part, which is empty then."""
        file = self._parts.pop(part, None)
        if file is None:
            return np.zeros(0, np.uint64)
        with file:
            found = np.empty(file.tell() // 8, np.uint64)
            file.seek(0)
            file.readinto(found.data)
        return found
