"""Sample forms: every type of field, with errors, overtaken by another person; and what may be opened."""

from __future__ import annotations

from tests.pages.sample_words import NUMBER, POLICE, PROCURATORATE, SHORT, YELLOW

from liandong.web import shown, shown_form
from liandong.web.shown import Link


def _field(key: str, kind: str, **more: object) -> shown_form.FieldShown:
    return shown_form.FieldShown(**{"key": key, "label": key, "type": kind, "required": True, **more})  # type: ignore[arg-type]


def form(wrong: bool = False, **more: object) -> shown_form.ActForm:
    """A form with every type of field."""
    crimes = tuple(
        shown.Choice(value=name, words=name) for name in ("生产、销售有毒、有害食品罪", "生产、销售伪劣产品罪")
    )
    fields = (
        _field("案件名称", "文本", value=SHORT, carried="已从“登记”带入，可以修改"),
        _field("案件来源", "选项", choices=crimes, help="说明案件来源、违法事实和证据（第六条第一项）。"),
        _field(
            "涉案金额",
            "金额",
            unit="元",
            value="十二万" if wrong else "126400.00",
            error="“涉案金额”应是不小于0、最多两位小数的金额（元），例如 50000.00。" if wrong else "",
        ),
        _field("案情摘要", "长文本", error="请填写“案情摘要”。" if wrong else ""),
        _field("接受移送的公安机关", "单位", lookup_href="/units/"),
        _field("是否紧急", "是否", value="否"),
        _field("承办人员", "名单", at_least=2, value="张某某\n王某某"),
        _field("举报人", "文本", required=False, sensitive=True),
        _field(
            "当事人",
            "当事人",
            parties=(
                shown_form.PartyRow(index=0, name="某饮品店", kind="单位"),
                shown_form.PartyRow(index=1, name="陈某", minor=True, error="证件号码应为18位。" if wrong else ""),
            ),
        ),
    )
    times = (
        _field("发现时间", "日期", value="2026-03-01"),
        _field(
            "办理时间", "时间", value="2026-03-03T10:02", help="实际办理的时间；与登记的时间不同时，两个时间都会保留。"
        ),
    )
    return shown_form.ActForm(
        **{
            "act": "移送",
            "help": "向公安机关移送涉嫌犯罪案件，应当附有下列材料。",
            "article": "《行政执法机关移送涉嫌犯罪案件的规定》第六条",
            "action_href": "/act/",
            "back": Link(words="回到事项", href="/matter/"),
            "seq": 3,
            "draft_href": "/draft/",
            "draft_saved": "3月3日 09:40",
            "draft_discard_href": "/draft/discard/",
            "matter_title": SHORT,
            "matter_number": NUMBER,
            "state": "待移送",
            "light": YELLOW,
            "due": "3月4日 周三 10:31",
            "groups": (
                shown_form.FieldGroup(title="案情", fields=fields),
                shown_form.FieldGroup(title="时间", fields=times),
            ),
            "checklist": (
                shown_form.ChecklistItem(
                    key="p1", label="涉嫌犯罪案件移送书", made=True, article="第六条第一项", preview_href="/preview/"
                ),
                shown_form.ChecklistItem(
                    key="a1",
                    label="涉嫌犯罪案件情况的调查报告",
                    article="第六条第二项",
                    upload_href="/upload/",
                    files=(
                        shown.Attachment(
                            label="调查报告", name="调查报告（终稿）.pdf", size="2.3 MB", href="/f/", remove_href="/x/"
                        ),
                    ),
                ),
                shown_form.ChecklistItem(
                    key="a2",
                    label="涉案物品清单",
                    article="第六条第三项",
                    upload_href="/upload/",
                    error="缺少应附材料：涉案物品清单。" if wrong else "",
                ),
                shown_form.ChecklistItem(
                    key="a3",
                    label="有关检验报告或者鉴定结论",
                    required=False,
                    article="第六条第四项",
                    upload_href="/upload/",
                ),
            ),
            "consequences": (
                shown_form.Consequence(words=f"送达{POLICE}，抄送{PROCURATORATE}。", article="第六条、第七条"),
                shown_form.Consequence(words="对方签收后，三日内决定是否立案的期限开始计算。", article="第八条"),
                shown_form.Consequence(words="提交后不能撤回。", irreversible=True),
            ),
            "statute": (
                shown.Reason(article="第六条", words="行政执法机关向公安机关移送涉嫌犯罪案件，应当附有下列材料：……"),
            ),
            "secrecy": True,
            **more,
        }  # type: ignore[arg-type]
    )


WRONG_FORM = form(
    wrong=True,
    refusal=shown_form.Refusal(
        why="有3处需要补正，“移送”没有提交。", do="请按下列提示逐项补正；已填写的内容均已保留。", article="第六条"
    ),
    errors=(
        shown_form.FormError(words="“涉案金额”应是不小于0、最多两位小数的金额（元）。", anchor="f-涉案金额"),
        shown_form.FormError(words="请填写“案情摘要”。", anchor="f-案情摘要"),
        shown_form.FormError(words="缺少应附材料：涉案物品清单。", anchor="f-a2"),
    ),
)
CONFLICT_FORM = form(
    irreversible=True, conflict=shown_form.Conflict(who="同事王某某", at="10:31", act="立案", href="/matter/")
)
OFFERED = (
    shown_form.ProcedureOffered(
        name="正向移送",
        title="行政执法机关向公安机关移送涉嫌犯罪案件",
        article="《行政执法机关移送涉嫌犯罪案件的规定》",
        href="/law/",
        points="方案第15点",
        acts=(
            shown_form.OpeningAct(
                name="登记", href="/new/1/", article="第五条第一款", help="查处违法行为中发现涉嫌构成犯罪。"
            ),
            shown_form.OpeningAct(name="受理", href="", article="第七条", post="须由本单位收件岗位办理"),
        ),
        drafts=(Link(words=f"{SHORT}（3月3日 09:40 保存）", href="/new/1/"),),
    ),
)
