from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelVisit(models.Model):
    """What came of a visit: thanks (K6), opportunities and revenue after it (K7)."""

    _inherit = "hotel.visit"

    thanks_due = fields.Datetime("Thank-you due", compute="_compute_thanks_due")
    thanked_at = fields.Datetime("Thanked", readonly=True, copy=False)
    thanked_by_id = fields.Many2one("res.users", "Thanked by", readonly=True, copy=False, ondelete="restrict")
    thanks_way = fields.Selection(
        [("phone", "Phone"), ("message", "Message"), ("letter", "Letter"), ("visit", "Visit")], "How", readonly=True, copy=False
    )
    thanks_note = fields.Text("What came up", readonly=True, copy=False)
    lead_ids = fields.One2many("crm.lead", "hotel_visit_id", "Opportunities after it", readonly=True)
    lead_count = fields.Integer("Opportunities", compute="_compute_return", store=True)
    expected_revenue = fields.Monetary("Expected", compute="_compute_return", store=True, help="Of opportunities that are not lost.")
    won_revenue = fields.Monetary("Won", compute="_compute_return", store=True)

    @api.depends("returned_at", "thanked_at")
    def _compute_thanks_due(self):
        clocks_sudo = self.env["hotel.clock"].sudo().search([
            ("res_model", "=", self._name), ("res_id", "in", self.ids), ("kind", "=", "thanks"),
        ])  # fmt: skip
        due = {clock.res_id: clock.due for clock in clocks_sudo}
        for visit in self:
            visit.thanks_due = due.get(visit.id, False)

    @api.depends("lead_ids.expected_revenue", "lead_ids.stage_id.is_won", "lead_ids.active", "lead_ids.hotel_visit_id")
    def _compute_return(self):
        groups = self.env["crm.lead"].sudo()._read_group(
            [("hotel_visit_id", "in", self.ids), ("active", "=", True)],
            ["hotel_visit_id", "won_status", "company_currency"],
            ["__count", "expected_revenue:sum"],
        )
        figures = {}
        for visit, status, currency, count, revenue in groups:
            total = figures.setdefault(visit.id, {"count": 0, "expected": 0.0, "won": 0.0})
            total["count"] += count
            if currency and currency != visit.currency_id:
                revenue = currency._convert(revenue, visit.currency_id, visit.company_id, visit.company_id._hotel_today())
            if status != "lost":
                total["expected"] += revenue
            if status == "won":
                total["won"] += revenue
        for visit in self:
            total = figures.get(visit._origin.id, {"count": 0, "expected": 0.0, "won": 0.0})
            visit.lead_count, visit.expected_revenue, visit.won_revenue = total["count"], total["expected"], total["won"]

    def action_thanked(self, way, note=None):
        """K6: note that the guests were thanked.

        :param way: phone, message, letter or visit
        :param note: what came up
        """
        self.ensure_one()
        self._check_visit_actor()
        ways = dict(self._fields["thanks_way"]._description_selection(self.env))
        if self.state not in ("returned", "closed"):
            raise UserError(self.env._("The guests of %(visit)s have not left yet.", visit=self.display_name))
        if self.thanked_at:
            raise UserError(self.env._("The guests of %(visit)s were thanked already.", visit=self.display_name))
        if way not in ways:
            raise UserError(self.env._("Say how the guests were thanked: %(ways)s.", ways=", ".join(ways.values())))
        now = fields.Datetime.now()
        self.sudo().write(
            {"thanked_at": now, "thanked_by_id": self.env.uid, "thanks_way": way, "thanks_note": self._approval_text(note)}
        )
        self.env["hotel.clock"].stop(self, "thanks", now)
        return True

    def action_open_leads(self):
        """List the opportunities that came of the visit."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("crm.crm_lead_opportunities")
        return {
            **action,
            "domain": [("hotel_visit_id", "=", self.id)],
            "context": {"default_hotel_visit_id": self.id, "default_partner_id": self.partner_id.id, "default_type": "opportunity"},
        }
