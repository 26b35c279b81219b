"""What the tests of event orders share: a hotel with departments, an offer that a customer signed, money that comes in."""

from datetime import date, datetime

from odoo import Command
from odoo.tests import new_test_user

from odoo.addons.hotel_credit.tests.common import HotelCreditCommon, picture

#: A Thursday, 10:00 in Shanghai; the event is on Saturday the 9th of May, a make-up working day of 2026.
NOW = "2026-04-09 02:00:00"
BEGIN = datetime(2026, 5, 8, 10, 0)  # Friday 18:00 in Shanghai
END = datetime(2026, 5, 8, 13, 0)


class EventCase(HotelCreditCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context=dict(cls.env.context, tracking_disable=True))
        cls.bank = cls.company_data["default_journal_bank"]
        cls.department_fb, cls.department_rooms = cls.env["hr.department"].sudo().create(
            [{"name": name, "company_id": cls.company.id} for name in ("Food and beverage", "Rooms division")]
        )
        cls.head_rooms = cls._make_user("head_rooms", "hotel_base.group_department_head")
        for department, user in ((cls.department_fb, cls.head_fb), (cls.department_rooms, cls.head_rooms)):
            employee = cls.env["hr.employee"].sudo().create(
                {"name": user.name, "user_id": user.id, "company_id": cls.company.id, "department_id": department.id}
            )
            department.manager_id = employee
        cls.keeper = cls.env["hr.employee"].sudo().create({"name": "Guard", "company_id": cls.company.id})
        cls.kind = cls.env["hotel.event.kind"].sudo().create(
            {"name": "Dinner", "department_ids": [Command.set((cls.department_fb | cls.department_rooms).ids)]}
        )
        cls.menu, cls.hall, cls.cake = cls.env["product.product"].sudo().create(
            [
                {"name": name, "type": "service", "invoice_policy": "order", "list_price": price, "taxes_id": False, **flags}
                for name, price, flags in (
                    ("Menu", 100.0, {"hotel_per_guest": True}),
                    ("Hall", 5000.0, {}),
                    ("Cake", 500.0, {"hotel_special_order": True}),
                )
            ]
        )

    @classmethod
    def _make_user(cls, name, groups):
        return new_test_user(
            cls.env,
            login=f"hotel_{name}",
            name=name.replace("_", " ").title(),
            groups=groups,
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
            lang="en_US",
            tz="Asia/Shanghai",
        )

    def as_(self, user, record):
        """Return `record` as `user` sees it, caches dropped."""
        record.env.flush_all()
        return record.with_user(user).sudo(False).with_context(allowed_company_ids=self.company.ids)

    def offer(self, guests=50, special=False, **vals):
        """Return an offer over 100 a guest and 5,000 for the hall (with a cake of 500 got specially), made by sales."""
        lines = [(self.menu, guests), (self.hall, 1), *([(self.cake, 1)] if special else [])]
        return self.env["sale.order"].with_user(self.sales).create(
            {
                "partner_id": self.contact.id,
                "hotel_is_event": True,
                "hotel_event_title": "Annual dinner",
                "hotel_event_kind_id": self.kind.id,
                "hotel_event_begin": BEGIN,
                "hotel_event_end": END,
                "hotel_event_guests": guests,
                "order_line": [
                    Command.create({"product_id": product.id, "product_uom_qty": quantity}) for product, quantity in lines
                ],
                **vals,
            }
        )

    def order(self, agreed=True, **vals):
        """Return the event order of a signed offer over 10,000, budget agreed, due days and way of payment named."""
        offer = self.offer(**vals)
        offer.sudo().action_confirm()
        order = self.as_(self.sales, offer.sudo().hotel_event_order_ids)
        self.plan(order)
        order.write({"payment_way": "transfer", "settlement_date": date(2026, 5, 8), "deposit_due": date(2026, 4, 20)})
        if agreed:
            self.as_(self.finance, order).action_agree_budget()
            order.invalidate_recordset()
        return order

    def plan(self, order):
        """Let a department head approve an emergency plan, without which no order is issued (H21)."""
        plan = self.env["hotel.event.emergency"].sudo().create(
            {
                "event_id": order.event_id.id,
                "responsible_id": self.keeper.id,
                "risk_ids": [Command.create({"name": "Fire", "measure": "Leave by the yard"})],
                **dict.fromkeys(("exits", "assembly_point", "doctor_phone", "fire_phone", "police_phone"), "119"),
            }
        )
        self.as_(self.head_fb, plan).action_approve()

    def paid(self, **vals):
        """Return an event order whose deposit was asked for and came in."""
        order = self.order(**vals)
        order.action_request_deposit()
        self.pay(order.sudo().move_ids)
        order.invalidate_recordset()
        return order

    def issued(self, **vals):
        """Return an event order that was issued once."""
        order = self.paid(**vals)
        order.action_issue()
        return order

    def pay(self, moves, amount=None, day=None):
        """Register money for invoices (or money paid out for credit notes), as finance does."""
        register = (
            self.env["account.payment.register"]
            .with_user(self.finance)
            .with_context(active_model="account.move", active_ids=moves.ids)
            .create(
                {"journal_id": self.bank.id, **({"amount": amount} if amount else {}), **({"payment_date": day} if day else {})}
            )
        )
        register._create_payments()
        moves.env.invalidate_all()

    def request(self, order, **vals):
        """Return the customer's signed request to cancel, made by sales."""
        return self.env["hotel.event.cancellation"].with_user(self.sales).create(
            {"order_id": order.id, "reason": "The firm saves.", "signed_by": "Li Wei", "signature": picture(), **vals}
        )

    def approved(self, request):
        """Let the GM approve what was asked for."""
        request.action_submit()
        self.as_(self.gm, request).action_approve()
        request.invalidate_recordset()
        return request

    def exception(self, order, kind):
        """Return an exception that the GM approved."""
        return self.approved(
            self.env["hotel.event.exception"].with_user(self.sales).create(
                {"order_id": order.id, "kind": kind, "reason": "An old customer."}
            )
        )
