"""Papers through the API: listed with their hash, served as what is kept, to who may read them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings
from tests.cast import AGENCY, POLICE, STRANGER, TO_REVIEW, walked
from tests.db.api.test_matters import Caller

from liandong.documents.keeping import files_root
from liandong.matters.issuing import keep_issued

pytestmark = pytest.mark.usefixtures("cast")
LETTER = "涉嫌犯罪案件移送书"


@pytest.fixture(autouse=True)
def _data(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def test_a_paper_is_listed_and_served_before_and_after_it_is_kept(as_jobs: Any) -> None:
    walk = walked(TO_REVIEW)
    police = Caller(POLICE)
    (listed,) = police.get(f"matters/{walk.matter}/papers").json()
    assert (listed["seq"], listed["name"], listed["issuer"]) == (4, LETTER, AGENCY)
    assert listed["recipients"] == [POLICE, "420102-JC"]
    assert listed["number"] == "武汉市江岸区市场监督管理局移〔2026〕1号"
    assert listed["sha256"] == ""
    answer = police.get(f"matters/{walk.matter}/papers/4/{LETTER}")
    assert answer["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    with as_jobs():
        keep_issued(walk.at)
    (listed,) = police.get(f"matters/{walk.matter}/papers").json()
    assert listed["sha256"] == hashlib.sha256(answer.content).hexdigest()
    assert police.get(f"matters/{walk.matter}/papers/4/{LETTER}").content == answer.content


def test_what_is_internal_to_another_unit_or_another_county_is_not_there() -> None:
    walk = walked(TO_REVIEW)
    report = "移送涉嫌犯罪案件的书面报告"
    assert Caller(AGENCY).get(f"matters/{walk.matter}/papers/2/{report}").status_code == 200
    for unit, path in (
        (POLICE, f"papers/2/{report}"),
        (POLICE, "papers/4/没有的文书"),
        (POLICE, f"papers/9/{LETTER}"),
        (STRANGER, f"papers/4/{LETTER}"),
        (STRANGER, "papers"),
    ):
        answer = Caller(unit).get(f"matters/{walk.matter}/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_kept_file_that_is_gone_is_a_problem_that_says_so(as_jobs: Any) -> None:
    walk = walked(TO_REVIEW)
    with as_jobs():
        keep_issued(walk.at)
    for place in files_root().glob("??/??/*"):
        place.unlink()
    answer = Caller(POLICE).get(f"matters/{walk.matter}/papers/4/{LETTER}")
    assert answer.status_code == 503
    assert answer.json()["title"] == "《涉嫌犯罪案件移送书》的留存文件不在了，请联系系统管理员从备份中恢复。"
