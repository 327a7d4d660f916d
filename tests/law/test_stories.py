"""Every story under tests/law/ comes out as it is told."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from liandong.procedures.law import Law
from liandong.procedures.story import read_story, run
from liandong.program.laws import read

FOLDER = Path(__file__).parent
STORIES = sorted(path for path in FOLDER.glob("*/*.yaml") if path.parent.name != "bad")


@cache
def _law() -> Law:
    return read()


@pytest.mark.parametrize("path", STORIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_story_comes_out_as_it_is_told(path: Path) -> None:
    differences = run(read_story(path, _law()), _law()).differences
    assert not differences, "\n".join((f"{path.parent.name}/{path.name}", *differences))


def test_there_are_stories() -> None:
    assert {path.parent.name for path in STORIES} >= {"正向移送", "立案监督"}


@pytest.mark.parametrize("path", STORIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_story_has_no_key_that_nobody_reads(path: Path) -> None:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert told.keys() <= {"故事", "起于", "单位", "经过", "查看", "案例", "说明"}
    assert told["起于"].keys() <= {"程序", "版本", "变体", "状态", "字段"}
    steps = {"时", "登记", "谁", "职", "行为", "字段", "附件", "理由", "缺", "关于", "对象", "拒绝"}
    looks = {"时", "名", "状态", "轮到", "期限", "状况", "条"}
    for known, events in ((steps, told["经过"]), (looks, told.get("查看", ()))):
        for event in events:
            assert event.keys() <= known, event
