"""Receptions and visitors in every state: requested, under review, planned, in the house, returned, closed, cancelled; the
door on an ordinary day. Dates move with today; everything goes through the business's own methods."""

from datetime import datetime, time, timedelta

from odoo import Command

PEOPLE = {
    # login: rank
    "chairman": "chairman", "gm": "gm", "sales_head": "manager", "finance_head": "manager", "head_fb": "manager", "head_rooms": "manager",
    "head_fo": "manager", "sales": "supervisor", "sales2": "supervisor", "finance": "supervisor", "hr": "supervisor",
}  # fmt: skip


def tell(env):
    """Make the demo's receptions and visitors; nothing where there are any."""
    if env["hotel.visit"].search_count([], limit=1):
        return
    Reception(env).tell()


class Reception:
    def __init__(self, env):
        self.env = env
        self.company = env.ref("hotel_base.company_lakeside")
        self.users = {user.login: user for user in env["res.users"].search([])}
        self.today = self.company._hotel_today()

    def ref(self, name):
        return self.env.ref(f"hotel_reception.{name}")

    def at(self, days, hour, minute=0):
        """Return a local time so many days from today, as naive UTC."""
        return self.company._hotel_utc(datetime.combine(self.today + timedelta(days=days), time(hour, minute)))

    def employee(self, login):
        return self.users[login].with_company(self.company).employee_id

    def user_env(self, login):
        return self.env(user=self.users[login], context={"allowed_company_ids": self.company.ids, "lang": "en_US"}, su=False)

    def tell(self):
        self.set_up()
        self.visits()
        self.visitors()

    # -- the house ------------------------------------------------------------

    def set_up(self):
        for login, rank in PEOPLE.items():
            self.employee(login).hotel_rank_id = self.ref(f"rank_{rank}")
        for employee in self.env["hr.employee"].search([("hotel_rank_id", "=", False)]):
            employee.hotel_rank_id = self.ref("rank_staff")
        for department, login in (("executive", "gm"), ("sales", "sales_head"), ("fb", "head_fb"), ("rooms", "head_rooms"), ("front", "head_fo")):
            self.env.ref(f"hotel_base.department_{department}").manager_id = self.employee(login)
        front = self.env.ref("hotel_base.department_front")
        people = self.env["res.users"].create([
            {
                "name": name, "login": login, "password": login, "lang": "en_US", "tz": "Asia/Shanghai",
                "company_id": self.company.id, "company_ids": [Command.set(self.company.ids)],
                "group_ids": [Command.set(self.env.ref(group).ids)],
            }
            for name, login, group in (("Shen Yue 沈月", "door", "hotel_reception.group_door"), ("Ma Li 马力", "driver", "base.group_user"))
        ])  # fmt: skip
        # With names of ours, `./hotel demo` prints the door's login too.
        self.env["ir.model.data"]._update_xmlids([
            {"xml_id": f"hotel_reception.user_{user.login}", "record": user, "noupdate": True} for user in people
        ])
        self.env["hr.employee"].create([
            {
                "name": user.name, "user_id": user.id, "company_id": self.company.id, "department_id": front.id,
                "hotel_rank_id": self.ref("rank_staff").id,
            }
            for user in people
        ])  # fmt: skip
        self.users |= {user.login: user for user in people}
        self.env["hotel.visitor.badge"].create([{"number": str(100 + number), "company_id": self.company.id} for number in range(1, 21)])
        self.places = self.env["hotel.visit.place"].create([
            {"name": name, "company_id": self.company.id, "restricted": restricted}
            for name, restricted in (("VIP room 贵宾室", False), ("Lotus hall 荷花厅", False), ("Lake restaurant 湖畔餐厅", False), ("Kitchen 后厨", True))
        ])  # fmt: skip

    # -- receptions -----------------------------------------------------------

    def visit(self, login, firm, guests, level, kind, days, nights=1, host=None, costs=(), items=(), **vals):
        """Make a request as `login`; guests are (name, rank, title), costs (category, number, price, day from arrival)."""
        env = self.user_env(login)
        return env["hotel.visit"].create({
            "company_id": self.company.id,
            "firm": firm,
            "level_id": self.ref(f"level_{level}").id,
            "kind_id": self.ref(f"kind_{kind}").id,
            "arrival": self.at(days, 10),
            "departure": self.at(days + nights, 16),
            "host_id": self.employee(host or login).id,
            "guest_ids": [
                Command.create({"name": name, "rank_id": self.ref(f"rank_{rank}").id, "title": title, "email": f"guest{number}@{kind}.example"})
                for number, (name, rank, title) in enumerate(guests, 1)
            ],
            "cost_ids": [
                Command.create({
                    "category_id": self.ref(f"category_{category}").id, "quantity": number, "price": price, "sequence": 10 * (position + 1),
                    "day": self.today + timedelta(days=days + day),
                })
                for position, (category, number, price, day) in enumerate(costs)
            ],
            "item_ids": [Command.create(item) for item in items],
            **vals,
        })  # fmt: skip

    def itinerary(self, days):
        return [
            {
                "kind": "pickup", "name": "Pick-up at Lukou airport", "start": self.at(days, 8, 30), "end": self.at(days, 10),
                "transport": "flight", "transport_number": "CA1503", "station": "Lukou T2", "driver_id": self.employee("driver").id,
                "vehicle": "Buick GL8 苏A·66688", "responsible_id": self.employee("sales").id, "task": "Hold a sign with the firm's name.",
            },
            {
                "kind": "welcome", "name": "Welcome with tea", "start": self.at(days, 10), "end": self.at(days, 10, 30),
                "place_id": self.places[0].id, "responsible_id": self.employee("head_fo").id,
            },
            {
                "kind": "tour", "name": "Tour of the halls", "start": self.at(days, 10, 30), "end": self.at(days, 11, 30),
                "place_id": self.places[1].id, "responsible_id": self.employee("head_fb").id, "task": "Lights and screens on by 10:00.",
            },
            {
                "kind": "meal", "name": "Lunch", "start": self.at(days, 12), "end": self.at(days, 13, 30), "place_id": self.places[2].id,
                "responsible_id": self.employee("head_fb").id, "task": "One guest eats no pork.",
            },
            {
                "kind": "return", "name": "Drive to the station", "start": self.at(days + 1, 15), "end": self.at(days + 1, 16),
                "transport": "train", "transport_number": "G7", "station": "Nanjing South", "driver_id": self.employee("driver").id,
                "vehicle": "Buick GL8 苏A·66688",
            },
        ]  # fmt: skip

    def approve(self, visit):
        visit.action_submit()
        while visit.approval_state == "pending":
            step = visit.sudo().approval_current_step_id
            visit.with_user(step.delegated_to_id or step.approver_id).action_approve("Agreed.")
            visit.invalidate_recordset()

    def visits(self):
        firm = self.env["res.partner"].search([("is_company", "=", True), ("ref", "=like", "C1%")], limit=1)
        guests = [("Zheng Kai 郑凯", "manager", "Deputy general manager"), ("Wu Gang 吴刚", "staff", "Events"), ("Lin Tao 林涛", "staff", "Finance")]
        self.visit(
            "sales", "Jiangnan Pharma 江南医药", guests[1:], "normal", "customer", 9, costs=[("lunch", 3, 48, 0), ("dinner", 3, 95, 0)],
            purpose="Look at the halls for a sales meeting of 200.",
        )  # fmt: skip
        review = self.visit(
            "sales", "City Bureau of Tourism 市文旅局", guests[:2], "vip", "authority", 6, host="gm",
            costs=[("lunch", 3, 80, 0), ("banquet", 3, 180, 0), ("gift", 2, 120, 1)], items=self.itinerary(6),
            purpose="Annual inspection and talk about the lake festival.",
        )  # fmt: skip
        review.action_submit()
        sent_back = self.visit(
            "sales2", "Bluesky Travel 蓝天旅行社", guests[2:], "normal", "customer", 5, costs=[("room", 1, 400, 0)], purpose="Rates of next year.",
        )
        sent_back.action_submit()
        sent_back.with_user(self.users["sales_head"]).action_reject("The hotel pays no rooms at this level. Ask them to book one.")
        planned = self.visit(
            "sales_head", "Yangtze Shipping 长江航运", guests, "high", "important", 2,
            costs=[("lunch", 4, 58, 0), ("banquet", 4, 118, 0), ("room", 3, 198, 0), ("gift", 3, 76, 1)], items=self.itinerary(2),
            purpose="Two years' contract for conferences.", partner_id=firm.id,
        )  # fmt: skip
        self.approve(planned)
        # the flight is late: only who meets it is told
        planned.item_ids.filtered(lambda item: item.kind == "pickup").write({"transport_number": "CA1507", "start": self.at(2, 9)})
        self.env.cr.commit()  # pylint: disable=invalid-commit
        running = self.visit(
            "sales", "Sunrise Trading 晨曦贸易", guests[1:], "normal", "customer", 0, costs=[("lunch", 3, 50, 0)], items=self.itinerary(0)[1:4],
            purpose="Taste the menus of the new season.",
        )  # fmt: skip
        self.approve(running)
        extra = running.env["hotel.visit.supplement"].create({
            "visit_id": running.id, "category_id": self.ref("category_dinner").id, "day": self.today, "quantity": 3, "price": 58,
            "description": "Dinner", "reason": "They stay until the evening train.",
        })  # fmt: skip
        extra.action_submit()
        self.returned(firm, guests)
        cancelled = self.visit("sales2", "Golden Bridge 金桥教育", guests[2:], "normal", "customer", 3, purpose="See rooms for a summer camp.")
        self.approve(cancelled)
        cancelled.action_cancel("They postponed the camp to next year.")

    def returned(self, firm, guests):
        """Two visits whose guests have left: one to be thanked, one closed with what came of it."""
        for closed in (False, True):
            visit = self.visit(
                "sales", firm.name or "Yunfan", guests[1:], "normal", "customer", 0, costs=[("lunch", 3, 50, 0), ("tea", 2, 10, 0)],
                purpose="Rehearse the dealers' meeting.", partner_id=firm.id,
            )  # fmt: skip
            self.approve(visit)
            expenses = self.user_env("finance")["hotel.visit.expense"]
            expenses.create([
                {"visit_id": visit.id, "category_id": self.ref("category_lunch").id, "day": self.today, "amount": 146, "reference": "R-2201"},
                {"visit_id": visit.id, "category_id": self.ref("category_tea").id, "day": self.today, "amount": 18, "reference": "R-2202"},
            ])  # fmt: skip
            visit.action_arrived()
            visit.action_returned()
            if closed:
                visit.action_thanked("phone", "They liked the lake hall and ask for a price for May.")
                self.env["crm.lead"].with_company(self.company).create({
                    "name": "Dealers' meeting in May", "type": "opportunity", "partner_id": firm.id, "user_id": self.users["sales"].id,
                    "company_id": self.company.id, "expected_revenue": 86000,
                }).action_set_won()  # fmt: skip
                visit.action_close()

    # -- visitors -------------------------------------------------------------

    def visitors(self):
        door = self.user_env("door")["hotel.visitor.door"]
        announced = [("sales", "Li Lei 李雷", "Bright Foods 明亮食品", 14), ("finance", "Song Jia 宋佳", "Tax advisers", 15), ("hr", "Fan Bing 范冰", "", 16)]
        for login, name, firm, hour in announced:
            env = self.user_env(login)
            env["hotel.visitor.entry"].create({
                "name": name, "firm": firm, "host_id": self.employee(login).id, "expected_at": self.at(0, hour),
                "company_id": self.company.id, "kind_id": self.ref("kind_applicant" if login == "hr" else "kind_customer").id,
            })  # fmt: skip

        def walk_up(name, firm, login, kind="customer", **values):
            values = {"name": name, "firm": firm, "host": self.employee(login).id, "kind": self.ref(f"kind_{kind}").id, **values}
            return door.walk_up(values, True)

        # one of today's guests has come: the visit is on
        guest = self.env["hotel.visitor.entry"].search([("visit_id.firm", "=like", "Sunrise%"), ("state", "=", "announced")], limit=1)
        door.check_in(guest.id, True)
        here = walk_up("Wang Fang 王芳", "Silk Road Travel", "sales", phone="13800001111")
        self.user_env("sales")["hotel.visitor.entry"].browse(here["id"]).action_received()
        walk_up("Tan Yong 谭勇", "Lift service 电梯维保", "head_rooms", "delivery", persons=2)
        walk_up("Reporter He 何记者", "Evening News 晚报", "gm", "press")
        left = walk_up("Sun Li 孙丽", "Linen supplier", "head_rooms", "delivery")
        door.check_out(left["id"])
        kept = walk_up("Qian Duo 钱多", "Wine house", "head_fb", "customer")
        door.check_out(kept["id"], False)
        door.refuse(None, {"name": "Mr. Quick", "firm": "Quick Insurance", "kind": self.ref("kind_seller").id}, "Door-to-door sale of insurance.")
        self.user_env("head_fo")["hotel.visitor.ban"].create(
            {"name": "Zhao Liu 赵六", "phone": "13900009999", "reason": "Disturbed a wedding and threatened staff.", "company_id": self.company.id}
        )
