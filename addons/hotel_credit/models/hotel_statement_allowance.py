from odoo import fields, models
from odoo.tools import format_date

from ..rules import statement as rules


class HotelStatement(models.Model):
    """F3: until when an allowance can be made on a line of a statement."""

    _inherit = "hotel.statement"

    allowance_ids = fields.One2many("hotel.sales.allowance", "statement_id", "Allowances on slips", readonly=True)

    def _allowance_problems(self, charge):
        """F3: return why no allowance can be made on a slip of this statement any more, as sentences.

        A line in dispute is open until it is decided; every other one closes when the customer confirms, or after the
        last day for confirming.
        """
        self.ensure_one()
        obstacle = rules.allowance_obstacle(
            self.state,
            bool(self.confirmed_at),
            self.company_id._hotel_today(),
            self.confirm_until,
            self.dispute_ids.filtered(lambda dispute: dispute.charge_id == charge).mapped("state"),
        )
        values = {
            "slip": charge.name,
            "statement": self.name,
            "day": format_date(self.env, self.confirm_until),
        }
        message = {
            None: None,
            "confirmed": self.env._("Slip %(slip)s: the customer has confirmed statement %(statement)s.", **values),
            "decided": self.env._("Slip %(slip)s: its dispute on statement %(statement)s was decided.", **values),
            "over": self.env._(
                "Slip %(slip)s: statement %(statement)s could be corrected until %(day)s, and the slip is not in dispute.",
                **values,
            ),
        }[obstacle]
        if not message:
            return []
        return [
            self.env._(
                "%(reason)s No allowance can be made any more: what is due is collected, or taken over by a responsible employee.",
                reason=message,
            )
        ]
