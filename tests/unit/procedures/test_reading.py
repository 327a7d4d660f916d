"""Reading law/: what is written there becomes one value, and every mistake is named by file and line."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from liandong.kernel.citation import Citation
from liandong.kernel.period import Period, Unit
from liandong.procedures.grammar import Find, LimitKind, Place, PostKind, StartEvent
from liandong.procedures.law import UnknownProcedure
from liandong.procedures.reading import LawErrors, read_law

HOUSE = Path(__file__).parents[2] / "law" / "bad" / "_house"
TRIAL = "procedures/试验/2026-01-01.yaml"
PROCEDURE = """\
程序: 试验
名称: 试验程序
英: Trial
施行: 2026-01-01
方案: [15]
依据: 试验法
通用: [签收文书]
疑问: 整个程序的疑问
主体:
  甲: {名: 行政执法机关, 英: Agency, 类: 行政执法, 找: 发起}
  公: {名: 公安机关, 英: Police, 类: [公安, 海警], 找: 同级 甲}
状态:
  草拟: {英: Drafting, 轮到: 甲, 条: 1}
  待决定:
    英: Awaiting decision
    轮到: 公
    职: 负责人
    应当: 3日
    紧急: {期: 24小时, 当: 人在押}
    自: {收到: 移送书}
    条: [2, 别的法 7(1)]
    期限条: 2(2)
    疑问: 三日怎样算？
  已结: {英: Closed, 终局: true, 条: 4}
期限:
  反馈: {英: Report, 轮到: 公, 应当: {字段: 反馈日}, 自: {作出: [移送]}, 止: 决定, 条: 3}
行为:
  登记:
    英: Register
    谁: 甲
    开启: true
    到: 草拟
    条: 1
    字段:
      案件名称: {类型: 文本, 英: Title, 必填: true, 说明: 写全称}
      反馈日: {类型: 日期, 英: Report by, 必填: true}
      人在押: {类型: 是否, 英: In custody}
  移送: {英: Transfer, 谁: 甲, 从: 草拟, 到: 待决定, 条: 1, 文书: 移送书, 送达: 公}
  决定: {英: Decide, 谁: 公, 职: 负责人, 从: 待决定, 到: 已结, 条: 2}
  延长: {英: Extend, 谁: 公, 从: 待决定, 条: 2, 延长: {期限: 待决定, 至: [7日, 30日]}}
  说明: {英: Explain, 谁: 各方, 从: 任意, 条: 1}
"""
VARIANT = """\
变体: 生态环境
基于: 试验
适用: [生态环境]
施行: 2026-03-01
依据: 别的法
英: Environment
疑问: 还有效吗？
改:
  状态:
    待决定: {应当: 5个工作日, 条: 7, 期限条: null, 紧急: null}
  行为:
    说明: null
    登记: {字段: {监测报告: {类型: 文本, 英: Report}}}
"""
OTHER = """\
名称: 别的法
简称: 别的法
计期: 别样
条数: 9
核实: V
条文:
  7: {核实: V(s), 大意: 别的}
疑问: 施行日未核
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small law/ with one procedure."""
    root = tmp_path / "law"
    shutil.copytree(HOUSE, root)
    write(root, TRIAL, PROCEDURE)
    write(root, "instruments/别的法.yaml", OTHER)
    regimes = (root / "regimes.yaml").read_text(encoding="utf-8")
    write(root, "regimes.yaml", regimes + "别样: {工作日: 全部, 首日: 不计入, 末日遇休: 顺延, 疑问: 是不是工作日？}\n")
    return root


def write(root: Path, file: str, text: str) -> None:
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, encoding="utf-8")


def errors(root: Path) -> list[str]:
    with pytest.raises(LawErrors) as caught:
        read_law(root)
    return [str(error) for error in caught.value.errors]


def test_a_state_keeps_whose_turn_it_is_and_its_limit(root: Path) -> None:
    state = read_law(root).procedure("试验").states["待决定"]
    assert (state.role, state.post, state.final) == ("公", PostKind.HEAD, False)
    limit = state.limit
    assert limit is not None
    assert (limit.kind, limit.period, limit.role) == (LimitKind.DUTY, Period(3, Unit.DAY), "公")
    assert (limit.urgent, limit.urgent_field) == (Period(24, Unit.HOUR), "人在押")
    assert (limit.start.event, limit.start.of) == (StartEvent.RECEIVED, ("移送书",))
    assert limit.place == Place(TRIAL, 14)


def test_the_article_of_a_limit_may_differ_from_that_of_its_state(root: Path) -> None:
    state = read_law(root).procedure("试验").states["待决定"]
    assert state.citations == (Citation("试验法", "2"), Citation("别的法", "7", 1))
    assert state.limit is not None
    assert state.limit.citations == (Citation("试验法", "2", 2),)


def test_a_limit_is_counted_as_the_instrument_says_that_it_cites_first(root: Path) -> None:
    law = read_law(root)
    assert law.procedure("试验").limits["待决定"].regime is law.regimes["试验"]
    write(root, TRIAL, PROCEDURE.replace("期限条: 2(2)", "期限条: 别的法 7"))
    assert read_law(root).procedure("试验").limits["待决定"].regime.name == "别样"
    write(root, TRIAL, PROCEDURE.replace("期限条: 2(2)", "期限条: 2(2)\n    计期: 别样"))
    assert read_law(root).procedure("试验").limits["待决定"].regime.name == "别样"
    write(root, TRIAL, PROCEDURE.replace("依据: 试验法\n", "依据: 试验法\n计期: 别样\n"))
    assert read_law(root).procedure("试验").limits["待决定"].regime.name == "别样"


def test_a_due_day_may_be_named_by_a_field(root: Path) -> None:
    limit = read_law(root).procedure("试验").limits["反馈"]
    assert (limit.period, limit.period_field, limit.ended_by) == (None, "反馈日", frozenset(["决定"]))
    assert limit.state == ""


def test_handlers_act_unless_another_post_is_named(root: Path) -> None:
    acts = read_law(root).procedure("试验").acts
    assert acts["移送"].posts == (PostKind.HANDLER,)
    assert acts["决定"].posts == (PostKind.HEAD,)
    assert acts["签收文书"].posts == (PostKind.REGISTRY, PostKind.HANDLER)


def test_any_state_means_every_one_before_the_end_and_every_state_means_all(root: Path) -> None:
    acts = read_law(root).procedure("试验").acts
    assert acts["说明"].from_states == {"草拟", "待决定"}
    assert acts["签收文书"].from_states == {"草拟", "待决定", "已结"}


def test_shared_acts_stand_after_the_procedures_own_and_know_their_file(root: Path) -> None:
    acts = read_law(root).procedure("试验").acts
    assert list(acts) == ["登记", "移送", "决定", "延长", "说明", "签收文书"]
    assert acts["签收文书"].place == Place("procedures/通用.yaml", 3)


def test_an_extension_up_to_one_of_several_periods_asks_which(root: Path) -> None:
    act = read_law(root).procedure("试验").acts["延长"]
    assert [(field.name, field.choices, field.required) for field in act.fields] == [("延长至", ("7日", "30日"), True)]


def test_a_role_may_be_of_several_kinds(root: Path) -> None:
    role = read_law(root).procedure("试验").roles["公"]
    assert (role.kinds, role.find, role.near) == (("公安", "海警"), Find.SAME, "甲")


def test_questions_are_collected_from_everything_that_is_relied_on(root: Path) -> None:
    said = [(str(q.place.file), q.place.line, q.about, q.words) for q in read_law(root).questions]
    assert said == [
        ("instruments/别的法.yaml", 7, "《别的法》", "第7条只见于转引，须核对原文。"),
        ("instruments/别的法.yaml", 8, "《别的法》", "施行日未核"),
        (TRIAL, 8, "程序“试验”", "整个程序的疑问"),
        (TRIAL, 23, "状态“待决定”", "三日怎样算？"),
    ]


def test_the_question_of_a_regime_is_asked_once_it_is_in_use(root: Path) -> None:
    write(root, TRIAL, PROCEDURE.replace("期限条: 2(2)", "期限条: 别的法 7"))
    said = [(q.about, q.words, q.place) for q in read_law(root).questions if q.place.file == "regimes.yaml"]
    assert said == [("计期规则“别样”", "是不是工作日？", Place("regimes.yaml", 2))]


def test_a_region_may_count_otherwise(root: Path) -> None:
    write(root, "regions/hubei/regimes.yaml", "试验: {工作日: 全部, 首日: 不计入, 末日遇休: 顺延}\n")
    assert read_law(root).procedure("试验").limits["待决定"].regime.day_is_workday
    assert not read_law(root, region="hunan").procedure("试验").limits["待决定"].regime.day_is_workday


def test_the_version_in_force_on_a_day_is_found(root: Path) -> None:
    write(root, "procedures/试验/2026-07-01.yaml", PROCEDURE.replace("施行: 2026-01-01", "施行: 2026-07-01"))
    law = read_law(root)
    assert [p.version for p in law.procedures["试验"]] == ["2026-01-01", "2026-07-01"]
    assert law.procedure("试验").version == "2026-07-01"
    assert law.procedure("试验", on=dt.date(2026, 6, 30)).version == "2026-01-01"
    assert law.procedure("试验", on=dt.date(2026, 7, 1)).version == "2026-07-01"
    assert law.procedure("试验", version="2026-01-01").version == "2026-01-01"


def test_what_is_not_there_is_said_with_what_there_is(root: Path) -> None:
    write(root, "procedures/试验/变体/生态环境/2026-03-01.yaml", VARIANT)
    law = read_law(root)
    with pytest.raises(UnknownProcedure, match=r"^没有名为“移送”的程序，有：底本、试验$"):
        law.procedure("移送")
    with pytest.raises(UnknownProcedure, match=r"^程序“试验”没有2020-01-01施行的版本，有：2026-01-01$"):
        law.procedure("试验", version="2020-01-01")
    with pytest.raises(UnknownProcedure, match=r"^程序“试验”在2025-12-31还没有施行的版本，最早的自2026-01-01施行$"):
        law.procedure("试验", on=dt.date(2025, 12, 31))
    with pytest.raises(UnknownProcedure, match=r"^程序“试验”没有名为“税务”的变体，有：生态环境$"):
        law.procedure("试验", variant="税务")


def test_a_variant_is_its_base_with_its_own_words_laid_over(root: Path) -> None:
    write(root, "procedures/试验/变体/生态环境/2026-03-01.yaml", VARIANT)
    law = read_law(root)
    base, varied = law.procedure("试验"), law.procedure("试验", variant="生态环境")
    assert (varied.version, varied.variant, varied.variant_kinds) == ("2026-03-01", "生态环境", ("生态环境",))
    assert varied.title_en == "Environment"
    assert "说明" in base.acts
    assert "说明" not in varied.acts
    assert [field.name for field in varied.acts["登记"].fields] == ["案件名称", "反馈日", "人在押", "监测报告"]
    limit = varied.limits["待决定"]
    assert (limit.period, limit.urgent, limit.role) == (Period(5, Unit.WORKDAY), None, "公")
    assert base.limits["待决定"].period == Period(3, Unit.DAY)


def test_articles_of_a_variant_are_of_its_own_instrument_and_those_of_its_base_of_the_bases(root: Path) -> None:
    write(root, "procedures/试验/变体/生态环境/2026-03-01.yaml", VARIANT)
    varied = read_law(root).procedure("试验", variant="生态环境")
    assert varied.limits["待决定"].citations == (Citation("别的法", "7"),)
    assert varied.limits["待决定"].regime.name == "别样"
    assert varied.acts["登记"].citations == (Citation("试验法", "1"),)


def test_what_a_variant_lays_over_is_placed_in_the_variants_file(root: Path) -> None:
    file = "procedures/试验/变体/生态环境/2026-03-01.yaml"
    write(root, file, VARIANT)
    varied = read_law(root).procedure("试验", variant="生态环境")
    assert varied.place == Place(file, 1)
    assert varied.states["待决定"].place == Place(file, 10)
    assert varied.acts["登记"].fields[-1].place == Place(file, 13)
    assert varied.acts["登记"].fields[0].place == Place(TRIAL, 35)
    assert varied.states["草拟"].place == Place(TRIAL, 13)


def test_a_variant_is_taken_for_its_kinds_from_its_first_day_on(root: Path) -> None:
    write(root, "procedures/试验/变体/生态环境/2026-03-01.yaml", VARIANT)
    law = read_law(root)
    assert law.variant_for("试验", ["生态环境", "行政执法"], dt.date(2026, 3, 1)).variant == "生态环境"
    assert law.variant_for("试验", ["生态环境", "行政执法"], dt.date(2026, 2, 28)).variant == ""
    assert law.variant_for("试验", ["市场监管"], dt.date(2026, 3, 1)).variant == ""


def test_a_variant_lies_upon_every_version_that_lasts_into_it(root: Path) -> None:
    write(root, "procedures/试验/变体/生态环境/2026-03-01.yaml", VARIANT)
    write(root, "procedures/试验/2026-02-01.yaml", PROCEDURE.replace("施行: 2026-01-01", "施行: 2026-02-01"))
    write(root, "procedures/试验/2026-07-01.yaml", PROCEDURE.replace("施行: 2026-01-01", "施行: 2026-07-01"))
    law = read_law(root)
    assert [(p.version, p.repealed) for p in law.variants["试验"][0].versions] == [
        ("2026-03-01", dt.date(2026, 7, 1)),
        ("2026-07-01", None),
    ]
    assert law.variant_for("试验", ["生态环境"], dt.date(2026, 2, 28)).version == "2026-02-01"
    assert law.variant_for("试验", ["生态环境"], dt.date(2026, 6, 30)).version == "2026-03-01"
    assert law.variant_for("试验", ["生态环境"], dt.date(2026, 7, 1)).version == "2026-07-01"


def test_a_later_text_of_a_variant_takes_the_place_of_the_earlier_and_ends_on_its_day(root: Path) -> None:
    write(root, "procedures/试验/变体/生态环境/2026-03-01.yaml", VARIANT)
    later = VARIANT.replace("施行: 2026-03-01", "施行: 2026-05-01\n失效: 2026-09-01").replace("5个工作日", "4日")
    write(root, "procedures/试验/变体/生态环境/2026-05-01.yaml", later)
    law = read_law(root)
    days = {
        day: law.variant_for("试验", ["生态环境"], dt.date.fromisoformat(day)).limits["待决定"].period
        for day in ("2026-02-28", "2026-04-30", "2026-05-01", "2026-08-31", "2026-09-01")
    }
    assert [str(period) for period in days.values()] == ["3日", "5个工作日", "4日", "4日", "3日"]
    earlier = law.procedure("试验", version="2026-03-01", variant="生态环境")
    assert str(earlier.limits["待决定"].period) == "5个工作日"  # what began under it stays under it
    with pytest.raises(UnknownProcedure, match=r"^程序“试验（生态环境）”自2026-09-01起已经失效$"):
        law.procedure("试验", variant="生态环境", on=dt.date(2026, 9, 1))


def test_a_procedure_that_was_repealed_opens_no_matter_from_that_day_on(root: Path) -> None:
    write(root, TRIAL, PROCEDURE.replace("施行: 2026-01-01", "施行: 2026-01-01\n失效: 2026-06-01"))
    law = read_law(root)
    assert [law.begins("试验", dt.date(2026, month, 1)) for month in (1, 5, 6)] == [True, True, False]
    with pytest.raises(UnknownProcedure, match=r"^程序“试验”自2026-06-01起已经失效$"):
        law.variant_for("试验", ["市场监管"], dt.date(2026, 6, 1))


def test_days_of_a_variant_that_do_not_fit_are_named(root: Path) -> None:
    write(root, "procedures/试验/变体/生态环境.yaml", VARIANT)
    write(root, "procedures/试验/变体/环境/2026-04-01.yaml", VARIANT.replace("依据:", "失效: 2026-03-01\n依据:"))
    assert errors(root) == [
        "procedures/试验/变体/环境/2026-04-01.yaml:1：“变体”是“生态环境”，应当与所在文件夹相同，即“环境”",
        "procedures/试验/变体/环境/2026-04-01.yaml:4：“施行”是“2026-03-01”，应当与文件名相同，即“2026-04-01”",
        "procedures/试验/变体/环境/2026-04-01.yaml:5：“失效”应当在“施行”的2026-03-01以后",
        "procedures/试验/变体/生态环境.yaml:1：变体应当是一个文件夹，其中每个文件以施行日为名：变体/生态环境/",
    ]


def test_errors_of_several_files_are_said_together_by_file_and_line(root: Path) -> None:
    write(root, TRIAL, PROCEDURE.replace("应当: 3日", "应当: 三旬").replace("类型: 日期", "类型: 日子"))
    write(root, "letters/决定书.yaml", "文书: 决定书\n发文: 公\n编号: 随意\n正文: 空\n")
    assert errors(root) == [
        "letters/决定书.yaml:3：“编号”不能是“随意”，只能是：登记、记录",
        f"{TRIAL}:18：期间“三旬”看不懂：应写作 24小时、3日、10个工作日、3个月 或者 2年",
        f"{TRIAL}:36：“类型”不能是“日子”，只能是：文本、长文本、金额、数、日期、时间、选项、是否、单位、名单、当事人",
    ]


def test_a_misspelt_key_is_answered_with_the_nearest_one(root: Path) -> None:
    write(root, TRIAL, PROCEDURE.replace("期限条: 2(2)", "期限条文: 2(2)"))
    assert errors(root)[0].startswith(f"{TRIAL}:22：状态“待决定”不认识的键“期限条文”，是不是“期限条”？可用的有：")


def test_a_broken_letter_names_its_keys(root: Path) -> None:
    write(root, "letters/通知.yaml", "文书: 通告\n英: N\n条: 试验法 1\n发文: 公\n附件: 另附\n内容: 案件\n")
    assert errors(root) == [
        "letters/通知.yaml:1：文书“通告”没有写“正文”",
        "letters/通知.yaml:1：文书“通告”没有写“编号”，应写“登记”或者“记录”",
        "letters/通知.yaml:1：文书名称“通告”应当与文件名相同，即“通知”",
        "letters/通知.yaml:5：“附件”只能写“随附”",
        "letters/通知.yaml:6：“内容”应当是要素的列表",
    ]


def test_a_file_in_another_encoding_is_named(root: Path) -> None:
    (root / TRIAL).write_bytes(PROCEDURE.encode("gb18030"))
    assert errors(root) == [f"{TRIAL}:1：文件不是 UTF-8 编码"]


def test_a_folder_without_instruments_or_regimes_is_named(root: Path) -> None:
    (root / "regimes.yaml").unlink()
    assert "regimes.yaml:1：文件打不开" in errors(root)


def test_the_same_law_reads_the_same_twice(root: Path) -> None:
    write(root, "procedures/试验/变体/生态环境/2026-03-01.yaml", VARIANT)
    assert read_law(root) == read_law(root)
