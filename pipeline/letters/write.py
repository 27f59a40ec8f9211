"""Everything that a review writes: letters, return texts, the points as a table, the review book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pipeline.exporters._atomic import replacing
from pipeline.exporters._stored import Stored
from pipeline.letters.book import NAME as BOOK
from pipeline.letters.book import write_book
from pipeline.letters.book_paper import NAME as SUMMARY
from pipeline.letters.book_paper import write_summary
from pipeline.letters.departments import Department, departments
from pipeline.letters.letter import Fields, write_letter
from pipeline.letters.returns import returns
from pipeline.letters.roster import Answer, Entry, answers, matched
from pipeline.letters.rounds import FILE, Before, changes, write_review
from pipeline.rules.case import Case
from pipeline.rules.run import issues, profile
from pipeline.rules.tables import cases as read_cases

_UNSAFE: Final = frozenset('/\\:*?"<>|')


_NATIONAL: Final = Fields("全国通用")


@dataclass(frozen=True, slots=True)
class Request:
    """What a review is asked for: the profile's name, the letter's fields, the roster, the round before, the input folder."""

    profile: str = "national"
    fields: Fields = _NATIONAL
    roster: Sequence[Entry] = ()
    before: Before | None = None
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What a review came to."""

    departments: tuple[Department, ...]
    answers: tuple[Answer, ...]
    cases: tuple[Case, ...]


def review(stored: Stored, request: Request) -> Written:
    """Run the rules over a conversion and gather its departments."""
    chosen = profile(request.profile)
    found = read_cases(stored, chosen)
    owner = matched(request.roster, found)
    names = {key: entry.name for key, entry in owner.items()}
    struck = request.before.struck if request.before is not None else frozenset()
    gathered = departments(found, issues(_counted(found, names)), struck, names)
    return Written(tuple(gathered), tuple(answers(request.roster, found, request.folder)), tuple(found))


def _counted(found: Sequence[Case], names: dict[str, str]) -> list[Case]:
    """The cases that stand for their submissions: a scan beside its Word file is no second one that copies it."""
    chosen = {id(submission.chosen) for one in departments(found, (), names=names) for submission in one.submissions}
    return [case for case in found if id(case) in chosen]


def write_all(stored: Stored, request: Request, folder: Path) -> Written:
    """Write everything below a folder, which is made where it is not there."""
    done = review(stored, request)
    folder.mkdir(parents=True, exist_ok=True)
    fields = replace(request.fields, profile=profile(request.profile).title)
    taken: set[str] = set()
    for department in done.departments:
        name = _file_name(department.name, taken)
        told = changes(department, request.before) if request.before is not None else None
        write_letter(department, fields, told, folder / f"{name}-审核意见.docx")
        _write_returns(department, folder / f"{name}-系统退回意见.txt")
    write_review(done.departments, fields.round, folder / FILE)
    write_book(done.departments, done.cases, done.answers, fields.round, folder / BOOK)
    write_summary(done.departments, done.answers, fields.round, folder / SUMMARY)
    return done


def _write_returns(department: Department, path: Path) -> None:
    texts = [f"{heading}（{len(said)}字）\n{said}\n" for heading, said in returns(department)]
    with replacing(path) as beside:
        beside.write_text("\n".join(texts) if texts else "没有需要退回的项目。\n", "utf-8")


def _file_name(name: str, taken: set[str]) -> str:
    base = "".join("_" if c in _UNSAFE or not c.isprintable() else c for c in name).strip(" .")[:60] or "部门"
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    taken.add(found)
    return found
