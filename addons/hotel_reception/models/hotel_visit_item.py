from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_datetime, format_time

from ..rules.visit_told import overlaps

KINDS = [
    ("pickup", "Pick-up"),
    ("welcome", "Welcome"),
    ("room", "Room"),
    ("meal", "Meal"),
    ("meeting", "Meeting"),
    ("tour", "Tour"),
    ("gift", "Gifts"),
    ("return", "Return"),
    ("other", "Other"),
]
#: What the people concerned are told of; a change of anything else tells nobody.
TOLD_FIELDS = frozenset(
    {"kind", "name", "start", "end", "place_id", "transport", "transport_number", "station", "vehicle", "driver_id", "responsible_id", "task"}
)


class HotelVisitItem(models.Model):
    """One step of a visit: what, when, where, who sees to it, who drives (K4)."""

    _name = "hotel.visit.item"
    _description = "Step of an Itinerary"
    _inherit = ["hotel.protected.mixin", "hotel.visit.part.mixin", "mail.activity.mixin"]
    _order = "visit_id, start, id"
    _check_company_auto = True
    _server_fields = frozenset({"done_at", "done_by_id"})

    visit_id = fields.Many2one("hotel.visit", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="visit_id.company_id", store=True, index=True, precompute=True)
    visit_state = fields.Selection(related="visit_id.state", string="State of the visit")
    kind = fields.Selection(KINDS, required=True, default="meeting")
    name = fields.Char("What", required=True)
    start = fields.Datetime(required=True, index=True)
    end = fields.Datetime(required=True)
    place_id = fields.Many2one("hotel.visit.place", "Where", ondelete="restrict", check_company=True)
    responsible_id = fields.Many2one("hr.employee", "Sees to it", ondelete="restrict", check_company=True, index=True)
    task = fields.Text("What has to be done")
    transport = fields.Selection([("flight", "Flight"), ("train", "Train"), ("car", "Own car"), ("other", "Other")], "Comes or goes by")
    transport_number = fields.Char("Flight or train number")
    station = fields.Char("Airport or station")
    driver_id = fields.Many2one("hr.employee", ondelete="restrict", check_company=True, index="btree_not_null")
    vehicle = fields.Char(help="Car and number plate.")
    for_guests = fields.Boolean("On the guests' programme", default=True)
    done_at = fields.Datetime("Done", readonly=True, copy=False)
    done_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    done = fields.Boolean("Is done", compute="_compute_done")
    conflict = fields.Char("Mind", compute="_compute_conflict", help="Somebody, a car or a place is planned twice, or the step lies outside the visit.")

    _times = models.Constraint('CHECK ("end" >= start)', "A step ends after it begins.")

    @api.depends("done_at")
    def _compute_done(self):
        for item in self:
            item.done = bool(item.done_at)

    @api.depends("start", "end", "responsible_id", "driver_id", "vehicle", "place_id", "visit_id.arrival", "visit_id.departure")
    @api.depends_context("lang")
    def _compute_conflict(self):
        """K4: find who or what is planned twice, also on other visits that are on."""
        items = self.filtered(lambda item: item.start and item.end and item._origin)
        near = items
        if items:
            near |= self.sudo().search(
                Domain("company_id", "in", items.company_id.ids)
                & Domain("start", "<", max(items.mapped("end")))
                & Domain("end", ">", min(items.mapped("start")))
                & Domain("visit_id.state", "in", ("request", "planned", "running")),
                limit=2000,
            ).sudo(False)
        texts = {}
        sentences = {
            "responsible_id": self.env._("%s is needed twice at this time"),
            "driver_id": self.env._("%s drives twice at this time"),
            "vehicle": self.env._("%s is planned twice at this time"),
            "place_id": self.env._("%s is taken twice at this time"),
        }
        for name, sentence in sentences.items():
            spans = [(item[name], item.start, item.end, item.id) for item in near.sudo() if item[name]]
            for key in overlaps(spans):
                value = self.sudo().browse(key)[name]
                texts.setdefault(key, []).append(sentence % (value if name == "vehicle" else value.display_name))
        for item in self:
            lines = texts.get(item._origin.id, [])
            visit = item.visit_id
            inside = item.kind not in ("pickup", "return") and item.start and item.end and visit.arrival and visit.departure
            if inside and (item.end < visit.arrival or item.start > visit.departure):
                lines = [*lines, self.env._("outside the visit")]
            item.conflict = "; ".join(lines) or False

    @api.depends("name", "visit_id.firm")
    def _compute_display_name(self):
        for item in self:
            item.display_name = f"{item.name or ''} - {item.sudo().visit_id.firm or ''}".strip(" -")

    @api.model_create_multi
    def create(self, vals_list):
        items = super().create(vals_list)
        items._check_visit_open()
        items._check_restricted()
        items.visit_id.sudo()._tell(items)
        return items

    def write(self, vals):
        if not self.env.su:
            self._check_visit_open()
        result = super().write(vals)
        if "place_id" in vals:
            self._check_restricted()
        if TOLD_FIELDS & vals.keys():
            self.visit_id.sudo()._tell(self)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_open_steps(self):
        """K4, M2: a step that is done stays on record, and so does the itinerary of a visit that is over."""
        self._check_visit_open()
        if done := self.filtered("done"):
            raise UserError(self.env._("%(items)s: done, so it stays on record.", items=", ".join(done.mapped("display_name"))))

    def unlink(self):
        """K4: who was told of a step is told that it is dropped."""
        self.visit_id.sudo()._tell_dropped(self)
        return super().unlink()

    def action_done(self):
        """K4: note that the step is done; who sees to it, drives, hosts or prepares the visit can."""
        for item in self:
            item_sudo = item.sudo()
            people = (item_sudo.responsible_id | item_sudo.driver_id | item_sudo.visit_id._visit_hosts()).user_id | item_sudo.visit_id.user_id
            if self.env.user not in people:
                item.check_access("write")
            if item_sudo.visit_id.state not in ("planned", "running", "returned"):
                raise UserError(self.env._("%(item)s: the visit is not on.", item=item.display_name))
            if not item_sudo.done_at:
                item_sudo.write({"done_at": fields.Datetime.now(), "done_by_id": self.env.uid})
        self.sudo().activity_unlink(["hotel_reception.mail_activity_visit"])
        return True

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Do nothing: a step carries activities, but has no followers."""
        return True

    def _check_visit_open(self):
        closed = self.visit_id.filtered(lambda visit: visit.state in ("returned", "closed", "cancelled"))
        if closed:
            raise UserError(self.env._("%(visits)s: over, its itinerary stays as it was.", visits=", ".join(closed.mapped("display_name"))))

    def _check_restricted(self):
        """K1: a place closed to visitors is approved with the request; afterwards only one that was."""
        for item in self:
            visit = item.visit_id
            if item.place_id.sudo().restricted and visit.sudo()._approval_is_locked():
                known = visit.sudo().approval_places_ids
                if item.place_id.sudo() not in known:
                    raise ValidationError(
                        self.env._(
                            "%(place)s is closed to visitors and was not in the request %(visit)s. Make a new request that names it.",
                            place=item.place_id.name,
                            visit=visit.display_name,
                        )
                    )

    def _get_told_text(self, user, role):
        """Return what `user` has to know of the step, in the user's language (superuser mode)."""
        self.ensure_one()
        env = self.with_context(lang=user.lang).env
        item = self.with_env(env)
        company = item.company_id
        lines = [
            env._("You drive.") if role == "driver" else env._("You see to it."),
            env._(
                "%(what)s, %(start)s to %(end)s",
                what=item.name,
                start=format_datetime(env, item.start, tz=company.hotel_tz, dt_format="short"),
                end=format_datetime(env, item.end, tz=company.hotel_tz, dt_format="short"),
            ),
            env._("Guests: %(count)s of %(firm)s", count=item.visit_id.guest_count, firm=item.visit_id.firm),
        ]
        if item.place_id:
            lines.append(env._("Where: %(place)s", place=item.place_id.name))
        if item.transport or item.transport_number or item.station:
            transport = dict(item._fields["transport"]._description_selection(env)).get(item.transport)
            lines.append(" ".join(filter(None, (transport, item.transport_number, item.station))))
        if item.driver_id and role != "driver":
            lines.append(env._("Driver: %(driver)s", driver=item.driver_id.name))
        if item.responsible_id and role != "responsible":
            lines.append(env._("Sees to it: %(person)s", person=item.responsible_id.name))
        if item.vehicle:
            lines.append(env._("Car: %(car)s", car=item.vehicle))
        if item.task:
            lines.append(item.task)
        return "\n".join(lines)

    def _local_time(self, instant):
        """Return the hour of a naive UTC instant in the hotel."""
        return format_time(self.env, instant, tz=self.company_id.sudo().hotel_tz, time_format="HH:mm")
