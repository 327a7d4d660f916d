"""Which sample pages there are."""

from __future__ import annotations

from tests.pages import sample_administration, sample_forms, sample_law, sample_lists, sample_matter

# name -> (template, room, context)
PAGES: dict[str, tuple[str, str, dict[str, object]]] = {
    "worklist": ("web/worklist.html", "工作台", {"blocks": sample_lists.BLOCKS}),
    "worklist-empty": ("web/worklist.html", "工作台", {"blocks": sample_lists.EMPTY_BLOCKS}),
    "ledger": ("web/ledger.html", "台账", {"ledger": sample_lists.ledger(30)}),
    "ledger-empty": ("web/ledger.html", "台账", {"ledger": sample_lists.ledger(0)}),
    "ledger-none-found": (
        "web/ledger.html",
        "台账",
        {"ledger": sample_lists.ledger(0, filtered=True, clear_href="/l/")},
    ),
    "matter": ("web/matter.html", "台账", {"matter": sample_matter.matter()}),
    "matter-overdue": ("web/matter.html", "台账", {"matter": sample_matter.OVERDUE_MATTER}),
    "matter-bare": ("web/matter.html", "台账", {"matter": sample_matter.BARE_MATTER}),
    "act": ("web/act.html", "新建", {"form": sample_forms.form()}),
    "act-wrong": ("web/act.html", "新建", {"form": sample_forms.WRONG_FORM}),
    "act-conflict": ("web/act.html", "新建", {"form": sample_forms.CONFLICT_FORM}),
    "new": ("web/new.html", "新建", {"procedures": sample_forms.OFFERED}),
    "new-empty": ("web/new.html", "新建", {"procedures": ()}),
    "papers": ("web/papers.html", "文书", {"room": sample_law.PAPER_ROOM}),
    "papers-empty": ("web/papers.html", "文书", {"room": sample_law.EMPTY_ROOM}),
    "paper-preview": ("web/paper_preview.html", "文书", {"paper": sample_law.PREVIEW}),
    "law-list": ("web/law_list.html", "法律依据", {"laws": sample_law.LAWS, "questions_href": "/q/"}),
    "law-show": ("web/law_show.html", "法律依据", {"law": sample_law.LAW}),
    "questions": ("web/questions.html", "法律依据", {"questions": sample_law.QUESTIONS}),
    "questions-empty": ("web/questions.html", "法律依据", {"questions": ()}),
    "api-keys": ("web/api_keys.html", "接口密钥", sample_administration.API_KEYS),
    "administration-people": ("web/administration/people.html", "用户和岗位", sample_administration.PEOPLE),
    "administration-person": ("web/administration/person.html", "用户和岗位", sample_administration.PERSON),
    "administration-units": ("web/administration/units.html", "单位", sample_administration.UNITS),
    "administration-unit": ("web/administration/unit.html", "单位", sample_administration.ONE_UNIT),
    "administration-security": ("web/administration/security.html", "账号安全", sample_administration.SECURITY),
    "administration-audit": ("web/administration/audit.html", "审计", sample_administration.AUDIT),
    "help": ("web/help.html", "", {}),
    "403": ("403.html", "", {"exception": ""}),
    "404": ("404.html", "", {}),
    "500": ("500.html", "", {}),
    "locked-out": ("account/locked_out.html", "", {"minutes": 15}),
}
