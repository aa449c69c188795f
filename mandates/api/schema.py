"""The description of the API: what it must be told that it cannot see."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.views import SpectacularAPIView

from mandates.api.access import TokenAuthentication


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Found by the class that it describes."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "“Token ” and one of your tokens, which the page /tokens/ makes.",
        }


class SchemaView(SpectacularAPIView):
    """The description of the API by OpenAPI 3, as YAML, or as JSON where the reader asks for it."""

    http_method_names = ["get", "head", "options"]
