"""Uploaded files become part of a step only where the acting unit uploaded them itself."""

from __future__ import annotations

import pytest
from django.utils import timezone

from liandong.documents.files import FileRefusedError
from liandong.documents.keeping import take_in, uploads_of
from liandong.documents.models import Attachment, Upload
from liandong.documents.numbering import draw
from liandong.matters import door
from liandong.matters.fitting import unfit
from liandong.matters.rules import law
from liandong.procedures.decision import Asked
from liandong.procedures.refusal import Refused
from liandong.procedures.standing import Enclosure

pytestmark = pytest.mark.django_db

AGENCY, STRANGER = "420102-SJ", "420606-SJ"
PDF = b"%PDF-1.7\n%%EOF\n"


def asked(digest: str) -> Asked:
    enclosure = Enclosure(label="涉案物品清单", file_name="清单.pdf", digest=digest)
    return Asked(act="移送", at=timezone.now(), enclosures=(enclosure,))


def refusal(digest: str, unit: str) -> Refused | None:
    return unfit(law().procedure("正向移送").acts["移送"], asked(digest), {}, unit)


def test_a_unit_may_enclose_what_it_has_uploaded() -> None:
    door.stand_for([AGENCY])
    stored = take_in([PDF], "清单.pdf", unit=AGENCY, now=timezone.now())
    assert refusal(stored.digest, AGENCY) is None
    assert uploads_of(AGENCY, asked(stored.digest).enclosures)[stored.digest].media_type == "application/pdf"


def test_who_only_knows_the_digest_of_anothers_file_cannot_enclose_it() -> None:
    door.stand_for([AGENCY])
    stored = take_in([PDF], "清单.pdf", unit=AGENCY, now=timezone.now())
    door.stand_for([STRANGER])
    refused = refusal(stored.digest, STRANGER)
    assert refused is not None
    assert [fault.why for fault in refused.faults] == ["“涉案物品清单”所指的文件不是本单位上传的。"]
    assert not Upload.objects.exists()


def test_a_refused_file_leaves_no_row() -> None:
    door.stand_for([AGENCY])
    with pytest.raises(FileRefusedError):
        take_in([b"MZ" + bytes(99)], "清单.pdf", unit=AGENCY, now=timezone.now())
    assert not Upload.objects.exists()


def test_an_enclosure_without_content_has_no_row() -> None:
    assert not uploads_of(AGENCY, (Enclosure(label="调查报告"),))
    assert not Attachment.objects.exists()


def test_papers_are_numbered_by_unit_kind_and_year_without_gaps() -> None:
    door.stand_for([AGENCY])
    letter = law().letters["涉嫌犯罪案件移送书"]
    drawn = [draw(letter, unit=AGENCY, short_name="江市监", year=year) for year in (2026, 2026, 2027, 2026)]
    assert drawn == ["江市监移〔2026〕1号", "江市监移〔2026〕2号", "江市监移〔2027〕1号", "江市监移〔2026〕3号"]


def test_a_paper_whose_organ_numbers_it_draws_nothing() -> None:
    assert draw(law().letters["立案通知书"], unit="420102-GA", short_name="江公", year=2026) == ""
