"""Whatever goes wrong under /api/v1 is a problem document that says what to do."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from tests.cast import AGENCY, BEGIN, begin

from liandong.directory.keys import issue_key
from liandong.directory.models import Unit
from liandong.documents import files

pytestmark = pytest.mark.usefixtures("cast")
DOCUMENT = "请对照 OpenAPI 文档核对请求的格式。"


def key(*scopes: str) -> str:
    return issue_key(AGENCY, "系统", scopes or ("read", "write"), ["承办人"], 1, BEGIN)[1]


def call(method: str, path: str, whole: str = "", **more: Any) -> Any:
    headers = {"Authorization": f"Bearer {whole or key()}", "Accept-Language": "zh-hans"}
    return getattr(Client(raise_request_exception=False), method)(f"/api/v1/{path}", headers=headers, **more)


def said(answer: Any) -> tuple[int, str, str, str]:
    """Status, code and words; the media type and the members of RFC 9457 must be right."""
    body = answer.json()
    assert answer["content-type"] == "application/problem+json"
    assert (body["type"], body["status"]) == ("about:blank", answer.status_code)
    return answer.status_code, body["code"], body["title"], body["detail"]


@pytest.mark.parametrize(
    ("held", "wanted", "method", "path"),
    [("read", "write", "post", "matters"), ("write", "read", "get", "matters"), ("read", "write", "post", "files")],
)
def test_a_key_without_the_scope_is_told_which_one_it_lacks(held: str, wanted: str, method: str, path: str) -> None:
    answer = call(method, path, key(held))
    assert said(answer) == (
        403,
        "missing_scope",
        f"密钥没有“{wanted}”权限。",
        "请本单位负责人在“接口密钥”页面生成带这项权限的密钥。",
    )
    assert answer.json()["scope"] == wanted
    assert answer["WWW-Authenticate"] == f'Bearer error="insufficient_scope", scope="{wanted}"'


def test_the_keys_of_a_unit_that_is_no_more_stop_working(as_owner: Any) -> None:
    whole = key()
    assert call("get", "matters", whole).status_code == 200
    with as_owner():
        Unit.objects.filter(pk=AGENCY).update(active=False)
    answer = call("get", "matters", whole)
    assert said(answer) == (
        401,
        "no_key",
        "没有有效的接口密钥。",
        "请在请求头中携带 Authorization: Bearer ldk_…；密钥已撤销或者单位已停用的，不能再用。",
    )
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("path", ["", "nothing", "matters/", "matters/1/acts"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_path_is_not_found(method: str, path: str) -> None:
    assert said(call(method, path)) == (
        404,
        "no_such_path",
        "没有这个接口地址。",
        "请对照 /api/v1/openapi.json 核对地址。",
    )


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("delete", "matters", "GET, POST"), ("put", "procedures", "GET"), ("get", "files", "POST")],
)
def test_a_wrong_method_is_told_the_right_ones(method: str, path: str, allowed: str) -> None:
    answer = call(method, path)
    status, code, title, detail = said(answer)
    assert (status, code, title) == (405, "no_such_method", "这个地址不接受这种请求方法。")
    assert sorted(answer["Allow"].split(", ")) == allowed.split(", ")
    assert detail == f"这个地址可用的方法：{answer['Allow']}。"


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"not json",
        b"[" * 100_000,
        b'{"fields": NaN}',
        b'{"fields": {"x": Infinity}}',
        '{"原因": "略"}'.encode("gbk"),
    ],
)
def test_what_is_not_json_is_told_so(body: bytes) -> None:
    matter = begin().matter
    answer = call("post", f"matters/{matter}/acts/报请审批", data=body, content_type="application/json")
    assert said(answer) == (
        400,
        "bad_request",
        "请求的内容不是 JSON。",
        "请以 UTF-8 编码发送符合 RFC 8259 的 JSON，并核对引号、逗号和括号。",
    )


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml"])
def test_a_body_that_does_not_say_that_it_is_json_is_refused(kind: str) -> None:
    answer = call("post", "matters", data=b"{}", content_type=kind)
    assert said(answer) == (
        415,
        "media_type",
        "请求内容的类型不对。",
        "请在请求头中写明 Content-Type: application/json。",
    )


def test_json_may_name_its_encoding() -> None:
    answer = call("post", "matters", data=b"{}", content_type="application/json; charset=utf-8")
    assert answer.status_code == 422


def test_a_file_that_is_not_sent_as_a_form_is_told_how() -> None:
    answer = call("post", "files", data=b"%PDF-1.7", content_type="application/pdf")
    assert said(answer) == (
        415,
        "media_type",
        "请求内容的类型不对。",
        "请在请求头中写明 Content-Type: multipart/form-data。",
    )


def test_a_form_that_cannot_be_taken_apart_is_told_so() -> None:
    answer = call("post", "files", data=b"--x", content_type="multipart/form-data")  # without a boundary
    assert said(answer) == (400, "bad_request", "请求无法读取。", DOCUMENT)


def test_a_body_larger_than_any_form_is_told_where_files_go(settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = call("post", "matters", data=b" " * 1001, content_type="application/json")
    assert said(answer) == (
        413,
        "too_large",
        "请求的内容太大。",
        "请把材料先上传到 /api/v1/files，再在办理时引用其校验值。",
    )


def test_a_file_larger_than_any_that_is_kept_is_told_so(
    settings: Settings, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr(files, "LARGEST", 10)
    file = SimpleUploadedFile("某.pdf", b"%PDF-1.7\n1 0 obj\n")
    status, code, title, _ = said(call("post", "files", data={"file": file}))
    assert (status, code, title) == (413, "file_refused", "“某.pdf”超过 200 MB，没有保存。请拆分或压缩后再上传。")


def test_a_failure_says_that_nothing_was_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("liandong.api.routes.open_matter", fails)
    body = {"procedure": "正向移送", "act": "登记"}
    assert said(call("post", "matters", data=body, content_type="application/json")) == (
        500,
        "failed",
        "系统出错。",
        "本次请求没有办成，也没有只办成一半。请稍后再试；反复出现的，请把时间告诉系统管理员。",
    )


def test_a_request_to_another_host_is_refused_as_a_problem() -> None:
    answer = Client().get("/api/v1/matters", headers={"Host": "elsewhere.example"})
    assert said(answer) == (400, "bad_request", "请求无法读取。", DOCUMENT)


def test_problems_are_said_in_english_too() -> None:
    answer = Client().get("/api/v1/nothing", headers={"Accept-Language": "en"})
    assert answer.json()["title"] == "There is no such address."


def test_pages_are_refused_as_pages(client: Client) -> None:
    answer = client.get("/no-such-page")
    assert answer["content-type"].startswith("text/html")
