"""The addresses of the API. The converters of symbols and session numbers are registered with those of the pages."""

from django.urls import path

from mandates.api.schema import SchemaView
from mandates.api.views import (
    ApiPage,
    MandatesView,
    MandateView,
    ObligationsView,
    ObligationView,
    ResolutionsView,
    ResolutionView,
    SessionsView,
    SessionView,
)

app_name = "api"

urlpatterns = [
    path("", ApiPage.as_view(), name="about"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("obligations/", ObligationsView.as_view(), name="obligation-list"),
    path("obligations/<int:pk>/", ObligationView.as_view(), name="obligation"),
    path("mandates/", MandatesView.as_view(), name="mandate-list"),
    path("mandates/<int:pk>/", MandateView.as_view(), name="mandate"),
    path("resolutions/", ResolutionsView.as_view(), name="resolution-list"),
    path("resolutions/<symbol:symbol>/", ResolutionView.as_view(), name="resolution"),
    path("sessions/", SessionsView.as_view(), name="session-list"),
    path("sessions/<slug:body>/<sitting:number>/", SessionView.as_view(), name="session"),
]
