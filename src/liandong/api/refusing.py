"""Whatever goes wrong under /api/v1 is said as a problem document, with what to do about it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser

from liandong.api.keys import ScopeMissing
from liandong.api.problems import MEDIA_TYPE, problem

ROOT = "/api/v1/"
JSON, MULTIPART = "application/json", "multipart/form-data"


class WrongMediaType(Exception):
    """A body that does not say that it is JSON."""


class JsonParser(Parser):
    """JSON as RFC 8259 has it: its media type is said, and NaN and Infinity are no numbers."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body. Errors: WrongMediaType; ValueError for what is not JSON."""
        if request.content_type != JSON:
            raise WrongMediaType
        return json.loads(request.body, parse_constant=_no_number)


class ProblemMiddleware:
    """Says as a problem document what the framework refuses by itself: no such address, no such method, a failure."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code < 400 or not request.path.startswith(ROOT) or answer["Content-Type"] == MEDIA_TYPE:
            return answer
        said = _by_itself(answer)
        if "Allow" in answer:
            said["Allow"] = answer["Allow"]
        return said


def no_key(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    """401: no key, a wrong one, one that was taken back, or one of a unit that is no more."""
    answer = problem(
        401,
        _("没有有效的接口密钥。"),
        _("请在请求头中携带 Authorization: Bearer ldk_…；密钥已撤销或者单位已停用的，不能再用。"),
        code="no_key",
    )
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def no_scope(_request: HttpRequest, error: ScopeMissing) -> HttpResponse:
    """403: the key is good, but not for this."""
    answer = problem(
        403,
        _("密钥没有“%(scope)s”权限。") % {"scope": error.scope.value},
        _("请本单位负责人在“接口密钥”页面生成带这项权限的密钥。"),
        code="missing_scope",
        scope=error.scope.value,
    )
    answer["WWW-Authenticate"] = f'Bearer error="insufficient_scope", scope="{error.scope.value}"'
    return answer


def bad_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422: not what the document describes; 415 where a file was sent as something else than a form."""
    if request.content_type != MULTIPART and any(item["loc"][0] == "file" for item in error.errors):
        return _wrong_media_type(MULTIPART)
    faults = [{"field": ".".join(map(str, item["loc"])), "why": item["msg"]} for item in error.errors]
    return problem(422, _("请求的格式不对。"), _("请对照 OpenAPI 文档逐项核对。"), code="bad_request", faults=faults)


def unreadable(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """400: not JSON; 415: it does not say that it is."""
    if isinstance(error.__cause__, WrongMediaType):
        return _wrong_media_type(JSON)
    return problem(
        400,
        _("请求的内容不是 JSON。"),
        _("请以 UTF-8 编码发送符合 RFC 8259 的 JSON，并核对引号、逗号和括号。"),
        code="bad_request",
    )


def too_large(_request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
    """413: a body that is larger than any form."""
    return problem(
        413,
        _("请求的内容太大。"),
        _("请把材料先上传到 /api/v1/files，再在办理时引用其校验值。"),
        code="too_large",
    )


def suspicious(_request: HttpRequest, _error: Exception) -> HttpResponse:
    """400: a form that cannot be taken apart, or that no client of ours would send."""
    return problem(400, _("请求无法读取。"), _("请对照 OpenAPI 文档核对请求的格式。"), code="bad_request")


# what the operations raise, and who answers it
HANDLERS: dict[type[Exception], Callable[..., HttpResponse]] = {
    AuthenticationError: no_key,
    ScopeMissing: no_scope,
    ValidationError: bad_shape,
    HttpError: unreadable,
    RequestDataTooBig: too_large,
    SuspiciousOperation: suspicious,
    MultiPartParserError: suspicious,
}


def _wrong_media_type(wanted: str) -> HttpResponse:
    return problem(
        415,
        _("请求内容的类型不对。"),
        _("请在请求头中写明 Content-Type: %(type)s。") % {"type": wanted},
        code="media_type",
    )


def _by_itself(answer: HttpResponse) -> HttpResponse:
    status = answer.status_code
    if status == 404:
        return problem(404, _("没有这个接口地址。"), _("请对照 /api/v1/openapi.json 核对地址。"), code="no_such_path")
    if status == 405:
        allowed = _("这个地址可用的方法：%(methods)s。") % {"methods": answer.get("Allow", "")}
        return problem(405, _("这个地址不接受这种请求方法。"), allowed, code="no_such_method")
    if status >= 500:
        return problem(
            status,
            _("系统出错。"),
            _("本次请求没有办成，也没有只办成一半。请稍后再试；反复出现的，请把时间告诉系统管理员。"),
            code="failed",
        )
    return problem(status, _("请求无法读取。"), _("请对照 OpenAPI 文档核对请求的格式。"), code="bad_request")


def _no_number(text: str) -> Any:
    raise ValueError(text)
