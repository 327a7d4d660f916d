"""Issued papers: refused where they lack something, listed at once, then set and kept once and for all."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from pytest_django import Settings
from tests.cast import (
    AGENCY,
    POLICE,
    PROCURATORATE,
    STRANGER,
    TO_NOT_FILED,
    TO_REVIEW,
    Walk,
    begin,
    walked,
)

from liandong.documents.files import path_of
from liandong.documents.keeping import KeptPaperGoneError, files_root, kept_paper
from liandong.documents.models import KeptPaper
from liandong.documents.typesetting import NoGlyph
from liandong.matters import door, issuing, papers
from liandong.matters.issuing import content_of, keep_issued
from liandong.matters.models import Matter, PaperLine, Register, Step
from liandong.matters.papers import filled
from liandong.matters.records import steps_of
from liandong.matters.rules import law, procedure_of
from liandong.matters.verifying import verify
from liandong.procedures.letters import Content, Letter
from liandong.procedures.refusal import Refused

pytestmark = pytest.mark.usefixtures("cast")
LETTER = "涉嫌犯罪案件移送书"


@pytest.fixture(autouse=True)
def _data(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def demand(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called, every letter demands something that no act ever asks for."""
    known = law()

    def demands(letter: Letter) -> Letter:
        wanted = Content(name="案件来源", field="没有的栏目", required=True, place=letter.place)
        return replace(letter, contents=(*letter.contents, wanted))

    letters = {name: demands(letter) for name, letter in known.letters.items()}
    stricter = SimpleNamespace(letters=letters, instruments=known.instruments)
    return lambda: monkeypatch.setattr(papers, "law", lambda: stricter)


def lines(walk: Walk, unit: str) -> list[tuple[Any, ...]]:
    """What the unit's room of papers has of the matter."""
    with door.acting_for([unit]):
        rows = PaperLine.objects.filter(unit=unit, matter=walk.matter).order_by("seq", "name")
        return [(row.seq, row.name, row.own, row.copy, row.unsigned, row.received_at) for row in rows]


def kept(as_jobs: Any) -> dict[tuple[int, str], str]:
    """The digests of what is kept."""
    with as_jobs():
        return {(row.seq, row.name): row.digest for row in KeptPaper.objects.all()}


def keep(as_jobs: Any, now: dt.datetime) -> int:
    with as_jobs():
        return keep_issued(now)


def differences(as_jobs: Any) -> list[str]:
    with as_jobs():
        return [difference.what for _, found in verify() for difference in found]


def test_a_paper_that_lacks_what_its_article_asks_for_refuses_the_act_and_nothing_is_stored(
    demand: Callable[[], None],
) -> None:
    walk = begin()
    demand()
    refused = walk.attempt(AGENCY, "报请审批")
    assert isinstance(refused, Refused)
    assert (refused.why, refused.do) == (
        "《移送涉嫌犯罪案件的书面报告》还不能制发，缺少：案件来源。",
        "请补齐后再办理“报请审批”。",
    )
    assert refused.citations == law().letters["移送涉嫌犯罪案件的书面报告"].citations
    with door.acting_for([AGENCY]):
        door.enter(walk.matter, [AGENCY])
        assert Step.objects.filter(matter=walk.matter).count() == 1


def test_an_opening_whose_paper_is_refused_takes_no_number_and_hands_nothing_over(demand: Callable[[], None]) -> None:
    walk = walked(TO_NOT_FILED)
    demand()
    refused = walk.attempt(AGENCY, "建议监督")
    assert isinstance(refused, Refused)
    assert refused.why == "《立案监督建议书》还不能制发，缺少：案件来源。"
    with door.acting_for([AGENCY]):
        door.enter(walk.matter, [AGENCY])
        assert Step.objects.filter(matter=walk.matter).count() == 7
        assert Register.objects.get(unit=AGENCY).last == 1


def test_every_unit_finds_what_it_issued_and_what_it_received_and_who_has_not_signed() -> None:
    walk = walked(TO_REVIEW)
    assert [line for line in lines(walk, AGENCY) if line[1] == LETTER] == [(4, LETTER, True, False, 2, None)]
    assert [line for line in lines(walk, POLICE) if line[1] == LETTER] == [(4, LETTER, False, False, 1, None)]
    assert [line for line in lines(walk, PROCURATORATE) if line[1] == LETTER] == [(4, LETTER, False, True, 1, None)]
    walk.do(POLICE, "签收")
    police = next(line for line in lines(walk, POLICE) if line[1] == LETTER)
    assert police == (4, LETTER, False, False, 0, walk.at)
    assert [line[4:] for line in lines(walk, AGENCY) if line[1] == LETTER] == [(1, None)]


def test_a_stranger_finds_no_paper() -> None:
    walked(TO_REVIEW)
    with door.acting_for([STRANGER]):
        assert not PaperLine.objects.exists()


def test_each_issued_paper_is_kept_once_by_a_run_after_the_act_and_another_run_finds_nothing(as_jobs: Any) -> None:
    walk = walked(TO_NOT_FILED)
    with as_jobs():
        issued = set(PaperLine.objects.values_list("seq", "name"))
    assert keep(as_jobs, walk.at) == len(issued)
    found = kept(as_jobs)
    assert set(found) == issued
    for digest in found.values():
        content = path_of(files_root(), digest).read_bytes()
        assert content.startswith(b"%PDF-")
        assert hashlib.sha256(content).hexdigest() == digest
    assert keep(as_jobs, walk.at) == 0
    assert kept(as_jobs) == found
    assert differences(as_jobs) == []


def test_what_is_kept_stays_when_fonts_or_templates_change(as_jobs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = walked(TO_REVIEW)
    with door.acting_for([AGENCY]):
        matter = door.enter(walk.matter, [AGENCY])
        assert matter
        steps = steps_of(matter)
        whole = filled(procedure=procedure_of(matter), steps=steps, step=steps[3], paper=LETTER, matter=matter)
        before = content_of(matter, steps[3], LETTER, whole)
    keep(as_jobs, walk.at)
    monkeypatch.setattr(issuing, "pdf", lambda *_args, **_kw: b"%PDF-1.7 another font\n")
    with door.acting_for([AGENCY]):
        door.enter(walk.matter, [AGENCY])
        assert content_of(matter, steps[3], LETTER, whole) == before


def test_a_run_that_was_killed_after_writing_the_file_is_made_good_by_the_next(
    as_jobs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = walked(TO_REVIEW)

    def killed(*_args: object, **_kw: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(KeptPaper.objects, "bulk_create", killed)
        with pytest.raises(KeyboardInterrupt):
            keep(as_jobs, walk.at)
    assert kept(as_jobs) == {}
    assert differences(as_jobs) == []
    assert keep(as_jobs, walk.at) > 0
    assert (4, LETTER) in kept(as_jobs)


def test_of_two_runs_at_once_the_first_file_stays(as_jobs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = walked(TO_REVIEW)
    keep(as_jobs, walk.at)
    first = kept(as_jobs)
    with as_jobs():
        PaperLine.objects.filter(seq=4, own=True).update(keep_at=walk.at)
        monkeypatch.setattr(issuing, "kept_paper", lambda *_: None)  # the other run has not committed yet
        monkeypatch.setattr(issuing, "pdf", lambda *_args, **_kw: b"%PDF-1.7 another\n")
        keep_issued(walk.at)
    assert kept(as_jobs) == first


def test_one_paper_has_one_kept_file(as_jobs: Any) -> None:
    row = {"matter": uuid.UUID(int=1), "seq": 1, "name": "函", "size": 1, "at": dt.datetime.now(dt.UTC)}
    with as_jobs():
        KeptPaper.objects.create(digest="a" * 64, **row)
        with pytest.raises(IntegrityError, match="kept_paper_once"), transaction.atomic():
            KeptPaper.objects.create(digest="b" * 64, **row)


def test_the_web_adds_and_changes_no_kept_paper_and_the_jobs_change_none(as_jobs: Any) -> None:
    insert = (
        "insert into documents_keptpaper (matter, seq, name, digest, size, at)"
        " values (gen_random_uuid(), 1, '函', '', 1, now())"
    )
    change = "update documents_keptpaper set digest = ''"
    for statement in (insert, change, "delete from documents_keptpaper"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)
    with as_jobs(), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(change)


def test_a_kept_paper_is_seen_through_its_matters_door_alone(as_jobs: Any) -> None:
    walk = walked(TO_REVIEW)
    keep(as_jobs, walk.at)
    with door.acting_for([POLICE]):
        assert kept_paper(walk.matter, 4, LETTER) is None
        door.enter(walk.matter, [POLICE])
        assert kept_paper(walk.matter, 4, LETTER)


def test_a_paper_that_cannot_be_set_is_named_and_tried_again_later(
    as_jobs: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    walk = walked(TO_REVIEW)

    def lacks(*_args: object, **_kw: object) -> bytes:
        raise NoGlyph("现有字体没有这些字：“𠮷”（U+20BB7）")

    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        patch.setattr(issuing, "pdf", lacks)
        assert keep(as_jobs, walk.at) == 0
        assert any("《涉嫌犯罪案件移送书》" in line and "“𠮷”（U+20BB7）" in line for line in caplog.messages)
        said = len(caplog.messages)
        assert keep(as_jobs, walk.at) == 0
        assert len(caplog.messages) == said
    assert keep(as_jobs, walk.at + dt.timedelta(minutes=59)) == 0
    assert keep(as_jobs, walk.at + dt.timedelta(hours=1)) > 0


def test_verify_names_a_kept_paper_that_is_gone_changed_or_was_never_made(as_jobs: Any, as_owner: Any) -> None:
    walk = walked(TO_REVIEW)
    keep(as_jobs, walk.at)
    place = path_of(files_root(), kept(as_jobs)[4, LETTER])
    whole = place.read_bytes()
    place.write_bytes(whole[:-1] + b"x")
    assert differences(as_jobs) == ["第4步的《涉嫌犯罪案件移送书》，留存的文件与校验值不符"]
    place.unlink()
    assert differences(as_jobs) == ["第4步的《涉嫌犯罪案件移送书》，留存的文件不在了"]
    with door.acting_for([AGENCY]):
        matter = door.enter(walk.matter, [AGENCY])
        assert isinstance(matter, Matter)
        step = steps_of(matter)[3]
        whole_paper = filled(
            procedure=procedure_of(matter), steps=steps_of(matter), step=step, paper=LETTER, matter=matter
        )
        with pytest.raises(KeptPaperGoneError) as gone:
            content_of(matter, step, LETTER, whole_paper)
    assert str(gone.value) == "《涉嫌犯罪案件移送书》的留存文件不在了，请联系系统管理员从备份中恢复。"
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("alter table documents_keptpaper no force row level security")
        cursor.execute("update documents_keptpaper set name = '函' where seq = 4 and name = %s", [LETTER])
        cursor.execute("alter table documents_keptpaper force row level security")
    place.write_bytes(whole)
    assert differences(as_jobs) == ["第4步的《涉嫌犯罪案件移送书》没有留存", "留存的《函》不是第4步制发的"]
