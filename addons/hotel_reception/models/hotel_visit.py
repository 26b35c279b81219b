from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.hotel_base.models.hotel_approval_mixin import STATES

VISIT_STATES = [
    ("request", "Request"),
    ("planned", "Planned"),
    ("running", "In the house"),
    ("returned", "Returned"),
    ("closed", "Closed"),
    ("cancelled", "Cancelled"),
]


class HotelVisit(models.Model):
    """A reception: who comes, why, when, at which level, hosted by whom, at what cost (K1).

    The request is approved by the department head, at the VIP level and above the standards by the GM too. What was
    approved is locked; the itinerary, which tells people what to do, moves on with life (K4).
    """

    _name = "hotel.visit"
    _description = "Reception of Guests"
    _inherit = ["hotel.approval.mixin", "hotel.numbered.mixin"]
    _mail_post_access = "read"
    _order = "arrival desc, id desc"
    _check_company_auto = True

    _server_fields = frozenset(
        {
            "name", "state", "returned_at", "cancel_reason", "thanked_at", "thanked_by_id", "thanks_way", "thanks_note",
        }
    )  # fmt: skip

    # Repeated so that the labels are this addon's own records, which its translation reaches.
    approval_state = fields.Selection(STATES)
    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    state = fields.Selection(VISIT_STATES, required=True, readonly=True, default="request", copy=False, index=True, group_expand=True)
    company_id = fields.Many2one("res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict")
    currency_id = fields.Many2one(related="company_id.currency_id", store=True, precompute=True)
    user_id = fields.Many2one(
        "res.users", "Prepared by", required=True, default=lambda self: self.env.user, ondelete="restrict", index=True, tracking=True
    )
    firm = fields.Char(required=True, tracking=True, help="Where the guests come from.")
    partner_id = fields.Many2one("res.partner", "Customer", index="btree_not_null", ondelete="restrict", check_company=True)
    kind_id = fields.Many2one("hotel.visitor.kind", "Come as", ondelete="restrict", check_company=True)
    purpose = fields.Text(required=True)
    arrival = fields.Datetime(required=True, index=True, tracking=True)
    departure = fields.Datetime(required=True, tracking=True)
    nights = fields.Integer(compute="_compute_nights")
    level_id = fields.Many2one(
        "hotel.visit.level", required=True, ondelete="restrict", index=True, check_company=True, tracking=True
    )
    level_code = fields.Selection(related="level_id.code", string="Level class", store=True, index=True)
    host_id = fields.Many2one("hr.employee", required=True, index=True, ondelete="restrict", check_company=True, tracking=True)
    delegate_id = fields.Many2one("hr.employee", "Host's delegate", ondelete="restrict", check_company=True, help="Hosts while the host is away.")
    # hr.employee itself is linked by human resources alone
    cohost_ids = fields.Many2many("hr.employee.public", "hotel_visit_cohost_rel", "visit_id", "employee_id", "Other hosts", check_company=True)
    department_id = fields.Many2one(
        "hr.department", "Hosting department", compute="_compute_department", store=True, index=True, help="K8: the cost goes to it."
    )
    head_id = fields.Many2one("res.users", "Department head", compute="_compute_department", store=True)
    guest_ids = fields.One2many("hotel.visit.guest", "visit_id", "Guests", copy=True)
    guest_count = fields.Integer("Number of guests", compute="_compute_guest_count", store=True)
    item_ids = fields.One2many("hotel.visit.item", "visit_id", "Itinerary", copy=False)
    notice_ids = fields.One2many("hotel.visit.notice", "visit_id", "Told", readonly=True)
    entry_ids = fields.One2many("hotel.visitor.entry", "visit_id", "At the door", readonly=True)
    lead_id = fields.Many2one("crm.lead", "About opportunity", ondelete="set null", index="btree_not_null", check_company=True)
    note = fields.Html("Notes for the staff")
    cancel_reason = fields.Char("Why cancelled", readonly=True, copy=False)
    returned_at = fields.Datetime("Guests left", readonly=True, copy=False)
    in_house = fields.Integer("Guests in the house", compute="_compute_in_house")

    _dates = models.Constraint("CHECK (departure > arrival)", "The departure lies after the arrival.")
    _running = models.Index("(company_id, arrival) WHERE state IN ('planned', 'running')")

    @api.depends("arrival", "departure", "company_id")
    def _compute_nights(self):
        for visit in self:
            visit.nights = visit._count_nights(visit.arrival, visit.departure) if visit.arrival and visit.departure else 0

    def _count_nights(self, arrival, departure):
        """Return the nights between two naive UTC instants, by the hotel's own dates."""
        company = self.company_id or self.env.company
        return max((company._hotel_local(departure).date() - company._hotel_local(arrival).date()).days, 0)

    @api.depends("host_id")
    def _compute_department(self):
        """K8: the department on the day of the request; a later move of the host does not move the cost."""
        for visit in self:
            department_sudo = visit.host_id.sudo().department_id
            visit.department_id = department_sudo.id
            visit.head_id = department_sudo.manager_id.user_id.id

    @api.depends("guest_ids")
    def _compute_guest_count(self):
        for visit in self:
            visit.guest_count = len(visit.guest_ids)

    def _compute_in_house(self):
        counts = dict(
            self.env["hotel.visitor.entry"].sudo()._read_group(
                [("visit_id", "in", self.ids), ("state", "=", "here")], ["visit_id"], ["__count"]
            )
        )
        for visit in self:
            visit.in_house = counts.get(visit._origin.sudo(), 0)

    @api.depends("name", "firm")
    def _compute_display_name(self):
        for visit in self:
            visit.display_name = f"{visit.name} {visit.firm or ''}".strip()

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        if self.partner_id:
            self.firm = self.partner_id.commercial_partner_id.name

    @api.onchange("kind_id", "company_id")
    def _onchange_kind_id(self):
        """K2: the kind of guest decides the level that is proposed."""
        if self.kind_id and self.company_id:
            self.level_id = self.env["hotel.visit.level"]._get_in_force(
                self.company_id, self.company_id._hotel_today(), self.kind_id.level_code
            )

    @api.constrains("arrival", "departure")
    def _check_length(self):
        """A visit of years is a slip of the pen, and would allow rooms for years."""
        for visit in self:
            if visit.departure - visit.arrival > timedelta(days=366):
                raise ValidationError(self.env._("%(visit)s lasts more than a year. Correct arrival or departure.", visit=visit.display_name))

    @api.model
    def default_get(self, fields_list):
        defaults = super().default_get(fields_list)
        if "host_id" in fields_list and not defaults.get("host_id"):
            defaults["host_id"] = self.env.user.employee_id.id
        if "level_id" in fields_list and not defaults.get("level_id"):
            company = self.env.company
            defaults["level_id"] = self.env["hotel.visit.level"]._get_in_force(company, company._hotel_today(), "normal").id
        return defaults

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_running(self):
        """M2: what was told to people or let in at the door stays."""
        kept = self.filtered(lambda visit: visit.state != "request")
        if kept:
            raise UserError(self.env._("%(visits)s: kept on record. Cancel it instead.", visits=", ".join(kept.mapped("display_name"))))

    def _visit_hosts(self):
        """Return all hosts, the main one first."""
        return self.host_id | self.env["hr.employee"].browse(self.cohost_ids.ids)
