"""The OpenAPI document, which names the media type of refusals."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from liandong.api.problems import MEDIA_TYPE


class Api(NinjaAPI):
    """Ninja documents every answer as application/json; ours that refuse are RFC 9457 problem documents."""

    def get_openapi_schema(self, **asked: Any) -> OpenAPISchema:
        """The document."""
        document = super().get_openapi_schema(**asked)
        for operations in document["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400:
                        answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}
        return document
