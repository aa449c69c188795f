"""What the Council deals with at every session."""

from django.utils.translation import gettext_lazy as _

#: The standing agenda of the Council (resolution 5/1, annex, part V): item 10 of any session is the same.
COUNCIL_AGENDA = {
    1: _("Organizational and procedural matters"),
    2: _(
        "Annual report of the United Nations High Commissioner for Human Rights and reports of the Office of the High "
        "Commissioner and the Secretary-General"
    ),
    3: _(
        "Promotion and protection of all human rights, civil, political, economic, social and cultural rights, "
        "including the right to development"
    ),
    4: _("Human rights situations that require the Council’s attention"),
    5: _("Human rights bodies and mechanisms"),
    6: _("Universal periodic review"),
    7: _("Human rights situation in Palestine and other occupied Arab territories"),
    8: _("Follow-up to and implementation of the Vienna Declaration and Programme of Action"),
    9: _(
        "Racism, racial discrimination, xenophobia and related forms of intolerance, follow-up to and implementation "
        "of the Durban Declaration and Programme of Action"
    ),
    10: _("Technical assistance and capacity-building"),
}
