import secrets
from datetime import datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date
from odoo.tools.misc import clean_context

from odoo.addons.hotel_base.rules import business_day

from ..rules import callback_sample as rule


class HotelCallbackSample(models.Model):
    """I9: a random sample of callbacks that were closed in a month or quarter, to be called again. The recorded seed draws it anew."""

    _name = "hotel.callback.sample"
    _description = "Check of Callbacks"
    _inherit = ["hotel.protected.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_from desc, id desc"
    _check_company_auto = True

    kind = fields.Selection(
        [("manager", "By the manager, each month"), ("executive", "By the executive office, each quarter (VIP and large customers)")],
        required=True,
        default="manager",
    )
    company_id = fields.Many2one("res.company", "Hotel", required=True, default=lambda self: self.env.company, ondelete="restrict", index=True)
    date_from = fields.Date("From", required=True)
    date_to = fields.Date("To", required=True)
    seed = fields.Char(readonly=True, copy=False, help="Draws the same callbacks again.")
    share = fields.Float("Share (%)", readonly=True, copy=False)
    population = fields.Integer("Drawn from", readonly=True, copy=False)
    drawn_at = fields.Datetime("Drawn", readonly=True, copy=False)
    drawn_by_id = fields.Many2one("res.users", "Drawn by", readonly=True, copy=False, ondelete="restrict")
    line_ids = fields.One2many("hotel.callback.sample.line", "sample_id", "Callbacks to check", readonly=True)
    line_count = fields.Integer("Drawn callbacks", compute="_compute_counts")
    open_count = fields.Integer("Not checked yet", compute="_compute_counts")
    state = fields.Selection(
        [("draft", "To draw"), ("drawn", "Drawn"), ("done", "Checked")], default="draft", required=True, readonly=True, copy=False, index=True
    )

    _server_fields = frozenset({"seed", "share", "population", "drawn_at", "drawn_by_id", "line_ids", "state"})

    _once = models.UniqueIndex("(company_id, kind, date_from)", "This time has a check already.")
    _order_of_days = models.Constraint("CHECK (date_to >= date_from)", "The time of a check ends after it begins.")

    @api.depends("kind", "date_from", "date_to")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for sample in self:
            days = f"{format_date(self.env, sample.date_from)} - {format_date(self.env, sample.date_to)}"
            sample.display_name = f"{labels.get(sample.kind, '')} {days}"

    @api.depends("line_ids.result")
    def _compute_counts(self):
        for sample in self:
            sample.line_count = len(sample.line_ids)
            sample.open_count = len(sample.line_ids.filtered(lambda line: not line.result))

    def write(self, vals):
        if {"kind", "company_id", "date_from", "date_to"} & vals.keys() and any(sample.state != "draft" for sample in self):
            raise UserError(self.env._("A check that was drawn keeps its time and its kind."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_undrawn(self):
        if any(sample.state != "draft" for sample in self):
            raise UserError(self.env._("A check that was drawn stays on record (M2)."))

    def action_draw(self):
        """Draw the sample: a fresh seed, recorded, over all callbacks closed as done in the time.

        :raise UserError: before the time is over, when nothing was closed in it, or when it is drawn already
        """
        self.check_access("write")
        for sample in self.sudo().with_context(clean_context(self.env.context)):
            sample.lock_for_update()
            if sample.state != "draft":
                raise UserError(self.env._("The sample is drawn already: it is drawn once, so that nobody draws until it suits."))
            if sample.company_id._hotel_today() <= sample.date_to:
                first_day = format_date(self.env, sample.date_to + timedelta(days=1))
                raise UserError(self.env._("The sample is drawn when the time is over: on %s or later.", first_day))
            ids = sample._get_population().ids
            if not ids:
                raise UserError(self.env._("No callbacks were closed in that time: there is nothing to check."))
            share = sample.company_id.hotel_callback_sample_share
            seed = secrets.token_hex(8)
            sample.write({
                "seed": seed,
                "share": share,
                "population": len(ids),
                "drawn_at": fields.Datetime.now(),
                "drawn_by_id": self.env.uid,
                "state": "drawn",
            })
            self.env["hotel.callback.sample.line"].sudo().create([
                {"sample_id": sample.id, "callback_id": number} for number in rule.draw(seed, ids, rule.size(len(ids), share))
            ])
            sample._start_clock()
        return True

    def action_verify(self):
        """Draw once more from the recorded seed and say whether the lines are the same."""
        self.ensure_one()
        self.check_access("read")
        same = self._redraw() == self.sudo().line_ids.callback_id
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if same else "danger",
                "title": self.env._("Sample"),
                "message": self.env._("The recorded seed draws the same callbacks.") if same else self.env._("The recorded seed draws other callbacks."),
            },
        }

    def _redraw(self):
        """Return the callbacks that the seed draws from those closed before the drawing (superuser mode left)."""
        self.ensure_one()
        sample_sudo = self.sudo()
        ids = sample_sudo._get_population().ids
        return self.env["hotel.callback"].browse(rule.draw(sample_sudo.seed, ids, rule.size(len(ids), sample_sudo.share))).sudo()

    def _get_population(self):
        """Return what may be drawn (superuser mode). Closed callbacks never change, so it is the same at any later time."""
        self.ensure_one()
        company = self.company_id
        start = company._hotel_utc(datetime.combine(self.date_from, time(0)))
        end = company._hotel_utc(datetime.combine(self.date_to + timedelta(days=1), time(0)))
        domain = [
            ("company_id", "=", company.id), ("state", "=", "done"), ("way", "in", ("phone", "visit")),
            ("done_at", ">=", start), ("done_at", "<", end),
        ]  # fmt: skip
        if self.kind == "executive":
            domain.append(("large", "=", True))
        return self.env["hotel.callback"].search(domain, order="id")

    def _start_clock(self):
        company = self.company_id
        owner = company.hotel_gm_id if self.kind == "executive" else company.hotel_sales_head_id
        if owner:
            due = business_day.end_of_day(self.date_to + relativedelta(months=1, day=31), company.hotel_tz)
            self.env["hotel.clock"].start(self, "callback_sample", max(due, fields.Datetime.now()), owner, name=lambda env: env._("Check of callbacks"))

    @api.model
    def _cron_draw(self):
        """Draw the checks of the month and of the quarter that are over, once each."""
        for company in self.env["hotel.callback.rule"].sudo().search([("state", "=", "on"), ("template", "=", False)]).company_id:
            today = company._hotel_today()
            month = today.replace(day=1) - relativedelta(months=1)
            quarter = today.replace(day=1, month=3 * ((today.month - 1) // 3) + 1) - relativedelta(months=3)
            for kind, start, months in (("manager", month, 1), ("executive", quarter, 3)):
                if self.search_count([("company_id", "=", company.id), ("kind", "=", kind), ("date_from", "=", start)], limit=1):
                    continue
                sample = self.new({"company_id": company.id, "kind": kind, "date_from": start, "date_to": start + relativedelta(months=months, days=-1)})
                if sample._get_population():
                    self.create({
                        "company_id": company.id, "kind": kind, "date_from": start, "date_to": start + relativedelta(months=months, days=-1)
                    }).action_draw()  # fmt: skip

    def _close_if_checked(self):
        for sample in self.sudo():
            if sample.state == "drawn" and all(sample.line_ids.mapped("result")):
                sample.state = "done"
                self.env["hotel.clock"].stop(sample)


class HotelCallbackSampleLine(models.Model):
    """I9, I16: a callback that is called again, and what the customer said."""

    _name = "hotel.callback.sample.line"
    _description = "Callback to Check"
    _inherit = ["hotel.protected.mixin"]
    _order = "id"

    sample_id = fields.Many2one("hotel.callback.sample", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="sample_id.company_id", store=True, readonly=True)
    callback_id = fields.Many2one("hotel.callback", required=True, readonly=True, ondelete="restrict", index=True)
    partner_id = fields.Many2one(related="callback_id.partner_id", string="Customer")
    phone = fields.Char(related="callback_id.phone")
    owner_id = fields.Many2one(related="callback_id.done_by_id", string="Made by")
    done_at = fields.Datetime(related="callback_id.done_at", string="Closed")
    satisfaction = fields.Selection(related="callback_id.satisfaction")
    result = fields.Selection(
        [("confirmed", "Confirmed"), ("false", "Record is false"), ("not_made", "Never made"), ("unreachable", "Not reached")],
        readonly=True,
    )
    note = fields.Char(readonly=True)
    checked_by_id = fields.Many2one("res.users", "Checked by", readonly=True, ondelete="restrict")
    checked_at = fields.Datetime("Checked", readonly=True)
    incident_id = fields.Many2one("hotel.callback.incident", readonly=True, ondelete="restrict")

    _server_fields = frozenset({"sample_id", "company_id", "callback_id", "result", "note", "checked_by_id", "checked_at", "incident_id"})

    _once = models.UniqueIndex("(sample_id, callback_id)")

    def action_result(self, result, note=None):
        """Note what the customer said to the re-check; a false record or a call never made opens an incident (I16)."""
        self.check_access("read")
        labels = dict(self._fields["result"].selection)
        if result not in labels:
            raise UserError(self.env._("%s is no result of a check.", result))
        note = (note or "").strip()
        for line in self:
            line_sudo = line.sudo().with_context(clean_context(self.env.context))
            line._check_checker()
            line_sudo.lock_for_update()
            if line_sudo.result:
                raise UserError(self.env._("%s is checked already.", line_sudo.callback_id.display_name))
            if result in ("false", "not_made") and not note:
                raise UserError(self.env._("What did the customer say? It is needed to open an incident."))
            line_sudo.write({"result": result, "note": note, "checked_by_id": self.env.uid, "checked_at": fields.Datetime.now()})
            if result in ("false", "not_made"):
                line_sudo.incident_id = self.env["hotel.callback.incident"].sudo()._open(line_sudo)
            line_sudo.sample_id._close_if_checked()
        return True

    def action_confirmed(self):
        """The customer confirms the record."""
        return self.action_result("confirmed")

    def action_unreachable(self):
        """The customer was not reached."""
        return self.action_result("unreachable")

    def action_false(self):
        """Ask what the customer said, then note that the record is false."""
        return self._ask("false")

    def action_not_made(self):
        """Ask what the customer said, then note that the call was never made."""
        return self._ask("not_made")

    def _ask(self, result):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What did the customer say?"),
            "res_model": "hotel.callback.words",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_model": self._name, "default_res_id": self.id, "default_method": "action_result", "default_argument": result},
        }

    def _check_checker(self):
        """The manager checks for the month, the executive office for the quarter; nobody their own callbacks."""
        self.ensure_one()
        line_sudo = self.sudo()
        group = "hotel_base.group_gm" if line_sudo.sample_id.kind == "executive" else "hotel_base.group_sales_head"
        if not self.env.user.has_group(group):
            raise AccessError(self.env._("This check is made by %s.", self.env.ref(group).sudo().name))
        if self.env.user in (line_sudo.callback_id.owner_id, line_sudo.callback_id.done_by_id):
            raise AccessError(self.env._("Nobody checks their own callbacks."))
