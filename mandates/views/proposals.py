"""What later texts suggest; a person decides with one click."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from mandates import queries
from mandates.models import SeriesProposal
from mandates.services import proposals
from mandates.services.access import Action
from mandates.services.authorship import person
from mandates.services.errors import Denied, ServiceError
from mandates.views.gate import Gate
from mandates.views.lists import RowListView


class ProposalListView(RowListView):
    """Open proposals."""

    template_name = "pages/proposal_list.html"
    context_object_name = "proposals"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[SeriesProposal]:
        return queries.open_proposals()


class DecideProposalView(Gate):
    """Accepts or dismisses one."""

    action = Action.DECIDE_PROPOSAL
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(SeriesProposal, pk=pk)
        decide = proposals.accept if request.POST.get("decision") == "accept" else proposals.dismiss
        try:
            proposal = decide(pk, by=person(self.person), at=timezone.now())
        except Denied:
            raise
        except ServiceError as error:
            messages.error(request, str(error))
        else:
            told = {"obligation": proposal.obligation, "state": proposal.get_state_display()}
            messages.success(request, _("%(obligation)s: %(state)s.") % told)
        return redirect("proposal-list")
