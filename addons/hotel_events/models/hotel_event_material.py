from datetime import datetime, time

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import float_round, format_date

from ..rules import event_material as rule

KINDS = [("material", "Material"), ("gift", "Gift"), ("prize", "Prize"), ("rental", "Rental")]

#: Clock of what has to be in the house by a day.
CLOCK = "event_material"


class HotelEventMaterial(models.Model):
    """Something that an event needs: planned, received, given, returned, and what it costs (H11).

    What came and went are rows of their own that nobody changes; the figures here are their sums, and the database keeps
    them possible: never is more given or sent back than has come.
    """

    _name = "hotel.event.material"
    _description = "Material of an Event"
    _inherit = ["hotel.event.templated.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "event_id, kind, sequence, id"
    _check_company_auto = True

    _server_fields = frozenset({"move_ids", "received", "given", "returned"})

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    event_id = fields.Many2one("event.event", required=True, index=True, ondelete="cascade", check_company=True)
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    kind = fields.Selection(KINDS, required=True, default="material", tracking=True)
    template_id = fields.Many2one("hotel.event.kind.material", "From the template", readonly=True, ondelete="set null", index="btree_not_null")
    product_id = fields.Many2one("product.product", ondelete="restrict", check_company=True)
    supplier_id = fields.Many2one("res.partner", ondelete="restrict")
    responsible_id = fields.Many2one(
        "res.users",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        ondelete="restrict",
        index="btree_not_null",
        tracking=True,
    )
    due_date = fields.Date("There by", tracking=True, help="The day by which it has to be in the house; it moves with the event.")
    planned = fields.Float(digits=(12, 2), required=True, default=1.0, tracking=True)
    unit = fields.Char(translate=True, default=lambda self: self.env._("pcs"))
    unit_cost = fields.Monetary("Cost of one")
    planned_cost = fields.Monetary(compute="_compute_planned_cost", store=True)
    move_ids = fields.One2many("hotel.event.material.move", "material_id", "What came and went", readonly=True)
    received = fields.Float(digits=(12, 2), readonly=True, copy=False)
    given = fields.Float(digits=(12, 2), readonly=True, copy=False)
    returned = fields.Float(digits=(12, 2), readonly=True, copy=False)
    on_hand = fields.Float(digits=(12, 2), compute="_compute_on_hand", store=True, help="In the house and free.")
    to_come = fields.Float(digits=(12, 2), compute="_compute_on_hand", store=True)
    cost = fields.Monetary(compute="_compute_cost", store=True, help="Of what was kept; a rental is paid for all that came.")
    state = fields.Selection(
        [("expected", "Expected"), ("partial", "Partly here"), ("here", "Here"), ("over", "Cleared")],
        compute="_compute_state",
        store=True,
        index=True,
    )
    at_check_point = fields.Boolean(
        "Given at the gift desk", help="Who scans guests at the gift desk counts these; one gift of an event can be."
    )
    scanned = fields.Integer("Scanned at the gift desk", compute="_compute_scanned")
    late = fields.Boolean(compute="_compute_late", search="_search_late")
    note = fields.Text("Remarks")

    _given_was_received = models.Constraint("CHECK (given <= received)", "No more can be given than has come.")
    _returned_was_there = models.Constraint(
        "CHECK (returned <= received AND (kind = 'rental' OR given + returned <= received))",
        "No more can be sent back than is left.",
    )
    _not_negative = models.Constraint(
        "CHECK (planned >= 0 AND received >= 0 AND given >= 0 AND returned >= 0 AND COALESCE(unit_cost, 0) >= 0)",
        "Numbers and cost of a material are 0 or more.",
    )
    _one_at_the_gift_desk = models.UniqueIndex(
        "(event_id) WHERE at_check_point", "Another gift of the event is given at the gift desk already."
    )
    _gift_desk_gives_gifts = models.Constraint(
        "CHECK (at_check_point IS NOT TRUE OR kind = 'gift')", "Only a gift is given at the gift desk."
    )
    _unique_template = models.UniqueIndex("(event_id, template_id) WHERE template_id IS NOT NULL")

    @api.depends_context("company")
    @api.depends("event_id.company_id")
    def _compute_currency_id(self):
        for material in self:
            material.currency_id = (material.event_id.company_id or self.env.company).currency_id

    @api.depends("planned", "unit_cost")
    def _compute_planned_cost(self):
        for material in self:
            material.planned_cost = material.planned * material.unit_cost

    @api.depends("kind", "planned", "received", "given", "returned")
    def _compute_on_hand(self):
        for material in self:
            material.on_hand = rule.on_hand(material.kind, material.received, material.given, material.returned)
            material.to_come = rule.to_come(material.planned, material.received)

    @api.depends("kind", "unit_cost", "received", "returned")
    def _compute_cost(self):
        for material in self:
            material.cost = rule.cost(material.kind, material.unit_cost, material.received, material.returned)

    @api.depends("planned", "received", "given", "returned", "kind")
    def _compute_state(self):
        for material in self:
            left = rule.on_hand(material.kind, material.received, material.given, material.returned)
            if material.received and not float_round(left, 2):
                material.state = "over"
            elif material.received >= material.planned and material.received:
                material.state = "here"
            else:
                material.state = "partial" if material.received else "expected"

    def _compute_scanned(self):
        scans = self.filtered("at_check_point").event_id._hotel_count_gift_scans()
        for material in self:
            material.scanned = scans.get(material.event_id._origin, 0) if material.at_check_point else 0

    def _compute_late(self):
        late = set(self.env["hotel.clock"].sudo().search([*self._get_late_domain(), ("res_id", "in", self.ids)]).mapped("res_id"))
        for material in self:
            material.late = material.id in late

    def _search_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain("id", "in", self.env["hotel.clock"].sudo()._search(self._get_late_domain()).subselect("res_id"))
        wanted = {bool(each) for each in value}
        if wanted == {True, False}:
            return Domain.TRUE
        return late if True in wanted else ~late

    def _get_late_domain(self):
        """Return the domain of the clocks whose deadline is over while something is still to come."""
        return [("res_model", "=", self._name), ("kind", "=", CLOCK), ("stopped", "=", False), ("due", "<", fields.Datetime.now())]

    # ------------------------------------------------------------------ CRUD

    @api.model_create_multi
    def create(self, vals_list):
        materials = super().create(vals_list)
        materials._follow_deadline()
        return materials

    def write(self, vals):
        if "event_id" in vals and self.filtered(lambda material: material.event_id.id != vals["event_id"]):
            raise UserError(self.env._("A material stays with its event. Enter it anew on the other one."))
        result = super().write(vals)
        if vals.keys() & {"due_date", "responsible_id", "planned", "received", "name"}:
            self._follow_deadline()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_untouched_only(self):
        moved = self.filtered("move_ids")
        if moved:
            raise UserError(
                self.env._("%s: something came or went already, which is kept. Plan 0 instead.", ", ".join(moved.mapped("name")))
            )
        self.env["hotel.clock"].stop(self, CLOCK)

    # ------------------------------------------------------------------ what comes and goes

    def action_open_move(self):
        """Return the dialog in which something is received, given or returned; the context names which."""
        self.ensure_one()
        kind = self.env.context.get("move_kind", "received")
        quantity = {"received": self.to_come, "given": self.on_hand, "returned": self.on_hand}[kind]
        return {
            "type": "ir.actions.act_window",
            "name": {"received": self.env._("Receive"), "given": self.env._("Give"), "returned": self.env._("Send back")}[kind],
            "res_model": "hotel.event.material.move",
            "view_mode": "form",
            "target": "new",
            "context": {"default_material_id": self.id, "default_kind": kind, "default_quantity": max(quantity, 0) or 1},
        }

    def _count_moves(self):
        """Write the sums of what came and went, and refuse with words what the database would refuse without."""
        sums = {}
        for material, kind, quantity in self.env["hotel.event.material.move"]._read_group(
            [("material_id", "in", self.ids)], ["material_id", "kind"], ["quantity:sum"]
        ):
            sums.setdefault(material, {})[kind] = float_round(quantity, 2)
        errors = []
        for material in self:
            values = {"received": 0.0, "given": 0.0, "returned": 0.0, **sums.get(material, {})}
            found = rule.problems(material.kind, values["received"], values["given"] + material.scanned, values["returned"])
            errors += [material._get_problem_words(values)[code] for code in found]
            if not found:
                material.write(values)
        if errors:
            raise UserError("\n".join(errors))

    def _get_problem_words(self, values):
        words = {"name": self.name, "unit": self.unit or "", **{key: f"{value:g}" for key, value in values.items()}}
        return {
            "negative": self.env._("%(name)s: a sum would fall below 0. Correct the entry that is wrong instead.", **words),
            "given": self.env._(
                "%(name)s: %(given)s %(unit)s would be given, but %(received)s came. Enter what came first.", **words
            ),
            "returned": self.env._(
                "%(name)s: %(returned)s %(unit)s would be sent back and %(given)s given, but %(received)s came.", **words
            ),
        }

    # ------------------------------------------------------------------ deadlines

    def _get_due_instant(self):
        """Return the naive UTC end of the day by which it has to be there."""
        company = self.company_id or self.env.company
        return company._hotel_utc(datetime.combine(self.due_date, time(23, 59, 59)))

    def _follow_deadline(self):
        """Have a clock for what is still to come, with its responsible and day; stop it when all is here."""
        clock = self.env["hotel.clock"]
        running = {each.res_id: each for each in clock._get_running(self, CLOCK)}
        to_start, to_stop, to_move = [], self.browse(), {}
        for material in self:
            waits = bool(
                material.due_date and material.responsible_id and material.to_come and not material.event_id.hotel_is_off
            )
            known = running.get(material.id)
            if known and (not waits or known.owner_id != material.responsible_id):
                to_stop |= material
                known = None
            if waits and known:
                to_move[material.id] = material._get_due_instant()
            elif waits:
                to_start.append(
                    {
                        "record": material,
                        "kind": CLOCK,
                        "due": material._get_due_instant(),
                        "owner": material.responsible_id,
                        "name": self.env._("Material of an event is to be here"),
                    }
                )
        if to_stop:
            clock.stop(to_stop, CLOCK)
        to_move = {key: due for key, due in to_move.items() if running[key].due != due.replace(microsecond=0)}
        if to_move:
            clock.move(self.browse(to_move), CLOCK, to_move)
        if to_start:
            clock.start_many(to_start)

    def _move_due_dates(self, days):
        """The event was moved by so many days: what is still to come is due so much later or earlier.

        :return: list of sentences about what is due in the past now
        """
        impossible = []
        for material in self.filtered(lambda each: each.due_date and each.to_come):
            material.due_date = fields.Date.add(material.due_date, days=days)
            if material.due_date < (material.company_id or self.env.company)._hotel_today():
                impossible.append(
                    self.env._(
                        "Material %(name)s: it would have to be there by %(day)s, which is over. Choose a day with the supplier.",
                        name=material.name,
                        day=format_date(self.env, material.due_date),
                    )
                )
        return impossible
