from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date

FIGURES = (
    "entries", "counted", "walk_ins", "calls", "new_customers", "owner_matches", "turns", "turns_back", "no_customers", "ordered",
)  # fmt: skip


class HotelDeskWeek(models.Model):
    """L5: the weekly report of a desk: counts by person and by source. Once issued, its figures stay as they were."""

    _name = "hotel.desk.week"
    _description = "Weekly report of the desk"
    _inherit = ["mail.thread", "hotel.protected.mixin"]
    _order = "date_start desc, desk_id"

    desk_id = fields.Many2one("hotel.desk", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict", index=True)
    date_start = fields.Date("From", required=True, readonly=True)
    date_end = fields.Date("Until", required=True, readonly=True)
    state = fields.Selection([("draft", "Draft"), ("issued", "Issued")], required=True, readonly=True, default="draft", tracking=True)
    issued_at = fields.Datetime("Issued", readonly=True)
    issued_by_id = fields.Many2one("res.users", "Issued by", readonly=True, ondelete="restrict")
    counted_at = fields.Datetime("Counted", readonly=True)
    remarks = fields.Text(help="What the sales head says about the week.")
    line_ids = fields.One2many("hotel.desk.week.line", "week_id", "By person", readonly=True)
    source_ids = fields.One2many("hotel.desk.week.source", "week_id", "By source", readonly=True)
    entries = fields.Integer(readonly=True)
    counted = fields.Integer("Customers", readonly=True)
    walk_ins = fields.Integer("Walk-ins", readonly=True)
    calls = fields.Integer(readonly=True)
    new_customers = fields.Integer("New customers", readonly=True)
    owner_matches = fields.Integer("Own customers", readonly=True)
    turns = fields.Integer("Turns used", readonly=True)
    turns_back = fields.Integer("Turns given back", readonly=True)
    no_customers = fields.Integer("No customers", readonly=True)
    ordered = fields.Integer(readonly=True)
    conversion = fields.Float("Conversion (%)", readonly=True, aggregator=None, help="Ordered of a hundred customers.")
    wait_minutes = fields.Float("Waited (minutes)", readonly=True, aggregator="avg")
    disputes = fields.Integer(readonly=True)
    empty_posts = fields.Integer("Not at the place in turn", readonly=True)

    _server_fields = frozenset({
        *FIGURES, "desk_id", "company_id", "date_start", "date_end", "state", "issued_at", "issued_by_id", "counted_at", "line_ids",
        "source_ids", "conversion", "wait_minutes", "disputes", "empty_posts",
    })  # fmt: skip

    _one_a_week = models.UniqueIndex("(desk_id, date_start)", "The desk has a report of this week already.")

    @api.depends("desk_id", "date_start", "date_end")
    def _compute_display_name(self):
        for week in self:
            week.display_name = f"{week.desk_id.name} · {format_date(self.env, week.date_start)} – {format_date(self.env, week.date_end)}"

    def write(self, vals):
        """M2: what was issued stays; remarks are written before."""
        issued = self.filtered(lambda week: week.state == "issued")
        if "remarks" in vals and issued and not self.env.su:
            raise UserError(self.env._("%s is issued: its remarks stay as they are.", issued[0].display_name))
        return super().write(vals)

    # ------------------------------------------------------------------ actions

    def action_count(self):
        """Count the week anew from the register, as long as it is not issued."""
        self.check_access("write")
        self._check_draft()
        self.sudo()._count()
        return True

    def action_issue(self):
        """Issue the report: its figures stay, and the general manager is told."""
        self.check_access("write")
        self._check_draft()
        for week in self:
            if week.date_end >= week.sudo().desk_id._business_date():
                raise UserError(self.env._("The week of %s is not over yet.", week.display_name))
        self.sudo()._count()
        self.sudo().write({"state": "issued", "issued_at": fields.Datetime.now(), "issued_by_id": self.env.uid})
        for week_sudo in self.sudo():
            gm_sudo = week_sudo.company_id.hotel_gm_id.filtered("active")
            if gm_sudo:
                env = self.with_context(lang=gm_sudo.lang).env
                week_sudo.message_notify(
                    partner_ids=gm_sudo.partner_id.ids,
                    subject=env._("Weekly report of the desk"),
                    body=env._("%s is issued.", week_sudo.with_env(env(su=True)).display_name),
                )
        return True

    @api.model
    def _cron_make(self):
        """Make the report of last week for each desk that had somebody in it, once."""
        for desk in self.env["hotel.desk"].sudo().search([]):
            today = desk._business_date()
            self._make(desk, today - timedelta(days=today.weekday() + 7))

    @api.model
    def _make(self, desk, monday):
        """Return the report (superuser mode) of the week that begins on `monday`; it is made and counted where it is missing."""
        week_sudo = self.sudo().search([("desk_id", "=", desk.id), ("date_start", "=", monday)])
        sunday = monday + timedelta(days=6)
        if not week_sudo and self.env["hotel.desk.entry"].sudo().search_count(
            [("desk_id", "=", desk.id), ("day", ">=", monday), ("day", "<=", sunday)], limit=1
        ):
            week_sudo = self.sudo().create([{
                "desk_id": desk.id, "company_id": desk.company_id.id, "date_start": monday, "date_end": sunday,
            }])  # fmt: skip
            week_sudo._count()
        return week_sudo

    # ------------------------------------------------------------------ private

    def _check_draft(self):
        issued = self.filtered(lambda week: week.state == "issued")
        if issued:
            raise UserError(self.env._("Issued already: %s", ", ".join(issued.mapped("display_name"))))

    def _count(self):
        """Count from the register (superuser mode): three grouped reads a week, however many entries."""
        for week in self:
            domain = [("desk_id", "=", week.desk_id.id), ("day", ">=", week.date_start), ("day", "<=", week.date_end)]
            self.env["hotel.desk.entry"].flush_model()
            sums = [f"{name}:sum" for name in FIGURES]
            ratios = ["conversion:avg", "wait_minutes:avg"]
            daily = self.env["hotel.desk.daily"]
            by_person = daily._read_group(domain, ["user_id"], sums + ratios)
            ((*totals, conversion, waited),) = daily._read_group(domain, [], sums + ratios)
            skips = {
                (user, kind): count
                for user, kind, count in self.env["hotel.desk.skip"]._read_group(domain, ["user_id", "kind"], ["__count"])
            }
            empty = dict(
                self.env["hotel.desk.skip"]._read_group([*domain, ("kind", "=", "absent"), ("in_turn", "=", True)], ["user_id"], ["__count"])
            )
            disputes = self.env["hotel.desk.dispute"].search_count([
                ("entry_id.desk_id", "=", week.desk_id.id), ("entry_id.day", ">=", week.date_start), ("entry_id.day", "<=", week.date_end),
            ])  # fmt: skip
            week.line_ids.unlink()
            week.source_ids.unlink()
            week.write({
                **{name: total or 0 for name, total in zip(FIGURES, totals)},
                "conversion": conversion or 0,
                "wait_minutes": waited or 0,
                "disputes": disputes,
                "empty_posts": sum(empty.values()),
                "counted_at": fields.Datetime.now(),
                "line_ids": [
                    fields.Command.create({
                        "user_id": user.id,
                        **{name: figure or 0 for name, figure in zip(FIGURES, figures)},
                        "conversion": figures[-2] or 0,
                        "wait_minutes": figures[-1] or 0,
                        "busy": skips.get((user, "busy"), 0),
                        "empty_posts": empty.get(user, 0),
                    })
                    for user, *figures in by_person
                ],
                "source_ids": [fields.Command.create(values) for values in week._prepare_source_vals(domain)],
            })

    def _prepare_source_vals(self, domain):
        entries = self.env["hotel.desk.entry"]
        counted = [*domain, ("counts", "=", True)]
        new = dict(entries._read_group([*counted, ("is_new", "=", True)], ["source_id"], ["__count"]))
        ordered = dict(entries._read_group([*counted, ("result", "=", "ordered")], ["source_id"], ["__count"]))
        return [
            {"source_id": source.id, "counted": count, "new_customers": new.get(source, 0), "ordered": ordered.get(source, 0)}
            for source, count in entries._read_group(counted, ["source_id"], ["__count"], order="__count desc")
        ]
