import re

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..rules import business_day

CODE = re.compile(r"[A-Z0-9][A-Z0-9_.-]{0,19}")


class HotelOutlet(models.Model):
    """A place where guests pay or sign: restaurant, front desk, bar, spa."""

    _name = "hotel.outlet"
    _description = "Outlet"
    _order = "sequence, code"
    _check_company_auto = True
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        help="Short name by which files and machines call the outlet: capital letters, digits, dash, dot, underscore.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    department_id = fields.Many2one("hr.department", check_company=True)
    cashier_ids = fields.Many2many(
        "res.users", "hotel_outlet_cashier_rel", "outlet_id", "user_id", string="Cashiers", domain="[('share', '=', False)]"
    )
    day_end_hour = fields.Float(
        "Business day ends at",
        required=True,
        default=lambda self: self.env.company.hotel_day_end_hour,
        help="Local hour. What happens before it belongs to the business day before.",
    )
    trusted_signatures = fields.Boolean(
        "Signatures are checked by the outlet's own system",
        help="For outlets whose charges come from files and machines: no signer is asked for.",
    )

    _code_unique = models.UniqueIndex("(company_id, code)", "Another outlet of the company has this code.")
    _day_end_hour_range = models.Constraint(
        "CHECK (day_end_hour >= 0 AND day_end_hour < 24)",
        "The hour at which the business day ends lies between 00:00 and 23:59.",
    )

    @api.depends("name", "code")
    def _compute_display_name(self):
        for outlet in self:
            outlet.display_name = f"{outlet.code} {outlet.name}" if outlet.code else outlet.name

    @api.constrains("code")
    def _check_code(self):
        wrong = [outlet.code for outlet in self if not CODE.fullmatch(outlet.code or "")]
        if wrong:
            raise ValidationError(
                self.env._(
                    "The code of an outlet has up to 20 capital letters, digits, dashes, dots or underscores and begins with a "
                    "letter or digit. Correct: %(codes)s",
                    codes=", ".join(wrong),
                )
            )

    def write(self, vals):
        """C7: an outlet stays with its company: its slips, cashiers and references belong there.

        :raise UserError: `vals` moves an outlet to another company
        """
        if moved := self.filtered(lambda outlet: outlet.company_id.id != vals.get("company_id", outlet.company_id.id)):
            raise UserError(
                self.env._(
                    "Outlets %(outlets)s stay with their company. Archive them, and make new ones in the other company.",
                    outlets=", ".join(moved.mapped("code")),
                )
            )
        result = super().write(vals)
        if "cashier_ids" in vals:
            # Who joins an outlet can confirm what it was told before; who left no longer can.
            self.env["hotel.acknowledgement"]._update_outlet_users(self)
        return result

    def _business_date(self, instant=None):
        """D6: return the business date (date) to which a naive UTC instant (default: now) belongs at this outlet."""
        self.ensure_one()
        return business_day.business_date(
            instant or fields.Datetime.now(), self.company_id.sudo().hotel_tz, self.day_end_hour
        )
