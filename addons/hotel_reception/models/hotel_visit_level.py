from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

CODES = [("vip", "VIP"), ("high", "High"), ("normal", "Normal"), ("low", "Low"), ("refused", "Refused")]


class HotelVisitLevel(models.Model):
    """A level of reception with its standards of cost, from a day on (K2, K3, M6).

    A level that a visit was submitted under does not change; a change is a new version with a start date of its own.
    """

    _name = "hotel.visit.level"
    _description = "Level of Reception"
    _inherit = ["hotel.versioned.mixin", "mail.thread"]
    _order = "code_order, date_from desc, id desc"
    _check_company_auto = True

    #: What may change after the level was used: words, and whether it is offered.
    _free_once_used = frozenset({"name", "description", "welcome", "active", "review_id", "used"})

    name = fields.Char(required=True, translate=True)
    code = fields.Selection(CODES, "Level", required=True, default="normal", index=True)
    code_order = fields.Integer(compute="_compute_code_order", store=True)
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        index=True,
        help="Empty: for all companies that have no level of their own.",
    )
    currency_id = fields.Many2one("res.currency", required=True, default=lambda self: self.env.company.currency_id)
    date_from = fields.Date("In force from", required=True, default=fields.Date.context_today, tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    description = fields.Text("Who is received so", translate=True)
    welcome = fields.Text("How they are received", translate=True, help="Place, drinks, company on the way.")
    gm_approves = fields.Boolean("The GM approves", help="K1: a visit at this level needs the GM besides the department head.")
    host_rank_id = fields.Many2one("hotel.visit.rank", "Hosts at least", ondelete="restrict", help="K3: the rank that each host has at least.")
    host_relation = fields.Selection(
        [("any", "Any rank"), ("equal", "Not below the highest guest"), ("above", "Above the highest guest")],
        "Hosts and guests",
        required=True,
        default="any",
    )
    host_max = fields.Integer("Hosts at most", help="K3: never more than there are guests; 0: as many as guests.")
    host_employee_ids = fields.Many2many(
        "hr.employee.public", string="May host", help="K2: empty means everybody of the rank."
    )
    free_banquets = fields.Integer("Banquets without approval", default=1, help="K8: one more needs the GM's approval.")
    standard_ids = fields.One2many("hotel.visit.standard", "level_id", "Standards", copy=True)
    review_id = fields.Many2one("hotel.policy.review", "Yearly review", readonly=True, copy=True, help="M7")
    used = fields.Boolean(compute="_compute_used", help="M6: visits were submitted at this level; make a new version to change it.")

    _one_a_day = models.UniqueIndex(
        "(code, COALESCE(company_id, 0), date_from) WHERE active",
        "There is already a version of this level for this company from that day on.",
    )
    _counts = models.Constraint(
        "CHECK (host_max >= 0 AND free_banquets >= 0)", "Numbers of hosts and banquets cannot be negative."
    )

    @api.depends("code")
    def _compute_code_order(self):
        order = [code for code, _label in CODES]
        for level in self:
            level.code_order = order.index(level.code) if level.code in order else len(order)

    def _compute_used(self):
        visits = self.env["hotel.visit"].sudo()._read_group(
            Domain("level_id", "in", self.ids) & Domain("approval_round", ">", 0), ["level_id"]
        )
        used = {level.id for (level,) in visits}
        for level in self:
            level.used = level.id in used

    @api.depends("name", "date_from")
    def _compute_display_name(self):
        for level in self:
            level.display_name = level.name or dict(self._fields["code"]._description_selection(self.env)).get(level.code, "")

    @api.model_create_multi
    def create(self, vals_list):
        levels = super().create(vals_list)
        levels._ensure_review()
        return levels

    def write(self, vals):
        if set(vals) - self._free_once_used - {"standard_ids"}:
            self._check_unused()
        return super().write(vals)

    def action_open_review(self):
        """M7: open the yearly review of the levels."""
        self.ensure_one()
        return {"type": "ir.actions.act_window", "res_model": "hotel.policy.review", "res_id": self.review_id.id, "view_mode": "form"}

    def _check_unused(self):
        """M6: raise a UserError naming the levels of `self` at which visits were already submitted."""
        used = self.filtered("used")
        if used:
            raise UserError(
                self.env._(
                    "Visits were already submitted at %(levels)s, so it stays as it is. "
                    "Make a new version with its own start date instead.",
                    levels=", ".join(used.mapped("display_name")),
                )
            )

    def _ensure_review(self):
        """M7: the levels of a company are reviewed once a year, by one review of the company."""
        reviews_sudo = self.env["hotel.policy.review"].sudo()
        for company, levels in self.filtered(lambda level: not level.review_id).grouped("company_id").items():
            review_sudo = self.sudo().with_context(active_test=False).search(
                [("company_id", "=", company.id), ("review_id", "!=", False)], limit=1
            ).review_id
            home = company or self.env.company
            levels.sudo().review_id = review_sudo or reviews_sudo.create(
                {
                    "name": self.env._("Levels of reception and their standards of cost"),
                    "company_id": home.id,
                    "owner_id": (home.sudo().hotel_gm_id or self.env.user).id,
                    "description": self.env._(
                        "Do the amounts still buy what they are meant for? Who hosts whom? Look at planned against actual of the year."
                    ),
                    "next_review": home.sudo()._hotel_today() + relativedelta(years=1),
                }
            )

    @api.model
    def _get_in_force(self, company, day, code=None):
        """M6: return the levels in force on `day` in `company`, one a code: a company's own before a common one, then the
        newest."""
        domain = Domain("company_id", "in", [False, company.id]) & Domain("date_from", "<=", day) & Domain("active", "=", True)
        if code:
            domain &= Domain("code", "=", code)
        levels = self.search(domain).sorted(lambda level: (bool(level.company_id), level.date_from, level.id), reverse=True)
        first = {}
        for level in levels:
            first.setdefault(level.code, level)
        return self.browse().concat(*first.values()).sorted("code_order")
