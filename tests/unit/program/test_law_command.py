"""liandong law: what a law officer reads when she asks."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import pytest

from liandong.procedures.schema import procedure_schema
from liandong.program import law

HOUSE = Path(__file__).parents[2] / "law" / "bad" / "_house"


def run(*words: str, root: Path = HOUSE) -> int:
    parser = argparse.ArgumentParser()
    law.add_arguments(parser)
    return law.run(parser.parse_args(["--law", str(root), *words]))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "law"
    shutil.copytree(HOUSE, root)
    return root


def change(root: Path, old: str, new: str) -> None:
    path = root / "procedures" / "底本" / "2026-01-01.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_check_counts_what_it_proved(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check") == 0
    assert capsys.readouterr().out.splitlines() == [
        "程序 1，版本和变体 1，状态 2，行为 3，期限 1，文书 4，法律文件 1。",
        "全部通过。",
    ]


def test_check_names_every_problem_and_every_open_question(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, "答复: {英: Answer, ", "答复: {疑问: 多久答复？, ")
    (root / "english" / "疑问.yaml").write_text("多久答复？: How soon is the answer due?\n", encoding="utf-8")
    assert run("check", root=root) == 1
    assert capsys.readouterr().out.splitlines() == [
        "law/procedures/底本/2026-01-01.yaml:16：行为“答复”没有写“英”",
        "共 1 个问题。",
        "",
        "程序 1，版本和变体 1，状态 2，行为 3，期限 1，文书 4，法律文件 1。",
        "",
        "待法制审核 1 项：",
        "  law/procedures/底本/2026-01-01.yaml:16：行为“答复”：多久答复？",
    ]


def test_check_says_what_cannot_be_read(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, "应当: 7日", "应当: 七旬")
    assert run("check", root=root) == 1
    assert capsys.readouterr().out.splitlines() == [
        "law/procedures/底本/2026-01-01.yaml:12：期间“七旬”看不懂：应写作 24小时、3日、10个工作日、3个月 或者 2年",
        "共 1 处读不通。改正之后才能校验程序是否周全。",
    ]


def test_list_gives_every_version_with_its_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list", "--json") == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "name": "底本",
            "version": "2026-01-01",
            "variant": "",
            "title": "别的文件据以转入、变更的程序",
            "points": [15],
            "states": 2,
            "acts": 3,
            "limits": 1,
            "marks": {"V": 3},
            "questions": 0,
        }
    ]


def test_show_prints_the_proof_sheet(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "底本") == 0
    said = capsys.readouterr().out
    assert said.splitlines()[0] == "别的文件据以转入、变更的程序"
    for words in (
        "方案：第15点",
        "出处：law/procedures/底本/2026-01-01.yaml",
        "应当 7日，自作出“提请”",
        "行政执法机关的同级",
        "试验法第二条",
        "《试验用的法》第一条",
        "“日”指自然日；首日不计入；末日遇休息日顺延",
        "审查中  人民检察院·承办人，应当 7日，自作出“提请”",
        "    答复（人民检察院）→ 已结",
    ):
        assert words in said


def test_show_says_what_there_is_where_the_name_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "移送") == 1
    assert capsys.readouterr().out == "没有名为“移送”的程序，有：底本\n"


def test_schema_prints_the_schema_for_editors(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == 0
    assert json.loads(capsys.readouterr().out) == procedure_schema()
