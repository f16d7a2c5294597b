"""Files that come with digest: templates, the demo's documents, the sources.yaml to start from. Read :func:`folder`.

In a wheel they lie in ``digest/_shipped``; in a checkout they are the folders at its top.
"""

from __future__ import annotations

from pathlib import Path

from digest.errors import StoreError

_HERE = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """The file or folder of that name."""
    for home in (_HERE / "_shipped", _HERE.parent):
        if (home / name).exists():
            return home / name
    raise StoreError(f"{name} is missing from this installation of digest; install it again")


def style_folder(*folders: Path | None) -> Path:
    """The first house style that is there, else the one that comes with digest."""
    return next((f for f in folders if f and f.is_dir()), path("templates"))


def templates(*folders: Path | None) -> dict[str, str]:
    """The templates of the first folder that is there, else those that come with digest: name (with /) to source."""
    chosen = style_folder(*folders)
    try:
        return {
            p.relative_to(chosen).as_posix(): p.read_text(encoding="utf-8-sig") for p in sorted(chosen.rglob("*.j2"))
        }
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"the templates in {chosen} cannot be read: {error}") from error
