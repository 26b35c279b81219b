from odoo import api, fields, models

from ..models.hotel_desk_entry import NO_CUSTOMER, RESULTS


class HotelDeskEntryAct(models.TransientModel):
    """One question about an entry, asked from its form: result, no customer, refusal, owner, claim. The entry judges who may."""

    _name = "hotel.desk.entry.act"
    _description = "Act on a walk-in or call"

    entry_id = fields.Many2one("hotel.desk.entry", required=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one(related="entry_id.company_id")
    act = fields.Selection(
        [
            ("finish", "Result"),
            ("no_customer", "No customer"),
            ("refuse", "It was a customer"),
            ("owner", "Another's customer"),
            ("dispute", "Claim the customer"),
        ],
        required=True,
        readonly=True,
        default="finish",
    )
    result = fields.Selection([each for each in RESULTS if each[0] != "no_customer"])
    need_id = fields.Many2one("hotel.desk.need")
    source_id = fields.Many2one("hotel.desk.source")
    no_customer = fields.Selection(NO_CUSTOMER, "What it was")
    customer_id = fields.Many2one("hotel.desk.customer", domain="[('company_id', '=', company_id), ('user_id', '!=', False)]")
    note = fields.Text()

    @api.model
    def default_get(self, fields):
        """Show what is known of source and need already."""
        defaults = super().default_get(fields)
        entry = self.env["hotel.desk.entry"].browse(defaults.get("entry_id"))
        if entry.has_access("read"):
            defaults |= {"need_id": entry.need_id.id, "source_id": entry.source_id.id}
        return defaults

    def action_apply(self):
        """Do it through the entry's own method."""
        self.ensure_one()
        if self.act == "finish":
            self.entry_id.finish(self.result, self.note, self.need_id.id, self.source_id.id)
        elif self.act == "no_customer":
            self.entry_id.report_no_customer(self.no_customer, self.note)
        elif self.act == "refuse":
            self.entry_id.refuse_no_customer(self.note)
        elif self.act == "owner":
            self.entry_id.find_owner(self.customer_id.id)
        else:
            self.entry_id.dispute(self.note)
        return {"type": "ir.actions.act_window_close"}
