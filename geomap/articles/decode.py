"""Bytes -> text: UTF-8 only, one kind of line end, no byte-order mark."""

from __future__ import annotations

from pathlib import Path

from geomap.errors import ArticleError


def read_bytes(path: Path) -> bytes:
    """
    Return the content of a file.

    Raises
    ------
    ArticleError
        If it cannot be opened, is empty, or is no text.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        msg = f"{path}: cannot be read: {error.strerror or error}"
        raise ArticleError(msg) from error
    if not content.strip():
        msg = f"{path}: the file is empty"
        raise ArticleError(msg)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        msg = f"{path}: the file is UTF-16; save it as UTF-8"
        raise ArticleError(msg)
    if b"\x00" in content:
        msg = f"{path}: the file is binary, not a text"
        raise ArticleError(msg)
    return content


def decode_text(content: bytes, path: Path) -> str:
    """
    Decode UTF-8; drop a byte-order mark and give every line one kind of end, once.

    Raises
    ------
    ArticleError
        With the line of the first byte that is not UTF-8.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{content[error.start]:02x}"
        msg = f"{path}, line {line}: not UTF-8 ({byte}); save it as UTF-8"
        raise ArticleError(msg) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(path: Path) -> str:
    """Read a text file; see `read_bytes` and `decode_text` for what is an error."""
    return decode_text(read_bytes(path), path)
