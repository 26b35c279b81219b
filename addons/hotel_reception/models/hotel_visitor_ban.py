from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..rules.visitor_match import is_same


class HotelVisitorBan(models.Model):
    """Somebody who is not let in, and why (K5). Matched at the door by phone, plate or name."""

    _name = "hotel.visitor.ban"
    _description = "Person not Admitted"
    _inherit = ["hotel.protected.mixin"]
    _order = "date_from desc, id desc"
    _server_fields = frozenset({"decided_by_id", "lifted_at", "lifted_by_id", "lifted_reason"})

    name = fields.Char(help="Name, phone or plate: one of them is needed.")
    firm = fields.Char(help="With a firm the name counts only together with it.")
    phone = fields.Char()
    plate = fields.Char("Number plate")
    reason = fields.Text(required=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True, ondelete="cascade")
    date_from = fields.Date("From", required=True, default=lambda self: self.env.company._hotel_today())
    date_to = fields.Date("Until", help="Empty: until it is lifted.")
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True, default=lambda self: self.env.user, ondelete="restrict")
    lifted_at = fields.Datetime("Lifted", readonly=True, copy=False)
    lifted_by_id = fields.Many2one("res.users", "Lifted by", readonly=True, copy=False, ondelete="restrict")
    lifted_reason = fields.Char("Why lifted", readonly=True, copy=False)
    in_force = fields.Boolean(compute="_compute_in_force", search="_search_in_force")

    _somebody = models.Constraint(
        "CHECK (COALESCE(name, '') <> '' OR COALESCE(phone, '') <> '' OR COALESCE(plate, '') <> '')",
        "Give the name, the phone or the number plate of who is not admitted.",
    )
    _dates = models.Constraint("CHECK (date_to IS NULL OR date_to >= date_from)", "The last day does not lie before the first.")

    @api.depends("date_from", "date_to", "lifted_at")
    def _compute_in_force(self):
        for ban in self:
            today = ban.company_id._hotel_today()
            ban.in_force = bool(ban.date_from) and not ban.lifted_at and ban.date_from <= today <= (ban.date_to or today)

    def _search_in_force(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env.company._hotel_today()
        domain = (
            Domain("lifted_at", "=", False) & Domain("date_from", "<=", today) & (Domain("date_to", "=", False) | Domain("date_to", ">=", today))
        )
        wanted = {bool(each) for each in value}
        if wanted == {True, False}:
            return Domain.TRUE
        return domain if True in wanted else ~domain

    @api.depends("name", "firm", "phone", "plate")
    def _compute_display_name(self):
        for ban in self:
            ban.display_name = " ".join(filter(None, (ban.name or ban.plate or ban.phone, ban.firm)))

    def write(self, vals):
        if not self.env.su and {"name", "firm", "phone", "plate", "company_id", "date_from"} & vals.keys():
            raise UserError(self.env._("Who is not admitted stays as it was decided. Lift it and make a new one."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        """M2: a decision stays on record; it can be lifted."""
        raise UserError(self.env._("Decisions not to admit somebody are kept. Lift them instead."))

    def action_lift(self, reason):
        """Let the persons in again.

        :param reason: required
        """
        self.check_access("write")
        reason = reason.strip() if isinstance(reason, str) else ""
        if not reason:
            raise UserError(self.env._("Give the reason why it is lifted."))
        self.sudo().write({"lifted_at": fields.Datetime.now(), "lifted_by_id": self.env.uid, "lifted_reason": reason})
        return True

    @api.model
    def _find(self, company, name, firm, phone, plate):
        """K5: return the decision in force in `company` that means this visitor, empty for none (superuser mode)."""
        for ban in self.with_company(company).search([("company_id", "=", company.id), ("in_force", "=", True)]):
            if is_same(name, firm, phone, plate, {key: ban[key] for key in ("name", "firm", "phone", "plate")}):
                return ban
        return self.browse()
