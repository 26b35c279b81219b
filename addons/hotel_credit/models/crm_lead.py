from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.hotel_base.models.hotel_approval_mixin import STATES

# Who sees applications; for everybody else the opportunity looks as ever.
READERS = ",".join(f"hotel_base.group_{role}" for role in ("sales", "finance", "gm", "chairman", "auditor"))


class CrmLead(models.Model):
    _inherit = "crm.lead"

    hotel_application_ids = fields.One2many(
        "hotel.credit.application", "lead_id", "Credit applications", groups=READERS
    )
    hotel_application_id = fields.Many2one(
        "hotel.credit.application",
        "Credit application",
        compute="_compute_hotel_application",
        search="_search_hotel_application",
        groups=READERS,
    )
    hotel_application_state = fields.Selection(
        STATES, "Credit application state", compute="_compute_hotel_application", groups=READERS
    )
    hotel_granted_limit_mode = fields.Selection(
        [("limited", "Monthly limit"), ("unlimited", "No limit")], compute="_compute_hotel_application", groups=READERS
    )
    hotel_granted_limit = fields.Monetary(
        "Granted monthly limit",
        compute="_compute_hotel_application",
        currency_field="hotel_currency_id",
        groups=READERS,
    )
    hotel_currency_id = fields.Many2one("res.currency", compute="_compute_hotel_application", groups=READERS)

    @api.depends(
        "hotel_application_ids.approval_state",
        "hotel_application_ids.granted_limit",
        "hotel_application_ids.granted_limit_mode",
    )
    def _compute_hotel_application(self):
        """The latest application that the user sees; a limit counts as granted once it is approved."""
        for lead in self:
            application = lead.hotel_application_ids.sorted("id")[-1:]
            approved = application.approval_state == "approved"
            lead.hotel_application_id = application
            lead.hotel_application_state = application.approval_state
            lead.hotel_currency_id = application.currency_id
            lead.hotel_granted_limit_mode = application.granted_limit_mode if approved else False
            lead.hotel_granted_limit = application.granted_limit if approved else 0

    def _search_hotel_application(self, operator, value):
        """Find opportunities by their latest application that the user sees; False finds those without one."""
        if operator != "in":
            return NotImplemented
        wanted = set(value)
        latest = self.env["hotel.credit.application"]._read_group(
            [("lead_id.hotel_application_ids", "in", [each for each in wanted if each])], ["lead_id"], ["id:max"]
        )
        found = Domain("id", "in", [lead.id for lead, application_id in latest if application_id in wanted])
        return found | Domain("hotel_application_ids", "=", False) if False in wanted else found

    def action_hotel_application(self):
        """A1: open the opportunity's credit application, or start one for its customer.

        :raise UserError: the opportunity has no customer yet
        """
        self.ensure_one()
        if self.hotel_application_id:
            return self.hotel_application_id._get_records_action()
        if not self.partner_id:
            raise UserError(
                self.env._(
                    "%(lead)s has no customer yet. Choose or create the customer, then start the application.",
                    lead=self.display_name,
                )
            )
        return self.env["hotel.credit.application"]._action_new(self.partner_id, lead=self)
