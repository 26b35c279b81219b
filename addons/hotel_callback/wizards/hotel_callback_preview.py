from collections import Counter

from odoo import api, fields, models
from odoo.fields import Command
from odoo.tools import SQL

from ..models.hotel_callback_rule import PREVIEW_DAYS
from ..models.hotel_callback_topic import LEFT_OUT
from ..rules.callback_plan import Planner, Reason

#: Reasons that are shown one by one; the counts are of all.
SHOWN = 300


class HotelCallbackPreview(models.TransientModel):
    """I2: what a rule would plan in the next 90 days, before it is switched on; nothing is stored for customers."""

    _name = "hotel.callback.preview"
    _description = "Preview of a Callback Rule"

    rule_id = fields.Many2one("hotel.callback.rule", required=True, ondelete="cascade")
    count = fields.Integer("Callbacks in 90 days", readonly=True)
    limit = fields.Integer("Allowed for one rule", readonly=True)
    too_many = fields.Boolean(compute="_compute_too_many")
    months = fields.Text("By month", readonly=True)
    left_out = fields.Text("Left out of those shown", readonly=True)
    line_ids = fields.One2many("hotel.callback.preview.line", "preview_id", "The first ones", readonly=True)

    @api.depends("count", "limit")
    def _compute_too_many(self):
        for preview in self:
            preview.too_many = preview.count > preview.limit

    @api.model_create_multi
    def create(self, vals_list):
        previews = super().create([{"rule_id": vals.get("rule_id")} for vals in vals_list])
        for preview in previews:
            preview.rule_id.check_access("read")
            preview._fill()
        return previews

    def action_switch_on(self):
        """Switch the rule on."""
        self.rule_id.action_switch_on()
        return {"type": "ir.actions.act_window_close"}

    def _fill(self):
        rule = self.rule_id.sudo()
        company = rule.company_id or self.env.company
        query = rule._get_due_sql(*rule._get_stretch(PREVIEW_DAYS))
        self.env.flush_all()
        months = self.env.execute_query(
            SQL("SELECT to_char(occurrence, 'YYYY-MM'), count(*) FROM (%s) AS due GROUP BY 1 ORDER BY 1", query)
        )
        rows = self.env.execute_query(
            SQL(
                "SELECT occurrence, not_before, due_at, partner_id, owner_id FROM (%s) AS due ORDER BY occurrence, partner_id LIMIT %s", query, SHOWN
            )
        )
        now = fields.Datetime.now()
        callbacks = self.env["hotel.callback"].sudo()
        customers = callbacks._read_customers(company, tuple({row[3] for row in rows}) or (0,))
        calls = callbacks._read_calls(tuple(customers) or (0,))
        planner = Planner(*callbacks._get_absences(company, {row[4] for row in rows}))
        placed, left_out, lines = {}, {}, []
        for number, (_day, not_before, due, partner, owner) in enumerate(rows):
            reason = Reason(number, rule.way, max(not_before, now), due, owner or 0, rule.routine, rule.named, rhythm=rule.own_rhythm, rule=rule.id)
            own = calls.setdefault(partner, [])
            left_out.update(planner.plan(customers[partner], [reason], own))
            placed.update({each.id: call for call in own for each in call.reasons})
        for number, (day, _not_before, due, partner, owner) in enumerate(rows):
            call = placed.get(number)
            lines.append({
                "partner_id": partner,
                "owner_id": call.owner if call else owner,
                "occurrence": day,
                "planned_at": call.at if call and number not in left_out else False,
                "due_at": due,
                "left_out_reason": left_out.get(number),
            })
        labels = dict(self.env["hotel.callback.topic"]._fields["left_out_reason"]._description_selection(self.env))
        self.write({
            "count": sum(count for _month, count in months),
            "limit": company.sudo().hotel_callback_limit,
            "months": "\n".join(f"{month}: {count}" for month, count in months) or False,
            "left_out": "\n".join(f"{labels[why]}: {count}" for why, count in Counter(left_out.values()).items()) or False,
            "line_ids": [Command.create(line) for line in lines],
        })


class HotelCallbackPreviewLine(models.TransientModel):
    """One callback that a rule would plan, on the day that the customer's calendar gives it."""

    _name = "hotel.callback.preview.line"
    _description = "Callback in a Preview"
    _order = "occurrence, id"

    preview_id = fields.Many2one("hotel.callback.preview", required=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", "Customer")
    owner_id = fields.Many2one("res.users", "Made by")
    occurrence = fields.Date("For the day")
    planned_at = fields.Datetime("Planned for")
    due_at = fields.Datetime("Until")
    left_out_reason = fields.Selection(LEFT_OUT, "Left out because")
