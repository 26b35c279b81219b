import ast

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

WAYS = [("phone", "Phone call"), ("visit", "Visit"), ("message", "Message"), ("letter", "Letter")]
UNITS = [("hour", "hours"), ("day", "days"), ("workday", "working days"), ("week", "weeks"), ("month", "months")]
#: Days ahead that a preview shows.
PREVIEW_DAYS = 90
#: Changing one of these plans anew what the rule planned and nobody has done yet.
PLANS = {
    "model_id", "date_field_id", "partner_field_id", "domain", "earliest", "latest", "offset_unit", "grace", "own_rhythm", "repeat", "repeat_unit",
    "repeat_times", "end_field_id", "way", "owner_mode", "user_id", "owner_field_id", "script_id", "class_ids", "priority",
    "routine", "named", "date_start", "after_rule_id", "active",
}  # fmt: skip


class HotelCallbackRule(models.Model):
    """I2: what starts a callback, how long after, how often, in which way and by whom, as data."""

    _name = "hotel.callback.rule"
    _description = "Callback Rule"
    _inherit = ["hotel.protected.mixin", "mail.thread"]
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    topic = fields.Char(required=True, translate=True, help="What the caller talks about, in a few words.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", "Hotel", default=lambda self: self.env.company, index=True)
    regulation_id = fields.Many2one("hotel.callback.regulation", ondelete="restrict", index=True)
    template = fields.Boolean(help="Part of a regulation that can be switched on; plans nothing itself.", copy=False)
    state = fields.Selection(
        [("off", "Switched off"), ("on", "Switched on")], required=True, default="off", readonly=True, copy=False, tracking=True
    )
    date_start = fields.Date(
        "In force from", required=True, default=lambda self: self.env.company._hotel_today(), copy=False,
        help="Nothing before this day is planned (M6).",
    )  # fmt: skip
    model_id = fields.Many2one(
        "ir.model",
        "Starts from",
        required=True,
        ondelete="cascade",
        domain="[('transient', '=', False), ('abstract', '=', False)]",
        tracking=True,
    )
    model = fields.Char(related="model_id.model", string="Model name")
    date_field_id = fields.Many2one(
        "ir.model.fields",
        "Date",
        required=True,
        ondelete="cascade",
        domain="[('model_id', '=', model_id), ('ttype', 'in', ('date', 'datetime')), ('store', '=', True)]",
        tracking=True,
    )
    partner_field_id = fields.Many2one(
        "ir.model.fields",
        "Customer",
        ondelete="cascade",
        domain="[('model_id', '=', model_id), ('relation', '=', 'res.partner'), ('ttype', '=', 'many2one'), ('store', '=', True)]",
        help="Field with the customer. Empty: customers themselves, or all customers for an occasion.",
    )
    domain = fields.Char("Filter", default="[]", tracking=True, help="Which records start a callback.")
    after_rule_id = fields.Many2one(
        "hotel.callback.rule", "After the callback of", help="For rules that start from a callback: of which rule.", copy=False
    )
    earliest = fields.Integer("From", tracking=True, help="How long after the date at the earliest; negative: ahead of it.")
    latest = fields.Integer("To", tracking=True, help="How long after the date at the latest.")
    offset_unit = fields.Selection(UNITS, "Unit", required=True, default="day", tracking=True)
    grace = fields.Integer("Days of grace", help="Days that the callback may be made later than To, for weekends and holidays.")
    repeat = fields.Integer("Again every", default=0, tracking=True, help="0: once.")
    repeat_unit = fields.Selection(
        [("day", "days"), ("week", "weeks"), ("month", "months")], "Unit of repetition", required=True, default="month"
    )
    repeat_times = fields.Integer("Times at most", help="0: without end.")
    end_field_id = fields.Many2one(
        "ir.model.fields",
        "Until",
        ondelete="cascade",
        domain="[('model_id', '=', model_id), ('ttype', '=', 'date'), ('store', '=', True)]",
        help="Date of the record after which nothing is planned any more, for example the end of an agreement.",
    )
    way = fields.Selection(WAYS, required=True, default="phone", tracking=True)
    owner_mode = fields.Selection(
        [
            ("caller", "Responsible caller"),
            ("field", "Person on the record"),
            ("class", "Who calls the class"),
            ("user", "This person"),
        ],
        "Made by",
        required=True,
        default="caller",
        tracking=True,
    )
    owner_field_id = fields.Many2one(
        "ir.model.fields",
        "Field with the person",
        ondelete="cascade",
        domain="[('model_id', '=', model_id), ('relation', '=', 'res.users'), ('ttype', '=', 'many2one'), ('store', '=', True)]",
    )
    user_id = fields.Many2one("res.users", "Person", domain="[('share', '=', False)]", tracking=True)
    script_id = fields.Many2one("survey.survey", ondelete="restrict", help="Questions to ask; the survey's own form.")
    class_ids = fields.Many2many("hotel.customer.class", string="Classes", help="Empty: customers of every class and of none.")
    priority = fields.Selection([("0", "Normal"), ("1", "High"), ("2", "Very high")], default="0", required=True)
    routine = fields.Boolean(
        default=True, help="Waits while a complaint is open, and keeps to the frequency of the class. Not for calls about a complaint."
    )
    own_rhythm = fields.Boolean(
        "Own rhythm", help="Keeps its own repetition: the frequency of the class does not hold it back (still one call a day)."
    )
    named = fields.Boolean("Named occasion", help="Reaches customers introduced by leadership too (I4).")
    planned_count = fields.Integer("Planned", compute="_compute_planned_count")
    left_out_count = fields.Integer("Left out", compute="_compute_planned_count")
    gathered_run_id = fields.Many2one("hotel.callback.run", readonly=True, copy=False, ondelete="set null")
    refused = fields.Char("Not planned because", readonly=True, copy=False)

    _server_fields = frozenset({"state", "gathered_run_id", "refused"})

    _span = models.Constraint("CHECK (earliest <= latest)", "A callback is due (To) on or after its first day (From).")
    _repeat_positive = models.Constraint(
        "CHECK (repeat >= 0 AND repeat_times >= 0 AND grace >= 0)", "Repetitions and days of grace are positive numbers."
    )
    _template_of_regulation = models.Constraint(
        "CHECK (NOT template OR regulation_id IS NOT NULL)", "A template rule belongs to a regulation."
    )

    def _compute_planned_count(self):
        counts = {
            (rule, state): count
            for rule, state, count in self.env["hotel.callback.topic"]._read_group(
                [("rule_id", "in", self.ids), ("state", "in", ("planned", "left_out"))], ["rule_id", "state"], ["__count"]
            )
        }
        for rule in self:
            rule.planned_count = counts.get((rule, "planned"), 0)
            rule.left_out_count = counts.get((rule, "left_out"), 0)

    @api.constrains("model_id", "date_field_id", "partner_field_id", "owner_field_id", "end_field_id", "domain", "owner_mode", "user_id")
    def _check_rule(self):
        for rule in self:
            problems = rule._get_problems()
            if problems:
                raise ValidationError("\n".join(problems))

    @api.onchange("model_id")
    def _onchange_model_id(self):
        for rule in self:
            fields_ = rule.model_id.sudo().field_id
            if rule.date_field_id.model_id != rule.model_id:
                rule.date_field_id = False
                rule.end_field_id = False
                rule.owner_field_id = False
                rule.domain = "[]"
                rule.partner_field_id = fields_.filtered(
                    lambda field: field.name == "partner_id" and field.relation == "res.partner" and field.store
                )

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules._check_readable()
        return rules

    def write(self, vals):
        result = super().write(vals)
        if {"model_id", "domain", "date_field_id", "owner_field_id", "partner_field_id", "end_field_id"} & vals.keys():
            self._check_readable()
        if PLANS & vals.keys():
            live = self.filtered(lambda rule: rule.state == "on")
            live._check_amount()
            live._unplan()
            live._plan_soon()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        used = self.env["hotel.callback.topic"].sudo()._read_group(
            [("rule_id", "in", self.ids), ("state", "not in", ("new", "planned", "left_out"))], ["rule_id"]
        )
        if used:
            raise UserError(
                self.env._(
                    "Callbacks were made by these rules, so they stay on record: %(rules)s. Switch them off instead.",
                    rules=", ".join(rule.name for (rule,) in used),
                )
            )
        self.sudo()._unplan()

    # ------------------------------------------------------------------ actions

    def action_switch_on(self):
        """Let the rules plan from now on.

        :raise UserError: for a template, or telling how much a rule would plan when that is more than allowed
        """
        self.check_access("write")
        templates = self.filtered("template")
        if templates:
            raise UserError(
                self.env._("%s belongs to a template: switch the regulation on, and change the rule that it makes.", templates[0].name)
            )
        self._check_amount()
        self.sudo().write({"state": "on", "refused": False})
        self._plan_soon()
        return True

    def action_switch_off(self):
        """Stop planning; what is planned by these rules alone and not done yet is taken back."""
        self.check_access("write")
        self.sudo().write({"state": "off", "refused": False})
        self.sudo()._unplan()
        return True

    def action_preview(self):
        """Open what the rule would plan in the next 90 days."""
        self.ensure_one()
        preview = self.env["hotel.callback.preview"].create({"rule_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Preview: %s", self.name),
            "res_model": "hotel.callback.preview",
            "res_id": preview.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_open_planned(self):
        """List the callbacks that the rule planned."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "hotel.callback",
            "view_mode": "list,calendar,form",
            "domain": [("topic_ids.rule_id", "=", self.id), ("state", "=", "planned")],
        }

    def action_open_left_out(self):
        """List whom the rule left out, and why."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Left out: %s", self.name),
            "res_model": "hotel.callback.topic",
            "view_mode": "list,pivot",
            "domain": [("rule_id", "=", self.id), ("state", "=", "left_out")],
        }

    # ------------------------------------------------------------------ private

    def _get_problems(self):
        """Return everything that is wrong with how the rule is put together, as sentences."""
        self.ensure_one()
        problems = []
        rule = self.sudo()
        for field, label in (
            (rule.date_field_id, self.env._("date")),
            (rule.partner_field_id, self.env._("customer")),
            (rule.owner_field_id, self.env._("person")),
            (rule.end_field_id, self.env._("end")),
        ):
            if field and field.model_id != rule.model_id:
                problems.append(
                    self.env._(
                        "%(rule)s: the field for the %(what)s (%(field)s) is not a field of %(model)s.",
                        rule=rule.name,
                        what=label,
                        field=field.field_description,
                        model=rule.model_id.name,
                    )
                )
            elif field and not field.store:
                problems.append(
                    self.env._("%(rule)s: %(field)s is computed and not stored, it cannot be searched.", rule=rule.name, field=field.field_description)
                )
        if rule.model not in self.env or self.env[rule.model]._abstract or self.env[rule.model]._transient:
            problems.append(self.env._("%(rule)s: %(model)s keeps no records to start from.", rule=rule.name, model=rule.model))
        else:
            try:
                Domain(ast.literal_eval(rule.domain or "[]")).validate(self.env[rule.model])
            except (ValueError, SyntaxError, TypeError) as error:
                problems.append(self.env._("%(rule)s: the filter is not understood: %(error)s", rule=rule.name, error=error))
        if rule.owner_mode == "field" and not rule.owner_field_id:
            problems.append(self.env._("%s: name the field with the person who makes the callback.", rule.name))
        if rule.owner_mode == "user" and not rule.user_id:
            problems.append(self.env._("%s: name the person who makes the callback.", rule.name))
        if not rule.partner_field_id and rule.model not in ("res.partner", "hotel.callback.occasion"):
            problems.append(self.env._("%(rule)s: name the field of %(model)s with the customer.", rule=rule.name, model=rule.model_id.name))
        return problems

    def _check_readable(self):
        """A rule reads in superuser mode when it plans: who makes it must be able to read what it starts from."""
        if self.env.su:
            return
        for rule in self:
            model = self.env[rule.sudo().model]
            model.check_access("read")
            model.search(Domain(ast.literal_eval(rule.domain or "[]")), limit=1)
            for field in (rule.date_field_id, rule.partner_field_id, rule.owner_field_id, rule.end_field_id):
                if field:
                    model._check_field_access(model._fields[field.sudo().name], "read")

    def _check_amount(self):
        """I2: tell before it is done that a rule would plan more than the hotel allows, and refuse."""
        problems = []
        for rule in self:
            limit = (rule.company_id or self.env.company).sudo().hotel_callback_limit
            count = rule.sudo()._count_due(PREVIEW_DAYS)
            if count > limit:
                problems.append(
                    self.env._(
                        "%(rule)s would plan %(count)s callbacks in the next %(days)s days, more than the %(limit)s allowed for one "
                        "rule. Narrow its filter or classes, or raise the limit in the settings.",
                        rule=rule.name,
                        count=count,
                        days=PREVIEW_DAYS,
                        limit=limit,
                    )
                )
        if problems:
            raise UserError("\n".join(problems))

    def _plan_soon(self):
        """Have the callbacks planned in the background."""
        for company in self.company_id:
            self.env["hotel.callback.run"].sudo()._start_for(company)

    def _unplan(self):
        """Take back what the rules planned and nobody has begun to do (superuser mode)."""
        self.env["hotel.callback.topic"].sudo()._take_back([("rule_id", "in", self.ids)])
