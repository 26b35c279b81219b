from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

#: Guests made at a time.
BATCH = 1000


class HotelEventInvitationLine(models.Model):
    """A customer on an invitation list: revenue of the period, band, last visit (H17). Drawn by the server."""

    _name = "hotel.event.invitation.line"
    _description = "Customer on an Invitation List"
    _inherit = ["hotel.protected.mixin"]
    _order = "list_id desc, revenue desc, id"
    _rec_name = "partner_id"

    _server_fields = frozenset(
        {"list_id", "partner_id", "company_id", "band_id", "industry_id", "revenue", "last_day", "registration_id"}
    )

    list_id = fields.Many2one("hotel.event.invitation", required=True, readonly=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", "Customer", required=True, readonly=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="restrict")
    currency_id = fields.Many2one(related="company_id.currency_id")
    band_id = fields.Many2one("hotel.event.revenue.band", "Revenue band", readonly=True, ondelete="restrict")
    industry_id = fields.Many2one("res.partner.industry", "Trade", readonly=True, ondelete="restrict")
    revenue = fields.Monetary(readonly=True)
    last_day = fields.Date("Last here", readonly=True)
    chosen = fields.Boolean("Invite", default=True)
    registration_id = fields.Many2one("event.registration", "Guest", readonly=True, index="btree_not_null", ondelete="set null")
    answer = fields.Selection(related="registration_id.state", string="Answer")
    state = fields.Selection(related="list_id.state", string="State of the list")

    _listed_once = models.UniqueIndex("(list_id, partner_id)")
    _by_revenue = models.Index("(list_id, revenue DESC, id)")

    def write(self, vals):
        if "chosen" in vals and self.list_id.filtered(lambda each: each.state != "drawn"):
            raise UserError(self.env._("The list was invited already: invite others by another list."))
        return super().write(vals)

    def action_leave_out(self):
        """Take the customers off the list of those to be invited."""
        self.write({"chosen": False})
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_take_in(self):
        """Put the customers back on the list of those to be invited."""
        self.write({"chosen": True})
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _drop(self):
        """Delete the lines in one statement; nothing hangs on a line that was not invited."""
        if self:
            self.env.cr.execute(SQL("DELETE FROM hotel_event_invitation_line WHERE id = ANY(%s)", self.ids))
            self.env["hotel.event.invitation.line"].invalidate_model()

    def _invite(self):
        """Make a guest of each customer: the first contact person of a firm, else the customer."""
        # Nobody follows or is told of a guest that a list made; the invitations are tasks of their own (H22).
        # Superuser mode: which list a guest is from is the server's; the right to make guests was checked.
        guests = self.env["event.registration"].sudo().with_context(
            tracking_disable=True, mail_create_nolog=True, mail_create_nosubscribe=True
        )
        for start in range(0, len(self), BATCH):
            batch = self[start : start + BATCH]
            contacts = batch._get_contacts()
            registrations = guests.create([line._prepare_registration_vals(contacts.get(line.partner_id)) for line in batch])
            self.env["hotel.event.invitation.line"].flush_model()
            self.env.cr.execute(
                SQL(
                    """UPDATE hotel_event_invitation_line line SET registration_id = made.guest
                         FROM unnest(%s::int[], %s::int[]) made(line, guest) WHERE line.id = made.line""",
                    batch.ids,
                    registrations.ids,
                )
            )
            batch.invalidate_recordset(["registration_id"])

    def _get_contacts(self):
        """Return {customer: first contact person} of the firms among them, in one query."""
        persons = self.env["res.partner"].search(
            [("parent_id", "in", self.partner_id.ids), ("type", "=", "contact"), ("is_company", "=", False)], order="id desc"
        )
        return {person.parent_id: person for person in persons}

    def _prepare_registration_vals(self, contact):
        """Return the values of the guest; `contact` is the firm's contact person, or None."""
        self.ensure_one()
        person = contact or self.partner_id
        return {
            "event_id": self.list_id.event_id.id,
            "hotel_invitation_id": self.list_id.id,
            "state": "draft",
            "partner_id": person.id,
            "name": person.name,
            "company_name": self.partner_id.name if self.partner_id.is_company else False,
            "phone": person.phone or self.partner_id.phone,
            "email": person.email or self.partner_id.email,
        }
