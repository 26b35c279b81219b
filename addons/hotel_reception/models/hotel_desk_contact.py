from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelDeskContact(models.Model):
    """L3: a contact that the owner had with a customer besides visits and calls at the desk: it keeps the ownership alive."""

    _name = "hotel.desk.contact"
    _description = "Contact with a desk customer"
    _inherit = ["hotel.protected.mixin"]
    _order = "id desc"

    customer_id = fields.Many2one("hotel.desk.customer", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", readonly=True, required=True, ondelete="restrict", index=True)
    user_id = fields.Many2one("res.users", "Salesperson", readonly=True, required=True, ondelete="restrict", index=True)
    at = fields.Datetime("When", readonly=True, required=True)
    channel = fields.Selection(
        [("phone", "Telephone"), ("message", "Message"), ("visit", "Personal visit"), ("mail", "E-mail"), ("other", "Other")],
        required=True,
        default="phone",
    )
    note = fields.Char("What was said", required=True)

    _server_fields = frozenset({"company_id", "user_id", "at"})

    @api.model_create_multi
    def create(self, vals_list):
        """L3: note a contact of today, by the owner and by the current user; nobody notes one for others or for another day.

        :raise UserError: when a customer belongs to somebody else
        """
        self.browse().check_access("create")
        own = self.env["hotel.desk.customer"].browse([vals.get("customer_id") for vals in vals_list])
        own.check_access("read")
        today = {company: company._hotel_today() for company in own.sudo().company_id}
        strangers = [
            customer_sudo.display_name
            for customer_sudo in own.sudo()
            if not self.env.su and customer_sudo._get_owner(today[customer_sudo.company_id]) != self.env.user
        ]
        if strangers:
            raise UserError(self.env._("Only the owner notes contacts; not yours: %s", ", ".join(strangers)))
        for vals in vals_list:
            customer_sudo = own.sudo().browse(vals["customer_id"])
            if not self.env.su and set(vals) & self._get_server_fields():
                # Refused by the ORM too; said here before the server adds its own.
                raise UserError(self.env._("Salesperson and time of a contact are set by the server."))
            vals.setdefault("company_id", customer_sudo.company_id.id)
            vals.setdefault("user_id", self.env.uid)
            vals.setdefault("at", fields.Datetime.now())
        contacts = super(HotelDeskContact, self.sudo()).create(vals_list).sudo(False)
        for customer_sudo in contacts.sudo().customer_id:
            customer_sudo._note_contact(today[customer_sudo.company_id])
        return contacts
