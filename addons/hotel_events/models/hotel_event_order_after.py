from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.hotel_base.rules import business_day


class HotelEventOrder(models.Model):
    """H14: once issued, an order's closing report has its deadline; it is settled when its file is complete."""

    _inherit = "hotel.event.order"

    closing_ids = fields.One2many("hotel.event.closing", "order_id", "Closing report", readonly=True)
    settle_problems = fields.Text("Before it can be settled", compute="_compute_settle_problems")

    def _compute_settle_problems(self):
        for order in self:
            problems = order._get_settle_problems() if order.state == "done" else []
            order.settle_problems = "\n".join(problems) or False

    def write(self, vals):
        result = super().write(vals)
        if "date_end" in vals:
            for order in self.sudo():
                self.env["hotel.clock"].move(order, "closing", order._get_closing_due())
        if vals.get("coordinator_id"):
            for order in self.sudo():
                # Who takes over takes over the report that is to be written, too.
                self.env["hotel.clock"]._get_running(order, "closing").write({"owner_id": order.coordinator_id.id})
                order.closing_ids.filtered(lambda closing: closing.state == "draft").author_id = order.coordinator_id
        return result

    def _go(self, state, **values):
        if state == "settled":
            for order in self:
                if problems := order._get_settle_problems():
                    raise UserError(
                        self.env._("%s cannot be settled:", order.display_name) + "\n- " + "\n- ".join(problems)
                    )
        result = super()._go(state, **values)
        orders = self.sudo()
        if state == "issued":
            orders._start_closing_clock()
            orders.event_id._hotel_fill_archive()
        elif state == "done":
            orders.event_id._hotel_fill_archive()
            orders.event_id._hotel_open_feedback()
            orders._hotel_event_held()
        elif state == "cancelled":
            self.env["hotel.clock"].stop(orders, "closing")
        elif state == "settled":
            orders.event_id.hotel_archive_ids._close_file()
            orders._hotel_plan_first_callback()
        return result

    def action_closing(self):
        """H14: open the closing report, made when there is none yet.

        :raise UserError: the event is not over yet
        :raise AccessError: somebody who does not work on events
        """
        self.ensure_one()
        self.check_access("read")
        if not self.closing_ids:
            if not self.env.user.has_group("event.group_event_user"):
                raise AccessError(self.env._("Closing reports are written by those who work on events."))
            if self.date_end > fields.Datetime.now() or self.state in ("draft", "cancelled"):
                raise UserError(
                    self.env._("%s: the closing report is written when the event was issued, held and has ended.", self.display_name)
                )
            author = self.coordinator_id or self.env.user
            self.env["hotel.event.closing"].sudo().create({"order_id": self.id, "author_id": author.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Closing report"),
            "res_model": "hotel.event.closing",
            "views": [(False, "form")],
            "res_id": self.closing_ids.id,
        }

    def action_invoice(self):
        """H23: what the host signed for is on the final invoice."""
        if self.state == "done":
            self.sudo().event_id.hotel_damage_ids.filtered(lambda damage: damage.state == "signed")._charge()
        return super().action_invoice()

    # ------------------------------------------------------------------ private

    def _get_closing_due(self):
        """H14: return until when the closing report is handed in (naive UTC): the end of the last day."""
        self.ensure_one()
        company = self.company_id
        day = company._hotel_local(self.date_end).date() + timedelta(days=company.hotel_event_closing_days)
        return business_day.end_of_day(day, company.hotel_tz)

    def _start_closing_clock(self):
        """Start the deadline of the closing report, once (superuser mode)."""
        clocks = self.env["hotel.clock"]
        known = clocks.sudo().search([("res_model", "=", self._name), ("res_id", "in", self.ids), ("kind", "=", "closing")])
        clocks.start_many(
            [
                {
                    "record": order,
                    "kind": "closing",
                    "due": order._get_closing_due(),
                    "owner": order.coordinator_id or self.env.user,
                    "name": self.env._("Closing report of an event"),
                    "remind_before": timedelta(days=2),
                }
                for order in self
                if order.id not in known.mapped("res_id")
            ]
        )

    def _get_settle_problems(self):
        """H14, H23: return every reason why the order cannot be settled, as sentences; parts of the work extend it."""
        self.ensure_one()
        event_sudo = self.sudo().event_id
        problems = []
        missing = event_sudo.hotel_archive_ids.filtered(lambda item: not item.complete)
        if missing:
            problems.append(self.env._("Missing in the file: %s.", ", ".join(missing.mapped("name"))))
        if not self.sudo().closing_ids.filtered(lambda closing: closing.state != "draft"):
            problems.append(self.env._("The closing report is not handed in yet."))
        open_damage = event_sudo.hotel_damage_ids.filtered(lambda damage: damage.state in ("draft", "signed"))
        if open_damage:
            problems.append(
                self.env._("Damage that is neither charged nor waived: %s.", ", ".join(open_damage.mapped("display_name")))
            )
        return problems

    def _hotel_event_held(self):
        """The event was held (superuser mode): what follows it by date begins. Other addons extend it (I2)."""

    def _hotel_plan_first_callback(self):
        """H14: the file is complete (superuser mode): plan the first callback to the customer. Other addons extend it (I3)."""
