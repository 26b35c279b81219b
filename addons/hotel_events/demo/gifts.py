"""The demo's materials and gifts, lucky draws, invitation lists and budgets, in each state."""

from datetime import datetime, time, timedelta

from odoo import Command, fields

from .dinner import dinner

#: How much of the dinner's materials came and was given, by the first word of the template's English name.
CAME = {
    "Sign-in": (1, 0),
    "Programme": (300, 0),
    "Corsages": (180, 0),
    "Gift": (200, 12),
    "First": (1, 0),
    "Radios": (12, 0),
}
#: Category, plan, bill (0: none yet).
BUDGET = (
    ("income", 96000, 0),
    ("venue", 12000, 9800),
    ("meals", 42000, 0),
    ("decoration", 9000, 10350),
    ("performers", 8000, 3000),
    ("gifts", 21000, 18600),
    ("print", 2500, 1680),
    ("reserve", 3000, 0),
)
WALK_INS = (
    "赵敏 Zhao Min", "钱进 Qian Jin", "孙莉 Sun Li", "李强 Li Qiang", "周倩 Zhou Qian", "吴昊 Wu Hao", "郑爽 Zheng Shuang", "王芳 Wang Fang",
    "冯涛 Feng Tao", "陈晨 Chen Chen", "James Carter", "Emma Brown", "褚健 Chu Jian", "卫兰 Wei Lan", "蒋勤 Jiang Qin", "沈力 Shen Li",
    "韩雪 Han Xue", "杨帆 Yang Fan", "朱琳 Zhu Lin", "秦岚 Qin Lan",
)  # fmt: skip
PRIZES = (
    ("三等奖 Third prize", "时令茶礼 Tea of the season", 5),
    ("二等奖 Second prize", "双人自助晚餐 Dinner for two", 2),
    ("一等奖 First prize", "湖景套房两晚 Two nights in a lake suite", 1),
)


def tell(env):
    """Make them; does nothing where they stand already."""
    if not env["hotel.event.draw"].search_count([], limit=1):
        Gifts(env).tell()


class Gifts:
    def __init__(self, env):
        self.company = env.ref("hotel_base.company_lakeside")
        self.env = env(context={**env.context, "allowed_company_ids": self.company.ids})
        self.sales = env.ref("hotel_base.user_sales")
        self.today = self.company._hotel_today()

    def tell(self):
        """Tell the dinner, an evening that was held, and a reception to come."""
        event = dinner(self.env).sudo().event_id
        self.materials(event)
        self.budget(event)
        self.draw(event, "答谢晚宴抽奖 Draw of the dinner")
        self.held_evening()
        self.reception()

    def by_sales(self, model):
        return self.env[model].with_user(self.sales).sudo(False)

    def moments(self, days, first=18, last=21):
        day = self.today + timedelta(days=days)
        return [self.company._hotel_utc(datetime.combine(day, time(hour))) for hour in (first, last)]

    def house_event(self, name, days):
        begin, end = self.moments(days)
        return self.env["event.event"].create(
            {
                "name": name,
                "company_id": self.company.id,
                "date_begin": begin,
                "date_end": end,
                "date_tz": self.company.hotel_tz,
                "user_id": self.sales.id,
                "organizer_id": self.company.partner_id.id,
                "event_mail_ids": [],
            }
        )

    # ------------------------------------------------------------------ materials and budget

    def materials(self, event):
        """Some is here, some was given, one wrong entry was taken back."""
        moves = self.by_sales("hotel.event.material.move")
        supplier = self.env["res.partner"].create({"name": "锦绣礼品 Brocade Gifts", "is_company": True, "phone": "+86 25 8455 7788"})
        for material in event.hotel_material_ids.with_context(lang="en_US"):
            material.supplier_id = supplier if material.kind in ("gift", "prize") else False
            came, given = CAME.get((material.name or "").split(" ")[0], (0, 0))
            if came:
                moves.create({"material_id": material.id, "kind": "received", "quantity": came, "person": supplier.name})
            if given:
                moves.create({"material_id": material.id, "kind": "given", "quantity": given, "person": "迎宾组 Greeters"})
        wrong = event.hotel_material_ids.filtered("received")[:1]
        if wrong:
            moves.create({"material_id": wrong.id, "kind": "received", "quantity": 5, "note": "登记有误 Entered twice"}).action_take_back()

    def budget(self, event):
        """A plan by category, bills on the event's account, one revision."""
        lines = self.env["hotel.event.budget.line"].sudo()
        for name, planned, _bill in BUDGET:
            lines.create({"event_id": event.id, "category_id": self.category(name).id, "planned": planned})
        journals = self.env["account.journal"].sudo()
        journal = journals.search([*journals._check_company_domain(self.company), ("type", "=", "purchase")], limit=1)
        if journal:
            self.bills(event, journal)
        self.env["hotel.event.budget.revise"].with_user(self.env.ref("hotel_base.user_finance")).sudo(False).create(
            {
                "event_id": event.id,
                "category_id": self.category("decoration").id,
                "planned": 11000,
                "reason": "主办方加宽舞台 The host wants a wider stage",
            }
        ).action_confirm()

    def category(self, name):
        return self.env.ref(f"hotel_events.budget_category_{name}")

    def bills(self, event, journal):
        suppliers = self.env["res.partner"].create({"name": "星光会展 Starlight Stage and Light", "is_company": True})
        moves = self.env["account.move"].sudo().with_company(self.company).create(
            [
                {
                    "move_type": "in_invoice",
                    "journal_id": journal.id,
                    "partner_id": suppliers.id,
                    "invoice_date": self.today,
                    "ref": f"DEMO-{name}",
                    "invoice_line_ids": [
                        Command.create(
                            {
                                "name": self.category(name).name,
                                "quantity": 1,
                                "price_unit": bill,
                                "tax_ids": [],
                                "analytic_distribution": {event.hotel_analytic_account_id.id: 100},
                            }
                        )
                    ],
                }
                for name, _planned, bill in BUDGET
                if bill
            ]
        )
        moves.action_post()
        for move, (name, _planned, _bill) in zip(moves, [row for row in BUDGET if row[2]], strict=True):
            # One bill waits for finance to say where it belongs.
            if name != "print":
                move.line_ids.analytic_line_ids.hotel_budget_category_id = self.category(name)

    # ------------------------------------------------------------------ draws and lists

    def draw(self, event, name):
        return self.by_sales("hotel.event.draw").create(
            {
                "event_id": event.id,
                "name": name,
                "prize_ids": [
                    Command.create({"name": tier, "thing": thing, "quantity": quantity, "sequence": number * 10})
                    for number, (tier, thing, quantity) in enumerate(PRIZES, 1)
                ],
            }
        )

    def invitation(self, event, name, most):
        invitation = self.by_sales("hotel.event.invitation").create(
            {"event_id": event.id, "name": name, "company_id": self.company.id, "most": most}
        )
        invitation.action_draw()
        return invitation

    def held_evening(self):
        """Held ten days ago: a list was invited, most came; one draw was broken off, the next one closed."""
        event = self.house_event("湖畔客户联谊晚会 Guests' evening by the lake", 2)
        invitation = self.invitation(event, "年度常客 Regular guests of the year", 30)
        invitation.action_invite()
        guests = self.env["event.registration"].create(
            [
                {"event_id": event.id, "name": name, "phone": f"1390158{number:04}", "state": "open"}
                for number, name in enumerate(WALK_INS, 1)
            ]
        )
        invited = event.registration_ids - guests
        (guests | invited[: max(1, 2 * len(invited) // 3)]).action_set_done()
        first = self.draw(event, "幸运抽奖 Lucky draw")
        first.action_announce()
        first.action_open()
        first.action_draw_next()
        first.action_cancel("大屏幕断电，重新抽取 The screen lost its power")
        second = self.draw(event, "幸运抽奖 Lucky draw")
        second.action_announce()
        second.action_open("春天 Spring")
        second.action_draw_next().action_absent("呼叫三次不在场 Called three times, not in the hall")
        while second.drawn_count < second.prize_count:
            second.action_draw_next()
        second.action_close()
        begin, end = self.moments(-10)
        event.write({"date_begin": begin, "date_end": end})

    def reception(self):
        """To come: one list is drawn and waits for a decision, one is a draft; a draw is announced."""
        event = self.house_event("新春答谢酒会 Spring reception of the house", 30)
        self.invitation(event, "大客户 Large customers", 12)
        self.by_sales("hotel.event.invitation").create(
            {
                "event_id": event.id,
                "name": "久未光临 Not here for long",
                "company_id": self.company.id,
                "last_to": fields.Date.subtract(self.today, days=60),
            }
        )
        self.draw(event, "新春抽奖 Spring draw").action_announce()
