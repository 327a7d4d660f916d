"""decide() lets an act through as the step to store, and open_acts() says what lies with a unit now."""

from __future__ import annotations

from tests.unit.procedures import house
from tests.unit.procedures.house import AGENCY, ENTRUSTED, POLICE, PROSECUTOR, STRANGER, UNITS, Matter, day

from liandong.kernel.citation import Citation
from liandong.procedures.decision import open_acts
from liandong.procedures.grammar import PostKind
from liandong.procedures.standing import Enclosure, IssuedPaper, Step


def _open(matter: Matter, unit: str, *posts: PostKind, at: str = "03-05") -> dict[str, str]:
    """The open acts of a unit by name, each with the code of what still stands in its way."""
    found = open_acts(house.procedure(), matter.standing, house.party(unit, *posts), day(at))
    return {item.act.name: item.refused.code if item.refused else "" for item in found}


def test_an_opening_act_gives_every_role_its_unit() -> None:
    step = Matter().do(
        AGENCY, "登记", day("03-02", "09:00"), fields={"案件名称": " 某案 "}, reason=" 因故 ", now=day("03-02", "10:00")
    )
    assert step == Step(
        seq=1,
        act="登记",
        role="甲",
        unit=AGENCY,
        post="承办人",
        actor="某人",
        at=day("03-02", "09:00"),
        recorded_at=day("03-02", "10:00"),
        fields={"案件名称": "某案"},
        reason="因故",
        units=UNITS,
        to_state="核实",
        citations=(Citation("样板法", "1"),),
    )


def test_a_step_carries_its_papers_and_enclosures() -> None:
    matter = house.registered()
    step = matter.do(AGENCY, "移送", day("03-03"), enclosures=("案卷", "鉴定"))
    assert step.papers == (IssuedPaper(name="移送书"),)
    assert step.enclosures == (Enclosure(label="案卷"), Enclosure(label="鉴定"))
    assert (step.seq, step.from_state, step.to_state, step.units) == (2, "核实", "审查", {})


def test_a_step_names_the_post_in_which_it_was_done() -> None:
    clerk = house.party(POLICE, PostKind.REGISTRY, PostKind.READER)
    assert house.transferred().do(POLICE, "签收", day("03-03", "10:00"), by=clerk).post == "收件"
    assert house.under_review().do(POLICE, "立案", day("03-04")).post == "负责人"


def test_a_signature_says_which_service_it_is_about() -> None:
    matter = house.under_review()
    matter.do(POLICE, "通知补正", day("03-03", "11:00"))
    matter.do(POLICE, "不立案", day("03-03", "12:00"))
    step = matter.do(AGENCY, "签收文书", day("03-04"), about=4)
    assert (step.about, step.about_role) == (4, "")
    assert [service.seq for service in matter.standing.unsigned("甲")] == [5]


def test_a_receipt_may_be_older_than_the_last_step() -> None:
    matter = house.under_review()
    matter.do(POLICE, "通知补正", day("03-03", "11:00"))
    matter.do(POLICE, "不立案", day("03-05", "09:00"))
    matter.do(AGENCY, "签收文书", day("03-03", "15:00"), about=4, now=day("03-06"))
    assert matter.standing.unsigned("甲")[0].seq == 5


def test_a_role_named_in_a_field_enters_with_its_unit() -> None:
    matter = house.reexamined()
    step = matter.do(PROSECUTOR, "委托", day("03-06"), fields={"受托机关": f" {ENTRUSTED} "})
    assert step.units == {"丙": ENTRUSTED}
    assert matter.standing.state == "受托"
    assert _open(matter, ENTRUSTED, at="03-07")["受托办结"] == ""


def test_a_unit_that_was_handed_on_from_has_no_more_to_do() -> None:
    matter = house.under_review()
    matter.do(POLICE, "转送", day("03-04", "09:00"), fields={"接收机关": STRANGER})
    assert _open(matter, POLICE) == {}
    assert _open(matter, STRANGER)["立案"] == "sign_first"


def test_what_leads_on_comes_first_and_what_is_a_colleagues_last() -> None:
    clerk = house.party(POLICE, PostKind.HANDLER)
    found = open_acts(house.procedure(), house.under_review().standing, clerk, day("03-03", "11:00"))
    names = [item.act.name for item in found]
    assert names == ["更正签收", "说明", "通报", "通知补正", "中止", "转送", "立案", "不立案", "延长审查"]
    blocked = {item.act.name for item in found if item.refused}
    assert blocked == {"转送", "立案", "不立案", "延长审查"}


def test_an_unsigned_paper_stands_in_the_way_of_its_own_limit_only() -> None:
    acts = _open(house.transferred(), POLICE)
    assert {name for name, code in acts.items() if code == "sign_first"} == {"立案", "不立案", "转送"}
    assert acts["签收"] == acts["签收文书"] == acts["通知补正"] == ""


def test_nothing_is_open_to_a_stranger() -> None:
    for matter in (house.registered(), house.under_review(), house.objecting()):
        assert _open(matter, STRANGER) == {}


def test_who_has_not_yet_entered_has_no_side_acts() -> None:
    assert _open(house.registered(), PROSECUTOR) == {}
    assert "说明" in _open(house.transferred(), PROSECUTOR)


def test_a_matter_is_opened_by_its_opening_act_alone() -> None:
    assert _open(Matter(), AGENCY) == {}  # without units nobody has a role yet


def test_an_act_under_a_condition_is_open_while_it_holds() -> None:
    assert "催促" not in _open(house.under_review(), AGENCY, at="03-06")
    assert "催促" in _open(house.under_review(), AGENCY, at="03-07")
    assert "急办" not in _open(house.under_review(), AGENCY)
    assert "急办" in _open(house.under_review(人在押=True), AGENCY)
    assert "延长审查" in _open(house.under_review(), POLICE, at="03-06")
    assert "延长审查" not in _open(house.under_review(), POLICE, at="03-07")


def test_a_lapsed_right_is_not_offered() -> None:
    assert {"异议", "不异议", "另案"} <= _open(house.objecting(), AGENCY, at="03-09").keys()
    assert "异议" not in _open(house.objecting(), AGENCY, at="03-10")


def test_a_right_that_ran_out_binds_its_holder_alone() -> None:
    matter = house.announced("2026-03-06")  # the police's, until 11 March
    assert "撤回公告" not in _open(matter, POLICE, at="03-12")
    assert _open(matter, PROSECUTOR, at="03-12")["撤回公告"] == ""


def test_a_suspended_matter_offers_its_resumption() -> None:
    matter = house.under_review()
    assert "恢复" not in _open(matter, POLICE)
    matter.do(POLICE, "中止", day("03-04"))
    acts = _open(matter, POLICE)
    assert acts["恢复"] == ""
    assert not {"立案", "不立案", "转送", "中止"} & acts.keys()


def test_in_a_closed_matter_only_papers_can_still_be_signed_for() -> None:
    matter = house.transferred()
    matter.do(POLICE, "签收", day("03-03", "10:00"))
    matter.do(POLICE, "立案", day("03-04"))
    assert _open(matter, PROSECUTOR).keys() == {"签收文书"}
    assert _open(matter, POLICE).keys() == {"更正签收", "通报"}
    assert _open(matter, AGENCY).keys() == {"登记送达", "更正签收"}
