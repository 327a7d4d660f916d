"""The addresses of the pages."""

from django.urls import path
from django.views.generic import TemplateView

from liandong.web import (
    acting,
    acts,
    api_keys,
    export,
    law,
    ledger,
    matter,
    new,
    opening,
    paper,
    papers,
    shell,
    units,
    uploads,
    worklist,
)
from liandong.web.administration import audit, people, security
from liandong.web.administration import units as administered_units

IN_MATTER = "matters/<uuid:matter_id>"
ACT = f"{IN_MATTER}/acts/<str:act>"
PAPER = f"{IN_MATTER}/papers/<int:seq>/<str:name>"
OPENING = "new/<str:procedure>/<str:act>"
ADMINISTRATION = "administration"
PERSON = f"{ADMINISTRATION}/people/<int:user_id>"

urlpatterns = [
    path("", worklist.worklist, name="worklist"),
    path("acting", acting.choose_unit, name="acting"),
    path("theme", shell.choose_theme, name="theme"),
    path("language", shell.choose_language, name="set_language"),
    path("ledger", ledger.ledger, name="ledger"),
    path("ledger.xlsx", export.ledger_export, name="ledger_export"),
    path("papers", papers.papers, name="papers"),
    path("law", law.law_list, name="law_list"),
    path("law/questions", law.questions, name="questions"),
    path("law/<str:name>", law.law_show, name="law_show"),
    path("help", TemplateView.as_view(template_name="web/help.html"), name="help"),
    path("units", units.units, name="units"),
    path("keys", api_keys.api_keys, name="api_keys"),
    path("keys/<str:key>/revoke", api_keys.revoke_api_key, name="api_key_revoke"),
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
    path(f"{PAPER}.pdf", paper.paper_pdf, name="paper_pdf"),
    path(f"{PAPER}.docx", paper.paper_docx, name="paper_docx"),
    path(PAPER, paper.paper, name="paper"),
    path(ACT, acts.act, name="act"),
    path(f"{ACT}/draft", acts.draft, name="act_draft"),
    path(f"{ACT}/discard", acts.discard, name="act_discard"),
    path(f"{ACT}/files/<str:label>", uploads.upload, name="act_upload"),
    path(f"{ADMINISTRATION}/people", people.people, name="administration_people"),
    path(f"{ADMINISTRATION}/people/new", people.make, name="administration_make"),
    path(PERSON, people.person, name="administration_person"),
    path(f"{PERSON}/correct", people.correct, name="administration_correct"),
    path(f"{PERSON}/password", people.password, name="administration_password"),
    path(f"{PERSON}/active", people.activate, name="administration_activate"),
    path(f"{PERSON}/posts", people.give_post, name="administration_give_post"),
    path(f"{ADMINISTRATION}/posts/<int:post_id>/end", people.end_post, name="administration_end_post"),
    path(f"{ADMINISTRATION}/units", administered_units.units, name="administration_units"),
    path(f"{ADMINISTRATION}/units/<str:code>", administered_units.unit, name="administration_unit"),
    path(f"{ADMINISTRATION}/security", security.security, name="administration_security"),
    path(f"{ADMINISTRATION}/security/unlock", security.unlock, name="administration_unlock"),
    path(f"{ADMINISTRATION}/security/factors/<int:user_id>", security.reset_factor, name="administration_reset_factor"),
    path(f"{ADMINISTRATION}/security/keys/<str:key>", security.revoke, name="administration_revoke"),
    path(f"{ADMINISTRATION}/audit", audit.audit, name="administration_audit"),
]
