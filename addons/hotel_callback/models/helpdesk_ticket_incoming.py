import base64

from odoo import api, models
from odoo.tools import plaintext2html

from ..rules import complaint_text as texts


class HelpdeskTicket(models.Model):
    """What comes in from outside: missing subjects, endless texts, senders nobody knows (J1)."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _complaint_prepare_texts(self, vals):
        """Make subject and description of `vals` fit to be shown; return the whole text when it had to be cut, else None."""
        description = vals.get("description") or ""
        whole = None
        if texts.too_long(description):
            whole = description
            vals["description"] = plaintext2html(
                texts.plain(description) + "\n\n" + self.env._("The text was too long to be shown; it is attached as a whole.")
            )
        elif not description:
            vals["description"] = plaintext2html(texts.clean(vals.get("name") or "") or self.env._("No description was given."))
        if len(vals.get("name") or "") > texts.MAX_SUBJECT and not whole:
            whole = vals["name"]
        vals["name"] = self._complaint_subject(vals.get("name"), description)
        if vals.get("partner_email"):
            vals["partner_email"] = texts.clean(vals["partner_email"])[:320]
        return whole

    def _complaint_keep_files(self, files):
        """Attach what was too long, in the order of `self`; None = nothing."""
        self.env["ir.attachment"].sudo().create([
            {
                "name": self.env._("Whole text.txt"),
                "datas": base64.b64encode(text.encode("utf-8", "replace")),
                "mimetype": "text/plain",
                "res_model": ticket._name,
                "res_id": ticket.id,
            }
            for ticket, text in zip(self, files)
            if text is not None
        ])

    @api.model
    def message_new(self, msg, custom_values=None):
        """J1: an e-mail is a complaint, of a sender who is known by address or not at all."""
        values = dict(custom_values or {})
        values.setdefault("channel_id", self._complaint_channel("email"))
        message = dict(msg)
        message["subject"] = self._complaint_subject(msg.get("subject"), msg.get("body"))
        return super().message_new(message, custom_values=values)

    @api.model
    def _complaint_channel(self, name):
        """Return the id of a channel of helpdesk_mgmt ("email", "web", "phone"); False when somebody deleted it."""
        return self.env["ir.model.data"]._xmlid_to_res_id(f"helpdesk_mgmt.helpdesk_ticket_channel_{name}", raise_if_not_found=False) or False

    @api.model
    def _complaint_room_vals(self, company, text):
        """Return the values of a room that a customer wrote: the one in the list, or the words while there is none such."""
        room = self.env["hotel.complaint.room"]._find(company, text)
        if room:
            return {"complaint_room_id": room.id}
        return {"complaint_room_text": texts.clean(text or "")[:100] or False}
