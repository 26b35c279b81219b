"""The demo's event orders: one in each state, with deposits, exceptions, issues and cancellings."""

from datetime import datetime, time, timedelta

from odoo import Command
from odoo.exceptions import UserError

from odoo.addons.hotel_credit.demo import papers

from .dinner import dinner, offered, signed

REQUIREMENTS = (
    ("department_fb", "30 桌婚宴标准菜单，素食 12 位；17:30 冷菜上桌。Thirty tables of ten, twelve vegetarians; cold dishes on the table at 17:30."),
    ("department_fb", "茶歇与迎宾饮料设在前厅。Tea and welcome drinks in the foyer from 17:00."),
    ("department_rooms", "贵宾休息室两间，提前一小时开空调。Two rest rooms for the guests of honour, aired an hour before."),
    ("department_front", "17:00 起大堂设指示牌与迎宾，车位预留 60 个。Signs and greeters in the lobby from 17:00, sixty parking spaces."),
    (None, "主办方标志不得遮挡。Nothing hides the host's logo."),
)


def tell(env):
    """Make the orders; does nothing where they stand already."""
    if not env["hotel.event.cancellation"].search_count([], limit=1):
        Orders(env).tell()


class Orders:
    def __init__(self, env):
        self.env = env
        self.company = env.ref("hotel_base.company_lakeside")
        self.today = self.company._hotel_today()
        self.departments = env["hr.department"].union(
            *(env.ref(f"hotel_base.department_{name}") for name in ("fb", "rooms", "front"))
        )

    def tell(self):
        """Tell the story of each order."""
        for kind in ("dinner", "training", "wedding", "launch", "group"):
            self.env.ref(f"hotel_events.event_kind_{kind}").department_ids = self.departments
        self.great_dinner()
        self.offer_open()
        self.waits_for_finance()
        self.waits_for_gm()
        self.overdue()
        self.settled()
        self.cancelled()
        self.wants_to_cancel()

    # ------------------------------------------------------------------ steps

    def user(self, name):
        return self.env.ref(f"hotel_base.user_{name}")

    def as_(self, name, record):
        """Return `record` as a user of the lakeside hotel sees it."""
        return record.with_user(self.user(name)).sudo(False).with_context(allowed_company_ids=self.company.ids)

    def customer(self, name):
        partners = self.env["res.partner"]
        return partners.search([("name", "=", name)], limit=1) or partners.create(
            {"name": name, "is_company": True, "phone": "+86 25 8455 3020", "city": "Nanjing"}
        )

    def moments(self, days, first=18, last=21):
        day = self.today + timedelta(days=days)
        return [self.company._hotel_utc(datetime.combine(day, time(hour))) for hour in (first, last)]

    def agreed(self, order, **values):
        """Let sales name what H1 asks for, and finance agree to the budget."""
        day = self.company._hotel_local(order.date_end).date()
        order = self.as_("sales", order)
        order.write(
            {
                "payment_way": "transfer",
                "settlement_date": day,
                "deposit_due": max(self.today, min(self.today + timedelta(days=5), day)),
                "department_ids": [Command.set(self.departments.ids)],
                **values,
            }
        )
        self.as_("finance", order).action_agree_budget()
        order.invalidate_recordset()
        return order

    def paid(self, order):
        order.action_request_deposit()
        self.pay(order.sudo().move_ids)
        order.invalidate_recordset()

    def pay(self, moves):
        register = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=moves.ids, allowed_company_ids=self.company.ids
        )
        register.create({"payment_date": self.today})._create_payments()

    def issue(self, order):
        """Issue an order once its emergency plan is approved."""
        plan = order.event_id.sudo().hotel_emergency_ids
        if plan and not plan.missing and not plan.approved_at:
            self.as_("head_fb", plan).action_approve()
        try:
            with self.env.cr.savepoint():
                order.action_issue()
        except UserError:
            # Its other lists are told in later chapters of the story.
            order_sudo = order.sudo()
            if order_sudo.state == "draft":
                order_sudo._go("issued")
            content = order_sudo._get_content()
            order_sudo._issue(content, order_sudo.issue_ids[:1].content or None, order_sudo.display_name)
        order.invalidate_recordset()

    def past(self, order, days):
        """Date an order back: it was made a month before its event, which was `days` ago. Superuser's own."""
        begin = order.date_begin
        order.sudo().ordered_at = begin - timedelta(days=30)

    # ------------------------------------------------------------------ orders

    def great_dinner(self):
        """Issued twice; the kitchen has confirmed, the others are asked."""
        order = self.agreed(dinner(self.env), settlement_date=False)
        order.settlement_date = order._get_latest_settlement() - timedelta(days=3)
        order.requirement_ids = [
            Command.create({"department_id": name and self.env.ref(f"hotel_base.{name}").id, "text": text, "sequence": number * 10})
            for number, (name, text) in enumerate(REQUIREMENTS, 1)
        ]
        self.paid(order)
        self.issue(order)
        for row in order.sudo().acknowledgement_ids.filtered(lambda row: row.state == "waiting" and row.user_ids):
            row.with_user(row.user_ids[0]).sudo(False).action_acknowledge()
        order.guests_guaranteed = 310
        order.requirement_ids[0].text = REQUIREMENTS[0][1].replace("30 桌", "31 桌").replace("Thirty", "Thirty-one")
        self.issue(order)
        first = order.sudo().acknowledgement_ids.filtered(lambda row: row.state == "waiting" and row.user_ids)[:1]
        first.with_user(first.user_ids[0]).sudo(False).action_acknowledge()

    def offer_open(self):
        """Sent to the customer, not signed yet."""
        offered(self.env, self.customer("蓝石传媒 Bluestone Media"), "Press briefing of Bluestone Media", "launch", *self.moments(25, 14, 17), 120)

    def waits_for_finance(self):
        """Signed, the budget raised since; finance has to agree."""
        order = signed(self.env, self.customer("宏图建设 Hongtu Construction"), "宏图建设安全培训", "training", *self.moments(18, 9, 17), 120)
        self.as_("sales", order).budget = order.budget + 6000

    def waits_for_gm(self):
        """The deposit is asked for, not paid; the GM is asked to let it be issued all the same."""
        family = self.customer("周氏 Zhou family")
        order = self.agreed(signed(self.env, family, "周氏婚礼 Wedding of the Zhou family", "wedding", *self.moments(9, 17, 22), 220))
        order.action_request_deposit()
        exception = order.env["hotel.event.exception"].create(
            {"order_id": order.id, "kind": "deposit_missing", "reason": "The transfer is on its way; the bank showed the slip."}
        )
        exception.action_submit()

    def overdue(self):
        """Held ten days ago, billed for the guests who came, not settled on its day."""
        order = self.agreed(
            signed(self.env, self.customer("长江航运 Yangtze Shipping"), "Product launch of Yangtze Shipping", "launch", *self.moments(-10, 9, 17), 180)
        )
        self.past(order, 10)
        self.paid(order)
        self.issue(order)
        order.guests_actual = 196
        order.action_held()
        self.as_("finance", order).action_invoice()

    def settled(self):
        """Held three weeks ago and paid."""
        order = self.agreed(
            signed(self.env, self.customer("金色年华旅行社 Golden Age Travel"), "金色年华旅行团", "group", *self.moments(-21, 11, 14), 46)
        )
        self.past(order, 21)
        self.paid(order)
        self.issue(order)
        order.guests_actual = 44
        order.action_held()
        self.as_("finance", order).action_invoice()
        self.pay(order.sudo().move_ids.filtered("amount_residual"))
        order.invalidate_recordset()
        self.complete_file(order)
        order.action_settle()

    def complete_file(self, order):
        """Hand in the closing report, and do without what the file of a small group does not need (H14)."""
        order.action_closing()
        report = order.closing_ids
        report.write(
            {
                "went_well": "午餐准时，全部贵宾按时离店。Lunch was served on time.",
                "went_badly": "大巴停车位不足。Too few places for coaches.",
                "lessons": "提前一天与保安确认车位。Agree on places with security the day before.",
            }
        )
        report.action_submit()
        for item in self.as_("sales_head", order.event_id.hotel_archive_ids.filtered(lambda each: not each.complete)):
            item.waive_reason = "A group of guests for lunch: nothing of the kind."
            item.action_waive()

    def cancelled(self):
        """Cancelled by a signed request: what is kept is invoiced, the rest paid back."""
        studio = self.customer("海港影视 Harbour Film Studio")
        order = self.agreed(signed(self.env, studio, "Film premiere of Harbour Studio", "dinner", *self.moments(30), 150))
        order.sudo().ordered_at -= timedelta(days=6)
        self.paid(order)
        request = self.request(order, "The premiere moves to another city.")
        self.as_("gm", request).action_approve()
        self.as_("finance", request).action_book()
        self.pay(request.sudo()._get_open_notes())

    def wants_to_cancel(self):
        """The GM has the request on the phone."""
        order = self.agreed(signed(self.env, self.customer("白鹤舞团 Crane Dance Company"), "Gala of the Crane Dance Company", "dinner", *self.moments(40), 90))
        self.paid(order)
        self.request(order, "The leading dancer is ill.")

    def request(self, order, reason):
        request = order.env["hotel.event.cancellation"].create(
            {"order_id": order.id, "reason": reason, "signed_by": order.partner_id.name, "signature": papers.specimen("customer")}
        )
        request.action_submit()
        return request
