"""The addresses of the pages."""

from django.urls import path, register_converter

from mandates.views.feeds import FeedListView
from mandates.views.imports import ImportBatchView, ImportView
from mandates.views.mandates import MandateListView
from mandates.views.obligations import (
    FORMS,
    EvidenceFileView,
    ObligationChangeView,
    ObligationView,
)
from mandates.views.preferences import PreferencesView, UnsubscribeView
from mandates.views.probes import HealthView, ReadyView
from mandates.views.proposals import DecideProposalView, ProposalListView
from mandates.views.reminders import MessageListView, PreviewView, SampleView, SendAgainView
from mandates.views.resolution_list import ResolutionListView
from mandates.views.resolutions import ResolutionView
from mandates.views.review import ConfirmSureView, ReviewListView, ReviewView, UndatedListView
from mandates.views.sessions import MoveSessionView, SessionListView
from mandates.views.today import TodayView
from mandates.views.tokens import TokenListView
from mandates.views.worklist import ObligationListView


class SymbolConverter:
    """A document symbol with its slashes: A/HRC/RES/42/32."""

    regex = r"[A-Za-z0-9][A-Za-z0-9/.()\- ]*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class ChangeConverter(SymbolConverter):
    """Which of an obligation's forms is sent."""

    regex = "|".join(FORMS)


register_converter(SymbolConverter, "symbol")
register_converter(ChangeConverter, "change")

urlpatterns = [
    path("", TodayView.as_view(), name="today"),
    path("mandates/", MandateListView.as_view(), name="mandate-list"),
    path("import/", ImportView.as_view(), name="import"),
    path("import/<int:pk>/", ImportBatchView.as_view(), name="import-batch"),
    path("feeds/", FeedListView.as_view(), name="feed-list"),
    path("tokens/", TokenListView.as_view(), name="token-list"),
    path("resolutions/", ResolutionListView.as_view(), name="resolution-list"),
    path("resolutions/<symbol:symbol>/", ResolutionView.as_view(), name="resolution"),
    path("obligations/", ObligationListView.as_view(), name="obligation-list"),
    path("obligations/<int:pk>/", ObligationView.as_view(), name="obligation"),
    path("obligations/<int:pk>/<change:change>/", ObligationChangeView.as_view(), name="obligation-change"),
    path("evidence/<int:pk>/", EvidenceFileView.as_view(), name="evidence-file"),
    path("undated/", UndatedListView.as_view(), name="undated-list"),
    path("review/", ReviewListView.as_view(), name="review-list"),
    path("review/confirm-sure/", ConfirmSureView.as_view(), name="confirm-sure"),
    path("review/<int:pk>/", ReviewView.as_view(), name="review"),
    path("sessions/", SessionListView.as_view(), name="session-list"),
    path("sessions/<int:pk>/move/", MoveSessionView.as_view(), name="session-move"),
    path("reminders/", MessageListView.as_view(), name="message-list"),
    path("reminders/preview/", PreviewView.as_view(), name="reminder-preview"),
    path("reminders/sample/", SampleView.as_view(), name="reminder-sample"),
    path("reminders/<uuid:pk>/again/", SendAgainView.as_view(), name="message-again"),
    path("settings/", PreferencesView.as_view(), name="preferences"),
    path("unsubscribe/<str:token>/", UnsubscribeView.as_view(), name="unsubscribe"),
    path("healthz", HealthView.as_view(), name="healthz"),
    path("readyz", ReadyView.as_view(), name="readyz"),
    path("proposals/", ProposalListView.as_view(), name="proposal-list"),
    path("proposals/<int:pk>/", DecideProposalView.as_view(), name="proposal-decide"),
]
