from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import event_damage

#: What whoever notes the damage writes until the host has signed.
NOTED = frozenset({"event_id", "tariff_id", "quantity", "room_id", "note", "photo", "signature", "signed_by", "company_id"})


class HotelEventDamage(models.Model):
    """Damage done at an event: what, how much by the tariff, with a photo and the host's signature (H23).

    The price is the tariff's of that day; once signed nothing changes (M2), and it goes onto the event's bill.
    """

    _name = "hotel.event.damage"
    _description = "Damage Note"
    _inherit = ["hotel.protected.mixin", "hotel.numbered.mixin", "mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    _server_fields = frozenset(
        {"name", "state", "price", "noted_by_id", "noted_at", "signed_at", "sale_line_id", "waived_by_id", "waived_at"}
    )

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    event_id = fields.Many2one(
        "event.event", required=True, index=True, ondelete="restrict", domain="[('hotel_order_ids.state', 'in', ('issued', 'done'))]"
    )
    company_id = fields.Many2one(related="event_id.company_id", store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(related="event_id.hotel_order_ids.partner_id", string="Host")
    tariff_id = fields.Many2one(
        "hotel.damage.tariff", "What", required=True, ondelete="restrict", check_company=True, domain="[('price_ids', '!=', False)]"
    )
    unit = fields.Char(related="tariff_id.unit")
    quantity = fields.Float(required=True, default=1.0, digits=(12, 2))
    price = fields.Monetary(compute="_compute_price", store=True, precompute=True, help="By the tariff of the day it was noted.")
    amount = fields.Monetary(compute="_compute_amount", store=True, precompute=True)
    room_id = fields.Many2one("hotel.room", "Where", check_company=True, ondelete="restrict")
    note = fields.Text("What happened")
    photo = fields.Image(max_width=1600, max_height=1600, copy=False)
    state = fields.Selection(
        [("draft", "To sign"), ("signed", "Signed"), ("charged", "Charged"), ("waived", "Waived")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    noted_by_id = fields.Many2one(
        "res.users", "Noted by", readonly=True, required=True, copy=False, default=lambda self: self.env.user, ondelete="restrict"
    )
    noted_at = fields.Datetime("Noted", readonly=True, required=True, copy=False, default=fields.Datetime.now)
    signature = fields.Binary("Host's signature", attachment=True, copy=False)
    signed_by = fields.Char("Signed by", copy=False)
    signed_at = fields.Datetime("Signed", readonly=True, copy=False)
    sale_line_id = fields.Many2one("sale.order.line", "Charged on", readonly=True, copy=False, ondelete="restrict", index="btree_not_null")
    waive_reason = fields.Char("Waived because", copy=False)
    waived_by_id = fields.Many2one("res.users", "Waived by", readonly=True, copy=False, ondelete="restrict")
    waived_at = fields.Datetime("Waived", readonly=True, copy=False)

    _unique_name = models.UniqueIndex("(name) WHERE name <> '/'")
    _quantity_positive = models.Constraint("CHECK (quantity > 0)", "The quantity of a damage is above 0.")

    @api.depends("tariff_id")
    def _compute_price(self):
        """The tariff of the day counts; a price that changes later changes nothing here."""
        for damage in self:
            damage.price = (damage.tariff_id and damage.tariff_id._get_price(damage._get_day())) or 0.0

    @api.depends("price", "quantity")
    def _compute_amount(self):
        for damage in self:
            damage.amount = damage.price * damage.quantity

    @api.depends("name", "tariff_id.name")
    def _compute_display_name(self):
        for damage in self:
            damage.display_name = f"{damage.name} {damage.tariff_id.name or ''}".strip()

    @api.model_create_multi
    def create(self, vals_list):
        damages = super().create(vals_list)
        damages._check_event()
        return damages

    def write(self, vals):
        locked = self.filtered(lambda damage: damage.state != "draft")
        if locked and not self.env.su and NOTED & vals.keys():
            raise UserError(
                self.env._("%s was signed: it stays as it is (M2). Note another one.", ", ".join(locked.mapped("name")))
            )
        if "waive_reason" in vals and not self.env.su:
            self._check_may_waive()
            self._check_unwaived()
        result = super().write(vals)
        if "event_id" in vals:
            self._check_event()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts_only(self):
        if kept := self.filtered(lambda damage: damage.state != "draft"):
            raise UserError(self.env._("Signed damage notes are kept: %s.", ", ".join(kept.mapped("name"))))

    # ------------------------------------------------------------------ actions

    def action_sign(self):
        """H23: the host has signed: from here on nothing changes, and the amount goes onto the event's order.

        :raise UserError: all that is missing at once
        """
        self.ensure_one()
        self.check_access("write")
        self.lock_for_update()
        if self.state != "draft":
            raise UserError(self.env._("%s is signed already.", self.name))
        words = {
            "photo": self.env._("Photo: take one of the damage."),
            "signature": self.env._("Signature: let the host sign."),
            "signed_by": self.env._("Signed by: enter the name of who signs."),
            "quantity": self.env._("Quantity: enter a number above 0."),
            "price": self.env._("Price: the tariff has none for %s on this day. A manager enters it.", self.tariff_id.name),
        }
        problems = event_damage.signing_problems(self.photo, self.signature, self.signed_by, self.quantity, self.price or None)
        if problems:
            raise UserError("\n".join(words[code] for code in problems))
        damage_sudo = self.sudo()
        damage_sudo.write({"state": "signed", "signed_at": fields.Datetime.now()})
        if damage_sudo._get_order().sale_order_id.state == "sale":
            damage_sudo._charge()
        return True

    def action_charge(self):
        """Put signed damage onto the event's order, where the offer was not confirmed yet when it was signed."""
        self.check_access("write")
        for damage in self:
            if damage.state != "signed":
                raise UserError(self.env._("%s: only what the host has signed is charged, once.", damage.name))
        self.sudo()._charge()
        return True

    def action_waive(self):
        """Do without the money, for the reason that stands on the note; by a department head or the general manager."""
        self.check_access("read")
        self._check_may_waive()
        self._check_unwaived()
        for damage in self:
            if not (damage.waive_reason or "").strip():
                raise UserError(self.env._("Waived because: write the reason, it stays on the note."))
        self.sudo().write({"state": "waived", "waived_by_id": self.env.uid, "waived_at": fields.Datetime.now()})
        return True

    # ------------------------------------------------------------------ private

    def _check_may_waive(self):
        if not any(map(self.env.user.has_group, ("hotel_base.group_department_head", "hotel_base.group_gm"))):
            raise AccessError(self.env._("Damage is waived by a department head or the general manager."))

    def _check_unwaived(self):
        if decided := self.filtered(lambda damage: damage.state not in ("draft", "signed")):
            raise UserError(self.env._("%s is charged or waived already.", ", ".join(decided.mapped("name"))))

    def _check_event(self):
        events_sudo = self.sudo().event_id
        closed = events_sudo.hotel_order_id.filtered(lambda order: order.state in ("draft", "settled", "cancelled"))
        if closed or events_sudo.filtered(lambda event: not event.hotel_order_ids):
            raise UserError(
                self.env._("Damage is noted at an event whose order was issued and is not settled or cancelled.")
            )

    def _get_day(self):
        """Return the hotel's day on which the damage was noted."""
        self.ensure_one()
        company = self.company_id or self.event_id.company_id or self.env.company
        return company._hotel_local(self.noted_at or fields.Datetime.now()).date()

    def _get_order(self):
        return self.event_id.hotel_order_ids[:1]

    def _charge(self):
        """Add a line to the event's confirmed offer for each signed note (superuser mode).

        :raise UserError: there is no confirmed offer, or the order is settled or cancelled
        """
        product = self.env.ref("hotel_events.product_damage").sudo()
        for damage in self:
            order = damage._get_order()
            sale = order.sale_order_id
            if sale.state != "sale" or order.state in ("settled", "cancelled"):
                raise UserError(
                    self.env._(
                        "%(damage)s cannot be charged: %(order)s has no confirmed offer, or is settled or cancelled.",
                        damage=damage.name,
                        order=order.display_name,
                    )
                )
            line = self.env["sale.order.line"].create(
                {
                    "order_id": sale.id,
                    "product_id": product.id,
                    "name": self.env._("Damage %(number)s: %(item)s", number=damage.name, item=damage.tariff_id.name),
                    "product_uom_qty": damage.quantity,
                    "qty_delivered": damage.quantity,
                    "price_unit": damage.currency_id._convert(damage.price, sale.currency_id, damage.company_id, damage._get_day()),
                    # Compensation is no supply: the host pays what the tariff says.
                    "tax_ids": [Command.clear()],
                }
            )
            damage.write({"state": "charged", "sale_line_id": line.id})

    def _get_signatures(self):
        """Return the boxes to sign of the printed note; the host's holds what was signed on the phone."""
        self.ensure_one()
        sudo = self.sudo().with_context(bin_size=False)
        signed = sudo.state in ("signed", "charged")
        return [
            {
                "label": self.env._("Host"),
                "name": sudo.signed_by if signed else False,
                "date": sudo.signed_at,
                "image": sudo.signature if signed else False,
            },
            {"label": self.env._("For the hotel"), "name": sudo.noted_by_id.name, "date": sudo.noted_at},
        ]
