"""Every refusal, in its exact words, with what to do about it: a table from code to the situation that brings it."""

from __future__ import annotations

from collections.abc import Callable
from string import Formatter
from typing import Any

import pytest
from tests.unit.procedures import house
from tests.unit.procedures.house import AGENCY, ENTRUSTED, POLICE, PROSECUTOR, STRANGER, Matter, day

from liandong.procedures.decision import THE_CLOCK
from liandong.procedures.grammar import PostKind
from liandong.procedures.refusal import WORDS, Refused, Several, refuse
from liandong.procedures.standing import Step

type Said = tuple[str, str, str]  # why, what to do, the articles


def _told(answer: Step | Refused, code: str) -> Said:
    assert isinstance(answer, Refused), answer
    assert answer.code == code
    return answer.why, answer.do, "、".join(citation.place for citation in answer.citations)


def _fault(answer: Step | Refused, code: str) -> Said:
    """The one fault of a form, with the form's own words behind it."""
    why, do, articles = _told(answer, "form")
    assert isinstance(answer, Refused)
    assert why.startswith("有1处需要补正，")
    assert do == "请按下列提示逐项补正；已填写的内容均已保留。"
    (fault,) = answer.faults
    assert fault.why_en == WORDS[code][2].format(**_in_english(_words_of(fault.why, code)))
    return fault.why, fault.field, articles


def _words_of(said: str, code: str) -> dict[str, str]:
    """What was put into the places of a sentence."""
    parts = list(Formatter().parse(WORDS[code][0]))
    found: dict[str, str] = {}
    rest = said
    for (literal, name, *_), (following, *_) in zip(parts, [*parts[1:], ("",)], strict=True):
        rest = rest.removeprefix(literal)
        if name:
            found[name], _, _ = rest.partition(following) if following else (rest, "", "")
            rest = rest.removeprefix(found[name])
    return found


def _in_english(words: dict[str, str]) -> dict[str, str]:
    """The same names and lists in the procedure's English."""
    english = house.procedure().english
    return {key: ", ".join(english.get(word, word) for word in said.split("、")) for key, said in words.items()}


def _two_waiting() -> Matter:
    """The agency has two papers to sign for."""
    matter = house.under_review()
    matter.do(POLICE, "通知补正", day("03-03", "11:00"))
    matter.do(POLICE, "不立案", day("03-03", "12:00"))
    return matter


def _suspended() -> Matter:
    matter = house.under_review()
    matter.do(POLICE, "中止", day("03-04", "09:00"))
    return matter


def _extended() -> Matter:
    matter = house.under_review()
    matter.do(POLICE, "延长审查", day("03-04", "09:00"), fields={"延长至": "7日"})
    return matter


def _closed() -> Matter:
    matter = house.under_review()
    matter.do(POLICE, "立案", day("03-05", "09:00"))
    return matter


def _open(**fields: object) -> Step | Refused:
    return Matter().ask(AGENCY, "登记", day("03-02"), fields=fields)


def _lapse_too_soon() -> Step | Refused:
    return house.objecting().ask("", "不异议", day("03-09"), by=THE_CLOCK)


def _handler_files() -> Step | Refused:
    clerk = house.party(POLICE, PostKind.HANDLER)
    return house.under_review().ask(POLICE, "立案", day("03-04"), by=clerk)


def _nobody_to_review() -> Step | Refused:
    matter = Matter()
    matter.do(AGENCY, "登记", day("03-02"), fields={"案件名称": "某案"}, units={"甲": AGENCY, "检": PROSECUTOR})
    return matter.ask(AGENCY, "移送", day("03-03"), enclosures=("案卷",))


AT = day("03-05", "09:00")
REFUSALS: dict[str, tuple[Callable[[], Step | Refused], Said]] = {
    "no_such_act": (
        lambda: house.registered().ask(AGENCY, "撕毁", AT),
        ("本程序没有“撕毁”这一行为。", "请刷新页面，从列出的行为中选择。", ""),
    ),
    "not_an_opening": (
        lambda: Matter().ask(AGENCY, "移送", AT),
        ("“移送”不能用来新建事项。", "请先打开已有事项再办理。", "1"),
    ),
    "already_open": (
        lambda: house.registered().ask(AGENCY, "登记", AT, fields={"案件名称": "某案"}),
        ("“登记”只用于新建事项，本事项已经开始。", "请从事项页列出的行为中选择。", "1"),
    ),
    "closed": (
        lambda: _closed().ask(AGENCY, "催促", AT),
        ("事项已办结（立案），不能再办理“催促”。", "如需继续，请新建事项并关联本事项。", "2"),
    ),
    "wrong_state": (
        lambda: house.registered().ask(POLICE, "中止", AT),
        (
            "事项现处于“核实”，不能办理“中止”。",
            "该行为须在“审查、公告”时办理；请刷新页面查看现在可办的行为。",
            "7",
        ),
    ),
    "not_a_party": (
        lambda: house.under_review().ask(STRANGER, "立案", AT),
        ("本单位不是本事项中可以办理“立案”的主体。", "该行为由公安机关办理。", "2"),
    ),
    "wrong_post": (
        _handler_files,
        ("“立案”须由本单位负责人办理。", "请转由本单位负责人登录办理。", "2"),
    ),
    "no_unit": (
        _nobody_to_review,
        ("没有找到应当参加的公安机关，“移送”无法送出。", "请联系系统管理员在单位目录中补充该机关。", "1"),
    ),
    "form": (
        lambda: _open(人在押="也许"),
        ("有2处需要补正，“登记”没有提交。", "请按下列提示逐项补正；已填写的内容均已保留。", "1"),
    ),
    "future": (
        lambda: house.registered().ask(AGENCY, "说明", AT, now=day("03-04")),
        ("办理时间2026-03-05 09:00晚于现在，不能预先登记。", "请填写实际办理时间。", ""),
    ),
    "too_early": (
        lambda: house.under_review().ask(POLICE, "立案", day("03-03", "08:00"), now=AT),
        (
            "办理时间2026-03-03 08:00早于上一步骤（2026-03-03 09:00），次序不对。",
            "请核对实际办理时间。",
            "",
        ),
    ),
    "sign_first": (
        lambda: house.transferred().ask(POLICE, "立案", AT),
        ("请先签收《移送书》，再办理“立案”。", "期限自收到之日起算，签收后即可办理。", "2"),
    ),
    "lapsed": (
        lambda: house.objecting().ask(AGENCY, "异议", day("03-10"), fields={"答复期限": "2026-03-20"}),
        ("“异议期”的期限已于2026-03-09届满，不能再办理“异议”。", "届满后依规定转为“不异议”。", "3"),
    ),
    "not_yet_lapsed": (_lapse_too_soon, ("“异议期”的期限还没有届满。", "届满后由系统自动办理。", "3")),
    "nothing_to_sign": (
        lambda: house.under_review().ask(POLICE, "签收", AT),
        ("没有待签收的文书。", "请刷新页面；可能同事已经签收。", "2"),
    ),
    "which_one": (
        lambda: _two_waiting().ask(AGENCY, "签收文书", AT),
        ("有多份文书待签收，请指明签收哪一份。", "请在该文书旁点“签收”。", "9"),
    ),
    "not_received": (
        lambda: house.transferred().ask(POLICE, "更正签收", AT),
        ("这份文书还没有签收记录，无从更正。", "请先签收。", "9"),
    ),
    "before_issue": (
        lambda: house.transferred().ask(POLICE, "签收", day("03-03", "08:59"), now=AT),
        (
            "签收时间2026-03-03 08:59早于文书发出时间2026-03-03 09:00。",
            "请核对回执上的时间。",
            "2",
        ),
    ),
    "suspended": (
        lambda: _suspended().ask(POLICE, "立案", AT),
        ("事项已中止，恢复前不能办理“立案”。", "中止的原因消失后，先办理恢复。", "2"),
    ),
    "not_suspended": (
        lambda: house.under_review().ask(POLICE, "恢复", AT),
        ("事项没有中止，不需要恢复。", "请刷新页面查看现在可办的行为。", "7"),
    ),
    "no_clock": (
        lambda: house.under_review().ask(POLICE, "延长补正", AT),
        ("“补正”现在没有正在计算的期限，不能延长。", "请核对期限一栏。", "2(2)"),
    ),
    "extended_enough": (
        lambda: _extended().ask(POLICE, "延长审查", AT, fields={"延长至": "10日"}),
        ("“审查”依规定只能延长1次，已经延长过。", "请在现有期限内办理。", "2"),
    ),
    "not_overdue": (
        lambda: house.under_review().ask(AGENCY, "催促", AT),
        ("“审查”还没有超过规定期限，不能办理“催促”。", "请在期限届满后再办。", "2"),
    ),
    "overdue": (
        lambda: house.under_review().ask(POLICE, "延长审查", day("03-07"), fields={"延长至": "7日"}),
        ("“审查”已经超过规定期限，不能办理“延长审查”。", "请选择逾期情形下的行为。", "2"),
    ),
    "condition": (
        lambda: house.under_review(人在押=False).ask(AGENCY, "急办", AT),
        ("只有“人在押”为“是”时才能办理“急办”。", "请核对该栏。", "2"),
    ),
}
FAULTS: dict[str, tuple[Callable[[], Step | Refused], Said]] = {
    "required": (lambda: _open(), ("请填写“案件名称”。", "案件名称", "1")),
    "unknown_field": (
        lambda: _open(案件名称="某案", 天气="晴"),
        ("“登记”没有“天气”这一栏。", "天气", "1"),
    ),
    "reason": (
        lambda: house.under_review().ask(POLICE, "不立案", AT, reason=" \n"),
        ("办理“不立案”须写明理由。", "理由", "2"),
    ),
    "enclosure": (lambda: house.registered().ask(AGENCY, "移送", AT), ("缺少应附材料：案卷。", "案卷", "1")),
    "unknown_enclosure": (
        lambda: house.registered().ask(AGENCY, "移送", AT, enclosures=("案卷", "别的")),
        ("清单中没有“别的”这一项材料。", "别的", "1"),
    ),
}
IN_FORMS = frozenset(  # tests/unit/procedures/test_forms.py has their words
    [
        "too_long",
        "bad_text",
        "bad_money",
        "bad_number",
        "bad_date",
        "bad_time",
        "bad_choice",
        "bad_yes_no",
        "bad_shape",
        "too_few",
    ]
)
WITH_THE_DIRECTORY: dict[
    str, tuple[dict[str, Any], tuple[str, str]]
] = {  # what only the layer above can know, said here in its words
    "bad_unit": (
        {"name": "接收机关", "kinds": "公安"},
        ("“接收机关”应是单位目录中的公安。", ""),
    ),
    "unknown_file": (
        {"label": "调查报告"},
        ("“调查报告”所指的文件不是本单位上传的。", ""),
    ),
    "not_in_force": (
        {"act": "登记", "at": "2019-01-01"},
        ("“登记”所依据的程序在2019-01-01还没有施行，或者已经失效。", "请核对实际办理时间。"),
    ),
    "paper_lacks": (
        {"act": "移送", "paper": "涉嫌犯罪案件移送书", "missing": Several(("案件来源", "违法事实"))},
        ("《涉嫌犯罪案件移送书》还不能制发，缺少：案件来源、违法事实。", "请补齐后再办理“移送”。"),
    ),
}


@pytest.mark.parametrize("code", REFUSALS)
def test_a_refusal_says_why_and_what_to_do_and_under_which_article(code: str) -> None:
    situation, said = REFUSALS[code]
    assert _told(situation(), code) == said


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_of_a_form_is_named_by_its_field(code: str) -> None:
    situation, said = FAULTS[code]
    assert _fault(situation(), code) == said


@pytest.mark.parametrize("code", WITH_THE_DIRECTORY)
def test_what_the_directory_refuses_has_words_too(code: str) -> None:
    words, said = WITH_THE_DIRECTORY[code]
    refused = refuse(code, **words)
    assert (refused.why, refused.do) == said


def test_no_refusal_is_without_a_test() -> None:
    assert set(WORDS) == {*REFUSALS, *FAULTS, *IN_FORMS, *WITH_THE_DIRECTORY}


@pytest.mark.parametrize("code", WORDS)
def test_both_languages_speak_of_the_same_things(code: str) -> None:
    why, do, why_en, do_en = WORDS[code]
    places = [{name for _, name, *_ in Formatter().parse(text) if name} for text in (why + do, why_en + do_en)]
    assert places[1] <= places[0]
    assert bool(do) == bool(do_en)


def test_a_refusal_speaks_the_readers_language() -> None:
    refused = house.under_review().ask(POLICE, "恢复", AT)
    assert isinstance(refused, Refused)
    assert refused.in_language("en-gb") == ("The matter is not suspended.", "Reload the page to see what is open now.")
    assert refused.in_language("zh-hans") == ("事项没有中止，不需要恢复。", "请刷新页面查看现在可办的行为。")


def test_nobody_becomes_a_party_by_naming_his_own_unit() -> None:
    matter = house.under_review()
    refused = matter.ask(STRANGER, "转送", AT, fields={"接收机关": STRANGER})
    assert _told(refused, "not_a_party")[1] == "该行为由公安机关办理。"
    later = house.reexamined()
    assert _told(later.ask(ENTRUSTED, "委托", AT, fields={"受托机关": ENTRUSTED}), "not_a_party")


def test_an_act_of_the_clock_is_for_no_person() -> None:
    assert _told(house.announced().ask(POLICE, "公告期满", day("03-20")), "not_a_party")


def test_a_name_like_the_clocks_opens_nothing() -> None:
    named = house.party(STRANGER)
    named = type(named)(unit=STRANGER, posts=named.posts, actor="期限")
    assert _told(house.under_review().ask(STRANGER, "立案", AT, by=named), "not_a_party")


def test_a_suspended_matter_is_not_suspended_again() -> None:
    said = _told(_suspended().ask(POLICE, "中止", AT), "suspended")
    assert said[0] == "事项已中止，恢复前不能办理“中止”。"


def test_nothing_is_resumed_before_it_was_suspended() -> None:
    said = _told(_suspended().ask(POLICE, "恢复", day("03-04", "08:00"), now=AT), "too_early")
    assert said[0] == "办理时间2026-03-04 08:00早于上一步骤（2026-03-04 09:00），次序不对。"


def test_an_act_that_would_leave_the_turn_with_nobody_is_refused() -> None:
    matter = Matter()
    matter.do(AGENCY, "登记", day("03-02"), fields={"案件名称": "某案"}, units={"甲": AGENCY, "公": POLICE})
    matter.do(AGENCY, "移送", day("03-03"), enclosures=("案卷",))
    matter.do(POLICE, "签收", day("03-03"))
    matter.do(POLICE, "不立案", day("03-03"))
    matter.do(AGENCY, "签收文书", day("03-03"))
    said = _told(matter.ask(AGENCY, "异议", AT, fields={"答复期限": "2026-03-20"}), "no_unit")
    assert said[0] == "没有找到应当参加的检察院，“异议”无法送出。"


def test_a_third_party_may_not_correct_anothers_receipt() -> None:
    refused = house.under_review().ask(PROSECUTOR, "更正签收", AT, about=2, about_role="公")
    assert _told(refused, "not_received")


def test_a_third_party_may_not_prove_anothers_service() -> None:
    refused = house.transferred().ask(PROSECUTOR, "登记送达", AT, enclosures=("凭证",), about=2, about_role="公")
    assert _told(refused, "nothing_to_sign")
