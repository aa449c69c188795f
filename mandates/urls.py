"""The addresses of the pages."""

from django.urls import include, path, register_converter

from mandates.views.bulk import BulkView
from mandates.views.exports import MandateExportView, ObligationExportView, SessionExportView
from mandates.views.feeds import FeedListView, FeedView, RevokeFeedView
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
from mandates.views.resolutions import OriginalView, ResolutionView
from mandates.views.review import ConfirmSureView, ReviewListView, ReviewView, UndoReviewView
from mandates.views.saved_views import SavedViewChangeView, SavedViewDeleteView, SavedViewListView
from mandates.views.sessions import MoveSessionView, SessionListView, SessionView
from mandates.views.today import TodayView
from mandates.views.tokens import RevokeTokenView, TokenListView
from mandates.views.undated import UndatedListView
from mandates.views.worklist import ObligationListView, ObligationRowView


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


class SittingConverter(SymbolConverter):
    """A session's number as it is cited: 44, or S-37 for a special session."""

    regex = r"(?:S-)?[0-9]{1,4}"


register_converter(SymbolConverter, "symbol")
register_converter(SittingConverter, "sitting")
register_converter(ChangeConverter, "change")

urlpatterns = [
    path("", TodayView.as_view(), name="today"),
    path("mandates/", MandateListView.as_view(), name="mandate-list"),
    path("mandates/export/<str:format>/", MandateExportView.as_view(), name="mandate-export"),
    path("import/", ImportView.as_view(), name="import"),
    path("import/<int:pk>/", ImportBatchView.as_view(), name="import-batch"),
    path("feeds/", FeedListView.as_view(), name="feed-list"),
    path("feeds/<int:pk>/revoke/", RevokeFeedView.as_view(), name="feed-revoke"),
    path("feeds/<str:token>.ics", FeedView.as_view(), name="feed"),
    path("tokens/", TokenListView.as_view(), name="token-list"),
    path("tokens/<slug:digest>/revoke/", RevokeTokenView.as_view(), name="token-revoke"),
    path("api/", include("mandates.api.urls")),
    path("resolutions/", ResolutionListView.as_view(), name="resolution-list"),
    path("resolutions/<symbol:symbol>/original/", OriginalView.as_view(), name="resolution-original"),
    path("resolutions/<symbol:symbol>/", ResolutionView.as_view(), name="resolution"),
    path("obligations/", ObligationListView.as_view(), name="obligation-list"),
    path("obligations/export/<str:format>/", ObligationExportView.as_view(), name="obligation-export"),
    path("obligations/bulk/", BulkView.as_view(), name="obligation-bulk"),
    path("obligations/<int:pk>/row/", ObligationRowView.as_view(), name="obligation-row"),
    path("saved-views/", SavedViewListView.as_view(), name="saved-view-list"),
    path("saved-views/<int:pk>/", SavedViewChangeView.as_view(), name="saved-view-change"),
    path("saved-views/<int:pk>/delete/", SavedViewDeleteView.as_view(), name="saved-view-delete"),
    path("obligations/<int:pk>/", ObligationView.as_view(), name="obligation"),
    path("obligations/<int:pk>/<change:change>/", ObligationChangeView.as_view(), name="obligation-change"),
    path("evidence/<int:pk>/", EvidenceFileView.as_view(), name="evidence-file"),
    path("undated/", UndatedListView.as_view(), name="undated-list"),
    path("review/", ReviewListView.as_view(), name="review-list"),
    path("review/confirm-sure/", ConfirmSureView.as_view(), name="confirm-sure"),
    path("review/<int:pk>/undo/", UndoReviewView.as_view(), name="review-undo"),
    path("review/<int:pk>/", ReviewView.as_view(), name="review"),
    path("sessions/", SessionListView.as_view(), name="session-list"),
    path("sessions/<slug:body>/<sitting:number>/", SessionView.as_view(), name="session"),
    path(
        "sessions/<slug:body>/<sitting:number>/export/<str:format>/", SessionExportView.as_view(), name="session-export"
    ),
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
