"""Why a file could not be read: stable codes, one clear sentence each in both languages.

    ReadError(code, detail)
    ├── at the door     empty  not-a-document  unsupported  encrypted  unreadable
    ├── in a reader     corrupt  truncated  too-large
    ├── in the worker   timeout  crashed  out-of-memory
    └── after reading   no-text  no-form

Only errors of the *data* are ReadErrors; a bug of ours is any other exception and escapes. Codes are a contract
(`documents.error_code`): never rename one.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple


class Sentence(NamedTuple):
    """What one code says, without its full stop: a detail may follow."""

    english: str
    chinese: str


CODES: Final = MappingProxyType(
    {
        "empty": Sentence("The file is empty", "文件为空"),
        "not-a-document": Sentence("The file is not a document, whatever its name says", "文件内容不是文档，与文件名不符"),
        "unsupported": Sentence("Files of this format are not read", "不支持读取该格式的文件"),
        "encrypted": Sentence("The file is encrypted; send a copy without a password", "文件已加密，请提供未设密码的版本"),
        "unreadable": Sentence("The file cannot be opened or read from its place", "文件无法打开或读取"),
        "corrupt": Sentence("The file is damaged; export it again", "文件已损坏，请重新导出"),
        "truncated": Sentence("The end of the file is missing; copy it again", "文件不完整，结尾缺失，请重新传送"),
        "too-large": Sentence("The file is larger than the limits allow", "文件超出允许的规模"),
        "timeout": Sentence("Reading the file took longer than the limit", "读取文件超过时限"),
        "crashed": Sentence("Reading the file crashed the program that read it", "读取文件时程序崩溃"),
        "out-of-memory": Sentence("Reading the file needed more memory than the limit", "读取文件所需内存超过上限"),
        "no-text": Sentence("The document has no text", "文档中没有文字"),
        "no-form": Sentence("The document has text, but nothing of a performance form in it", "文档中没有可识别的绩效表格"),
    }
)


class ReadError(Exception):
    """A file that could not be read.

    `code` is a key of CODES, `detail` an English clause for the case at hand (no path, no clock), `detail_zh` the same in
    Chinese (the English serves where there is none). `message` and `message_zh` are whole sentences for `documents.error`.
    ValueError for an unknown code: that is a bug of the caller.
    """

    code: str
    message: str
    message_zh: str

    def __init__(self, code: str, detail: str = "", detail_zh: str = "") -> None:
        if code not in CODES:
            raise ValueError(f"error code {code!r} is not one of {', '.join(CODES)}")
        super().__init__(code, detail, detail_zh)  # the arguments themselves, so that it survives pickling out of a worker
        self.code = code
        self.message = _sentence(CODES[code].english, ": ", detail, ".")
        self.message_zh = _sentence(CODES[code].chinese, "：", detail_zh or detail, "。")

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


def _sentence(start: str, joint: str, detail: str, stop: str) -> str:
    return f"{start}{joint}{detail}{stop}" if detail else start + stop


class UserFileError(ValueError):
    """A file of the user's own labels, forms or rules is not as it must be; the message names file, line and mend in one sentence."""


def line_of(text: str, what: str) -> str:
    """`line 3: ` for the first line of a file that holds what is wrong, "" where none does."""
    found = next((number for number, line in enumerate(text.splitlines(), 1) if what and what in line), None)
    return f"line {found}: " if found is not None else ""
