"""The addresses of the pages."""

from django.urls import path
from django.views.i18n import set_language

from liandong.web import acting, acts, export, law, ledger, matter, new, opening, papers, shell, uploads, worklist

IN_MATTER = "matters/<uuid:matter_id>"
ACT = f"{IN_MATTER}/acts/<str:act>"
PAPER = f"{IN_MATTER}/papers/<int:seq>/<str:name>"
OPENING = "new/<str:procedure>/<str:act>"

urlpatterns = [
    path("", worklist.worklist, name="worklist"),
    path("acting", acting.choose_unit, name="acting"),
    path("theme", shell.choose_theme, name="theme"),
    path("language", set_language, name="set_language"),
    path("ledger", ledger.ledger, name="ledger"),
    path("ledger.xlsx", export.ledger_export, name="ledger_export"),
    path("law", law.law_list, name="law_list"),
    path("law/questions", law.questions, name="questions"),
    path("law/<str:name>", law.law_show, name="law_show"),
    path("new", new.new, name="new"),
    path(OPENING, acts.opening, name="opening"),
    path(f"{OPENING}/draft", acts.draft, name="opening_draft"),
    path(f"{OPENING}/discard", acts.discard, name="opening_discard"),
    path(f"{OPENING}/files/<str:label>", uploads.upload, name="opening_upload"),
    path(IN_MATTER, matter.matter, name="matter"),
    path(f"{IN_MATTER}/live", matter.matter_live, name="matter_live"),
    path(f"{IN_MATTER}/sign/<int:seq>", acts.sign, name="sign"),
    path(f"{IN_MATTER}/open/<int:seq>/<str:field>/<int:place>", opening.open_value, name="open_value"),
    path(f"{IN_MATTER}/files/<str:digest>", uploads.file, name="file"),
    path(f"{PAPER}.pdf", papers.paper_pdf, name="paper_pdf"),
    path(f"{PAPER}.docx", papers.paper_docx, name="paper_docx"),
    path(PAPER, papers.paper, name="paper"),
    path(ACT, acts.act, name="act"),
    path(f"{ACT}/draft", acts.draft, name="act_draft"),
    path(f"{ACT}/discard", acts.discard, name="act_discard"),
    path(f"{ACT}/files/<str:label>", uploads.upload, name="act_upload"),
]
