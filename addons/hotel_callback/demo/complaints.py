"""Complaints in each state, the case library, mystery checks and improvement points of the Lakeside Hotel."""

from datetime import timedelta

from odoo import Command, fields

#: Hours ago, subject, room, guest, words, what was said, how far it went.
STORIES = (
    (0.05, "noise", "1208", 0, "Drilling next door 隔壁施工", "They have been drilling since seven. 从早上七点开始施工。", "new"),
    (0.6, "waiting", "", 1, "Twenty minutes at the desk", "Nobody came although I rang. 按铃没有人来。", "new"),
    (0.9, "aircon", "805", 2, "空调漏水 Air conditioning drips", "空调滴水,床都湿了。", "reacted"),
    (5, "food", "", 3, "Cold soup at the banquet", "The soup for table six was cold. 六号桌的汤是凉的。", "checked"),
    (20, "bill", "1016", 4, "迷你吧重复收费 Minibar charged twice", "两瓶水收了两次钱。", "replied"),
    (26, "cleanliness", "1208", 5, "Hair in the bath 浴缸有头发", "The bath was not clean. 浴缸没有打扫干净。", "closed"),
    (96, "attitude", "", 0, "Unfriendly at breakfast", "The waitress did not look up. 服务员态度冷淡。", "satisfied"),
    (120, "network", "911", 1, "网络断线 No network", "开会时网络断了三次。", "reopened"),
    (50, "privacy", "805", None, "A door that does not lock", "The door of the staircase stands open at night.", "anonymous"),
    (70, "facility", "702", 2, "Lamp broken", "It was the hotel across the street, sorry.", "unfounded"),
    (30, "noise", "1208", 0, "又是施工噪音 Drilling again", "昨天已经投诉过。I complained yesterday.", "repeat"),
    (4.5, "food", "", 3, "Soup again: same table", "My colleague has told you already. 我同事已经说过了。", "merged"),
)
GUESTS = ("Lin Yue 林悦", "Harry Olsen", "Zhou Min 周敏", "Jinling Travel 金陵旅行社", "Xu Lan 许兰", "Maria Costa")
CASES = (
    (
        "aircon", "equipment", ("Air conditioning drips on the bed", "空调漏水滴到床上"), ("The drain was blocked by dust.", "排水管被灰尘堵塞。"),
        ("Another room, fruit, drain cleaned.", "换房,送水果,疏通排水管。"), ("Drains are cleaned each spring.", "每年春季疏通一次排水管。"),
    ),
    (
        "noise", "procedure", ("Drilling in the morning", "早晨施工噪音"), ("Works were agreed without the front office.", "施工没有通知前厅部。"),
        ("Works stopped until nine.", "九点前停止施工。"), ("Works are announced and never before nine.", "施工提前公告,九点前不施工。"),
    ),
    (
        "bill", "skill", ("Minibar charged twice", "迷你吧重复收费"), ("Two people booked the same slip.", "两人重复入账。"),
        ("Paid back at once.", "当场退款。"), ("One person books the minibar of a floor.", "每层由一人负责迷你吧入账。"),
    ),
)  # fmt: skip


def tell(env):
    """Make the records; does nothing where they stand already."""
    if not env["hotel.complaint.room"].search_count([], limit=1):
        Complaints(env).tell()


class Complaints:
    def __init__(self, env):
        self.company = env.ref("hotel_base.company_lakeside")
        self.env = env(context={**env.context, "allowed_company_ids": self.company.ids, "mail_notify_force_send": False})
        self.users = {user.login: user for user in env["res.users"].search([])}
        self.now = fields.Datetime.now()

    def tell(self):
        self.house()
        tickets = {}
        for hours, subject, room, guest, name, words, story in STORIES:
            tickets[name] = self.complaint(hours, subject, room, guest, name, words)
            self.go(tickets[name], story, tickets)
        self.compensations(tickets)
        self.library()
        self.checks()
        self.improvements()

    def house(self):
        """Rooms, the team of guest relations, and who calls afterwards."""
        self.rooms = {
            number: self.env["hotel.complaint.room"].create({"name": number, "place": f"Floor {number[:-2]}", "company_id": self.company.id})
            for number in ("702", "805", "911", "1016", "1208")
        }
        self.team = self.env["helpdesk.ticket.team"].create({
            "name": "Guest relations 宾客关系",
            "company_id": self.company.id,
            "user_id": self.users["head_fo"].id,
            "user_ids": [Command.set([self.users[login].id for login in ("head_fo", "head_rooms", "head_fb", "sales")])],
        })
        self.env.ref("hotel_callback.complaint_policy").write({
            "desk_user_id": self.users["head_fo"].id,
            "assistant_id": self.users["sales"].id,
            "supervisor_id": self.users["head_fo"].id,
            "manager_id": self.users["sales_head"].id,
        })
        self.guests = self.env["res.partner"].create([
            {"name": name, "phone": f"+86 138 5180 10{number:02}", "email": f"guest{number}@example.com", "is_company": "Travel" in name}
            for number, name in enumerate(GUESTS)
        ])

    def as_user(self, record, login):
        return record.with_user(self.users[login]).with_context(allowed_company_ids=self.company.ids)

    def complaint(self, hours, subject, room, guest, name, words):
        """Return a complaint that came in so many hours ago."""
        received = self.now - timedelta(hours=hours)
        channel = "helpdesk_mgmt.helpdesk_ticket_channel_phone" if room else "hotel_callback.channel_desk"
        return self.env["helpdesk.ticket"].create({
            "name": name,
            "description": words,
            "category_id": self.env.ref(f"hotel_callback.category_{subject}").id,
            "channel_id": self.env.ref(channel).id,
            "complaint_room_id": self.rooms[room].id if room else False,
            "partner_id": self.guests[guest].id if guest is not None else False,
            "complaint_anonymous": guest is None,
            "company_id": self.company.id,
            "team_id": self.team.id,
            "user_id": self.users["head_rooms" if room else "head_fo"].id,
            "complaint_received": received,
        })

    def go(self, ticket, story, tickets):
        """Let the people of the hotel take the steps of a story."""
        mine = self.as_user(ticket, ticket.user_id.login)
        cause = self.env.ref("hotel_callback.cause_procedure").id
        facts = {"complaint_finding": "As the guest says. 情况属实。", "complaint_answer": "We are sorry, and put it right today. 非常抱歉,今天内解决。"}
        done = {"complaint_cause_id": cause, "complaint_measure": "Put right, and checked by the head of department. 已解决并由部门负责人检查。"}
        if story in ("reacted", "checked", "replied"):
            mine.action_complaint_react()
            mine.write(facts)
        if story in ("checked", "replied"):
            mine.action_complaint_check()
        if story == "replied":
            mine.action_complaint_reply()
        if story in ("closed", "satisfied", "reopened", "anonymous"):
            mine.write({**facts, **done})
            mine.action_complaint_close()
        self.date_back(ticket)
        manager = self.as_user(ticket, "sales_head")
        if story == "satisfied":
            manager.action_complaint_satisfaction("satisfied", "Thank you for the quick answer. 谢谢。")
        elif story == "reopened":
            manager.action_complaint_satisfaction("dissatisfied", "It broke again this morning. 今天早上又断了。")
        elif story == "unfounded":
            manager.action_complaint_drop("unfounded", "The guest stays at another hotel. 客人住在另一家酒店。")
        elif story == "merged":
            manager.action_complaint_merge(tickets["Cold soup at the banquet"].id)

    def date_back(self, ticket):
        """Let what was done lie in the time after it came in: in time, as most is."""
        clocks = self.env["hotel.clock"].search([("res_model", "=", ticket._name), ("res_id", "=", ticket.id), ("stopped", "!=", False)])
        for clock in clocks:
            clock.write({"started": ticket.complaint_received, "stopped": min(self.now, clock.due - (clock.due - ticket.complaint_received) / 4)})
        stopped = {clock.kind: clock.stopped for clock in clocks}
        names = {"reaction": "complaint_reacted", "check": "complaint_checked", "reply": "complaint_replied", "solution": "complaint_solved"}
        for kind, name in names.items():
            if ticket[name] and stopped.get(f"complaint_{kind}"):
                ticket[name] = stopped[f"complaint_{kind}"]

    def compensations(self, tickets):
        """J5: one proposed, one under review, one handed over."""
        for name, amount, words, far in (
            ("空调漏水 Air conditioning drips", 300, "One night at half price 一晚半价", "given"),
            ("Cold soup at the banquet", 1800, "A free table for ten 免费一桌", "pending"),
            ("迷你吧重复收费 Minibar charged twice", 60, "Fruit basket 果篮", "draft"),
        ):
            mine = self.as_user(self.env["hotel.complaint.compensation"], "sales").create({
                "ticket_id": tickets[name].id, "amount": amount, "reason": words, "currency_id": self.company.currency_id.id, "kind": "discount",
            })  # fmt: skip
            if far != "draft":
                mine.action_submit()
            if far == "given":
                self.as_user(mine, "head_fo").action_approve("Fair. 合理。")
                mine.action_give()

    def library(self):
        """J6: three cases in both languages."""
        for subject, cause, *texts in CASES:
            names = ("name", "cause", "measure", "lesson")
            case = self.env["hotel.complaint.case"].create({
                **{name: text[0] for name, text in zip(names, texts)},
                "category_id": self.env.ref(f"hotel_callback.category_{subject}").id,
                "cause_id": self.env.ref(f"hotel_callback.cause_{cause}").id,
            })
            if self.env["res.lang"]._get_data(code="zh_CN"):
                case.with_context(lang="zh_CN").write({name: text[1] for name, text in zip(names, texts)})
            self.as_user(case, "sales_head").action_publish()

    def checks(self):
        """J10: one planned, one reported with findings in each state, one closed."""
        outlets = self.env["hotel.outlet"].search([("company_id", "=", self.company.id)], limit=3)
        today = self.company._hotel_today()
        for number, outlet in enumerate(outlets):
            check = self.as_user(self.env["hotel.mystery.check"], "sales_head").create({
                "outlet_id": outlet.id,
                "checker_id": self.users["sales_head"].id,
                "guest_name": "Mr Bai 白先生",
                "date": today - timedelta(days=7 * number - 7),
                "company_id": self.company.id,
            })
            if not number:
                continue
            check.summary = "Friendly; the wait was too long. 态度好,等候太久。"
            names = ("Nobody greeted us 无人招呼", "Name badge missing 未佩戴工牌") if number == 1 else ("Menu without prices 菜单没有价格",)
            check.finding_ids = [
                Command.create({"name": name, "user_id": self.users["head_fb"].id, "due_date": today + timedelta(days=5)}) for name in names
            ]
            check.action_fill_in()
            self.fill_in(check.sudo().answer_id, number)
            check.action_report()
            for finding in check.finding_ids[-1:]:
                theirs = self.as_user(finding, "head_fb")
                theirs.fix_note = "Told at the morning meeting. 晨会已通报。"
                theirs.action_fixed()
                if number == 2:
                    finding.action_verify()

    def fill_in(self, answer, number):
        for position, question in enumerate(answer.survey_id.question_ids):
            if question.question_type == "simple_choice":
                answer._save_lines(question, question.suggested_answer_ids[1 if position % 3 == number % 3 else 0].id)
        answer._mark_done()

    def improvements(self):
        """J11: one open, one late to be answered, one done."""
        today = self.company._hotel_today()
        wishes = (("More vegetarian dishes 增加素食", "survey"), ("Charging points in the lobby 大堂充电", "forum"), ("Later breakfast 延长早餐", "forum"))
        for number, (name, source) in enumerate(wishes):
            point = self.as_user(self.env["hotel.improvement.point"], "sales_head").create({
                "name": name, "source": source, "occasion": "Customer forum 客户恳谈会", "partner_id": self.guests[number].id,
                "user_id": self.users["head_fb" if number != 1 else "head_fo"].id, "due_date": today + timedelta(days=10 - 6 * number),
                "company_id": self.company.id,
            })  # fmt: skip
            if number == 2:
                answer = "From next week breakfast is served until 10:30. 下周起早餐延至十点半。"
                point.write({"measure": "Until half past ten. 延至十点半。", "answer": answer})
                point.action_answer()
                point.action_done()
