"""The operations under /api/v1."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Path, Query, Status
from ninja.files import UploadedFile
from pydantic import TypeAdapter
from pydantic import ValidationError as ShapeError

from liandong.api import problems
from liandong.api.document import Api
from liandong.api.keys import KeyAuth
from liandong.api.refusing import HANDLERS, JsonParser
from liandong.api.shapes import ActIn, Done, Kept, MatterOut, MatterPage, OpeningIn, PaperOut, Problem, ProcedureOut
from liandong.api.showing import line, papers, whole
from liandong.api.showing_law import brief
from liandong.api.showing_law import whole as procedure_whole
from liandong.directory.models import Scope
from liandong.documents.files import FileRefusedError, FileTooLargeError
from liandong.documents.fonts import NoFonts
from liandong.documents.keeping import KeptPaperGoneError, take_in
from liandong.documents.typesetting import NoGlyph
from liandong.matters.issuing import content_of, issued
from liandong.matters.models import Participation
from liandong.matters.performing import Overtaken, Performed, open_matter, perform
from liandong.matters.records import enter
from liandong.matters.rules import law
from liandong.procedures.decision import Asked, Party
from liandong.procedures.law import UnknownProcedure
from liandong.procedures.refusal import Refused
from liandong.procedures.schema import form_schema
from liandong.procedures.standing import Enclosure

READ, WRITE = KeyAuth(Scope.READ), KeyAuth(Scope.WRITE)
PROBLEMS: dict[Any, Any] = dict.fromkeys((400, 401, 403, 404, 409, 413, 415, 422), Problem)
PAGE = 50
Named = Annotated[str, Path(max_length=60)]
Filter = Annotated[str, Query(max_length=60, pattern="^[^\\x00]*$")]  # no column holds a NUL

api = Api(
    title="府检联动",
    version="1",
    description="Matters of your units: list, read, open, act. Refusals are RFC 9457 problem details with the article.",
    urls_namespace="api",
    docs_url=None,
    openapi_url="openapi.json",
    parser=JsonParser(),
)
for _raised, _answered in HANDLERS.items():
    api.add_exception_handler(_raised, _answered)


@api.get("/matters", response={200: MatterPage, **PROBLEMS}, auth=READ, summary="The unit's ledger, newest first")
def list_matters(
    request: HttpRequest,
    state: Filter = "",
    procedure: Filter = "",
    after: Annotated[str, Query(max_length=80)] = "",
) -> Any:
    """Fifty matters of the key's unit, newest step first. `after` is the `next` of the page before."""
    rows = Participation.objects.filter(unit=_party(request).unit).order_by("-last_at", "-id")
    if state:
        rows = rows.filter(state=state)
    if procedure:
        rows = rows.filter(procedure=procedure)
    if after:
        cursor = _cursor(after)
        if cursor is None:
            return problems.problem(422, _("游标 after 不对。"), _("请使用上一页返回的 next。"), code="bad_cursor")
        last_at, last_id = cursor
        rows = rows.filter(last_at__lte=last_at).exclude(last_at=last_at, id__gte=last_id)
    found = list(rows[: PAGE + 1])
    more = found[PAGE - 1] if len(found) > PAGE else None
    following = f"{more.last_at.isoformat()}~{more.pk}" if more else None
    return {"matters": [line(row) for row in found[:PAGE]], "next": following}


@api.get("/matters/{matter_id}", response={200: MatterOut, **PROBLEMS}, auth=READ, summary="One matter")
def read_matter(request: HttpRequest, matter_id: uuid.UUID) -> Any:
    """A matter in which the key's unit takes part, with the steps that it may see."""
    party = _party(request)
    matter, steps = enter(matter_id, [party.unit])
    if matter is None:
        return problems.not_found()
    # what was just made by `whole` is not checked against its own shape again: that is the tests' work
    return api.create_response(request, whole(matter, steps, party, timezone.now()), status=200)


@api.get("/matters/{matter_id}/papers", response={200: list[PaperOut], **PROBLEMS}, auth=READ, summary="Its papers")
def list_papers(request: HttpRequest, matter_id: uuid.UUID) -> Any:
    """The papers of a matter that the key's unit may read, with the SHA-256 of what is kept."""
    party = _party(request)
    matter, steps = enter(matter_id, [party.unit])
    return problems.not_found() if matter is None else papers(matter, steps, party.unit)


@api.get(
    "/matters/{matter_id}/papers/{seq}/{name}",
    response=PROBLEMS,
    openapi_extra={"responses": {200: {"description": "PDF/A", "content": {"application/pdf": {}}}}},
    auth=READ,
    summary="One paper as PDF",
)
def read_paper(
    request: HttpRequest, matter_id: uuid.UUID, seq: Annotated[int, Path(ge=1, le=1_000_000)], name: Named
) -> Any:
    """The PDF that is kept of a paper; until it is, the same set from its step."""
    party = _party(request)
    matter, steps = enter(matter_id, [party.unit])
    found = issued(matter, steps, party.unit, seq, name) if matter else None
    if matter is None or found is None:
        return problems.not_found()
    try:
        content = content_of(matter, found[0], name, found[1])
    except (NoGlyph, NoFonts, KeptPaperGoneError) as error:
        return problems.problem(503, str(error), code="no_pdf")
    return HttpResponse(content, content_type="application/pdf")


@api.post("/matters", response={201: Done, **PROBLEMS}, auth=WRITE, summary="Open a matter")
def post_matter(request: HttpRequest, body: OpeningIn) -> Any:
    """Open a matter by one of the procedure's opening acts."""
    now = timezone.now()
    try:
        result = open_matter(
            name=body.procedure,
            asked=_asked(body.act, body, now),
            party=_party(request),
            now=now,
            numbers=body.numbers,
        )
    except UnknownProcedure as error:
        return problems.problem(422, str(error), code="no_such_procedure")
    return _answer(result, 201)


@api.post("/matters/{matter_id}/acts/{act}", response={200: Done, **PROBLEMS}, auth=WRITE, summary="Perform an act")
def post_act(request: HttpRequest, matter_id: uuid.UUID, body: ActIn, act: Named) -> Any:
    """Perform an act in a matter of the key's unit."""
    now = timezone.now()
    result = perform(
        matter_id=matter_id,
        asked=_asked(act, body, now),
        party=_party(request),
        now=now,
        seen=body.seen,
        numbers=body.numbers,
    )
    return problems.not_found() if result is None else _answer(result, 200)


@api.post("/files", response={201: Kept, **PROBLEMS}, auth=WRITE, summary="Upload a paper or an enclosure")
def post_file(request: HttpRequest, file: File[UploadedFile]) -> Any:
    """Keep a file for the key's unit; an act names it by its digest. At most 200 MB, streamed; its kind is told from its content."""
    try:
        stored = take_in(file.chunks(), file.name or "文件", unit=_party(request).unit, now=timezone.now())
    except FileRefusedError as error:
        status = 413 if isinstance(error, FileTooLargeError) else 422
        return problems.problem(status, _(error.sentence).format(**error.words), code="file_refused")
    return Status(201, {"digest": stored.digest, "size": stored.size, "media_type": stored.media_type})


@api.get("/procedures", response={200: list[dict[str, Any]], **PROBLEMS}, auth=READ, summary="Procedures")
def list_procedures(request: HttpRequest) -> Any:
    """Every procedure in its newest version, with its acts."""
    return [brief(versions[-1]) for versions in law().procedures.values()]


@api.get("/procedures/{name}", response={200: ProcedureOut, **PROBLEMS}, auth=READ, summary="One procedure, whole")
def read_procedure(request: HttpRequest, name: Named, version: Filter = "", variant: Filter = "") -> Any:
    """A procedure with its roles, states, limits, acts and the JSON Schema of each act's form.

    Without `version` (its first day in force) the newest; `variant` as a matter names it.
    """
    try:
        return procedure_whole(law().procedure(name, version=version or None, variant=variant))
    except UnknownProcedure as error:
        return problems.problem(404, str(error), code="no_such_procedure")


@api.get(
    "/procedures/{name}/acts/{act}/schema",
    response={200: dict[str, Any], **PROBLEMS},
    auth=READ,
    summary="JSON Schema of an act's fields",
)
def act_schema(request: HttpRequest, name: Named, act: Named) -> Any:
    """JSON Schema 2020-12 of what an act asks for."""
    known = law().procedures.get(name)
    if known is None or act not in known[-1].acts:
        return problems.problem(404, _("没有这一程序或行为。"), code="not_found")
    return form_schema(known[-1], known[-1].acts[act])


def _party(request: HttpRequest) -> Party:
    party: Party = request.auth  # type: ignore[attr-defined]
    return party


def _asked(act: str, body: ActIn, now: dt.datetime) -> Asked:
    at = body.at or now
    return Asked(
        act=act,
        at=at if at.tzinfo else at.replace(tzinfo=dt.UTC),
        fields=body.fields,
        enclosures=tuple(Enclosure(**item.model_dump()) for item in body.enclosures),
        reason=body.reason,
        about=body.about,
        about_role=body.about_role,
    )


def _answer(result: Performed | Refused | Overtaken, status: int) -> Any:
    match result:
        case Performed():
            done = {
                "id": result.matter.id,
                "number": result.matter.number,
                "seq": result.step.seq,
                "state": result.matter.state,
                "digest": result.matter.head,
                "opened": list(result.opened),
            }
            return Status(status, done)
        case Refused():
            return problems.refused(result)
        case Overtaken():
            return problems.overtaken(result)


def _cursor(text: str) -> tuple[dt.datetime, int] | None:
    at, _, number = text.rpartition("~")
    try:
        moment = TypeAdapter(dt.datetime).validate_python(at)
        return (moment, int(number)) if moment.tzinfo and 0 < int(number) < 2**63 else None
    except (ShapeError, ValueError):
        return None
