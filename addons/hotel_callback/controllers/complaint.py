from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request
from odoo.tools import plaintext2html

from odoo.addons.helpdesk_mgmt.controllers.main import HelpdeskTicketController
from odoo.addons.helpdesk_mgmt.controllers.myaccount import CustomerPortalHelpdesk

from ..rules import complaint_text as texts


def _number(value):
    """Return what a form sent as an id, 0 for anything that is none."""
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 10 else 0


class ComplaintController(HelpdeskTicketController):
    """A customer files a complaint in the portal (J1)."""

    @http.route()
    def support_ticket_close(self, **kw):
        """helpdesk_mgmt lets whoever is logged in close any ticket by its number; complaints are not closed here at all."""
        return request.redirect("/my/tickets")

    def _get_teams(self):
        """The hotel decides who deals with a complaint, not the customer."""
        return False

    def _get_categories(self, **kw):
        """The customer says what it is about."""
        return request.env["helpdesk.ticket.category"].search([("show_in_portal", "=", True)])

    def _get_create_new_ticket_values(self, **kw):
        return {**super()._get_create_new_ticket_values(**kw), "ticket_category_id_required": True}

    def _prepare_submit_ticket_vals(self, **kw):
        category = request.env["helpdesk.ticket.category"].search(
            [("id", "=", _number(kw.get("category"))), ("show_in_portal", "=", True)], limit=1
        )
        company = category.company_id or request.env.company
        partner = request.env.user.partner_id
        description = texts.clean(kw.get("description") or "")
        vals = {
            "company_id": company.id,
            "category_id": category.id,
            # A text that is too long is cut, and attached as a whole, by the complaint itself.
            "description": description if texts.too_long(description) else plaintext2html(description),
            "name": kw.get("subject"),
            "channel_id": request.env["helpdesk.ticket"].sudo()._complaint_channel("web"),
            "partner_id": partner.id,
            "partner_name": partner.name,
            "partner_email": partner.email,
            "user_id": False,
        }
        return vals | request.env["helpdesk.ticket"].sudo()._complaint_room_vals(company, kw.get("room"))


class ComplaintPortal(CustomerPortalHelpdesk):
    """The customer sees how far the own complaint is, and says afterwards whether it was solved (J4)."""

    def _ticket_get_page_view_values(self, ticket, access_token, **kwargs):
        values = super()._ticket_get_page_view_values(ticket, access_token, **kwargs)
        values["closed_stages"] = values["closed_stages"].browse()
        values["complaint_question"] = ticket.sudo()._complaint_waits_for_answer()
        values["complaint_error"] = kwargs.get("complaint_error")
        return values

    # The words of these lists stand in helpdesk_mgmt's program code, where our translations do not reach.

    def _ticket_get_searchbar_sortings(self):
        labels = {"date": request.env._("Newest"), "name": request.env._("What about"), "stage": request.env._("Stage"), "update": request.env._("Last change")}
        return self._with_labels(super()._ticket_get_searchbar_sortings(), labels)

    def _ticket_get_searchbar_groupby(self):
        labels = {"none": request.env._("None"), "category": request.env._("Subject"), "stage": request.env._("Stage")}
        return self._with_labels(super()._ticket_get_searchbar_groupby(), labels)

    def _ticket_get_searchbar_inputs(self):
        labels = {"all": request.env._("Search everywhere"), "number": request.env._("Search in numbers"), "name": request.env._("Search in what it is about")}
        return self._with_labels(super()._ticket_get_searchbar_inputs(), labels)

    @staticmethod
    def _with_labels(entries, labels):
        return {name: {**entry, "label": labels.get(name, entry["label"])} for name, entry in entries.items()}

    @http.route("/my/ticket/<int:ticket_id>/satisfaction", type="http", auth="user", methods=["POST"], website=True)
    def complaint_satisfaction(self, ticket_id, answer=None, note=None, **kw):
        """J4: the customer's own answer; who is dissatisfied says with what and reopens the complaint."""
        try:
            ticket_sudo = self._document_check_access("helpdesk.ticket", ticket_id)
        except (AccessError, MissingError):
            return request.redirect("/my")
        if ticket_sudo.partner_id != request.env.user.partner_id:
            return request.redirect("/my")
        if answer not in ("satisfied", "average", "dissatisfied"):
            return request.redirect(f"/my/ticket/{ticket_id}?complaint_error=answer")
        if answer == "dissatisfied" and not texts.clean(note or ""):
            return request.redirect(f"/my/ticket/{ticket_id}?complaint_error=note")
        try:
            ticket_sudo._complaint_answered(answer, texts.clean(note or ""), request.env.user)
        except UserError:
            return request.redirect(f"/my/ticket/{ticket_id}?complaint_error=answered")
        return request.redirect(f"/my/ticket/{ticket_id}")
