"""The addresses of the pages."""

from django.urls import path, register_converter

from mandates.views.mandates import MandateListView
from mandates.views.resolutions import ResolutionView


class SymbolConverter:
    """A document symbol with its slashes: A/HRC/RES/42/32."""

    regex = r"[A-Za-z0-9][A-Za-z0-9/.()\- ]*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SymbolConverter, "symbol")

urlpatterns = [
    path("", MandateListView.as_view(), name="mandate-list"),
    path("resolutions/<symbol:symbol>/", ResolutionView.as_view(), name="resolution"),
]
