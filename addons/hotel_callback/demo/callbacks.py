"""Customers of each class, rules that plan, callbacks in each state with reports, a check, a false callback, files.

Only what lies in the past is dated back under superuser.
"""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import fields

#: A signature of one pixel's height; the demo's visitor signs with a stroke.
SIGNATURE = b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

#: name, class, contact, phone, plate, revenue, salesperson, what is special
CUSTOMERS = (
    ("Golden Bridge Trading 金桥贸易", "VIP", "王志强 Wang Zhiqiang", "+86 25 8450 1101", "苏A 88001", 480_000, "sales", {}),
    ("Zijin Biotech 紫金生物", "VIP", "Chen Yu 陈瑜", "+86 25 8450 1102", "苏A 66666", 390_000, "sales", {"hotel_birthday": 25}),
    ("Jiangnan Travel Agency 江南旅行社", "A", "Sun Li 孙丽", "+86 25 8450 1103", "", 220_000, "sales", {}),
    ("Yangtze Logistics 扬子物流", "A", "Zhao Lei 赵磊", "+86 25 8450 1104", "苏A 35K21", 180_000, "sales2", {}),
    ("Lakeside Law Firm 湖畔律师事务所", "B", "Qian Min 钱敏", "+86 25 8450 1105", "", 90_000, "sales2", {}),
    ("Provincial Science Institute 省科学研究院", "B", "Zhou Ping 周平", "+86 25 8450 1106", "", 75_000, "sales", {"hotel_from_leadership": True}),
    ("Ming Palace Weddings 明宫婚庆", "C", "Wu Fang 吴芳", "+86 25 8450 1107", "", 30_000, "sales2", {}),
    ("Horizon Software 地平线软件", "C", "Zheng Kai 郑凯", "", "", 26_000, "sales", {}),
    ("Old Wall Antiques 城墙古玩", "D", "Feng Wei 冯伟", "+86 25 8450 1109", "", 8_000, "sales2", {"hotel_opt_out": True}),
    ("Berlin Instruments AG", "B", "Anna Schmidt", "+49 30 5550 110", "", 60_000, "sales", {"tz": "Europe/Berlin", "country_id": "base.de"}),
)  # fmt: skip


def tell(env):
    """Make the records unless they stand already."""
    if not env["hotel.callback"].search_count([], limit=1):
        Callbacks(env).tell()


class Callbacks:
    def __init__(self, env):
        self.company = env.ref("hotel_base.company_lakeside")
        self.env = env(context={**env.context, "allowed_company_ids": self.company.ids})
        self.users = {user.login: user for user in self.env["res.users"].search([])}
        self.today = self.company._hotel_today()
        self.customers = {}

    def tell(self):
        self.make_customers()
        self.classes()
        self.rules()
        self.work()
        self.past_month()
        self.files()

    def by(self, login, records):
        """Return `records` as a user sees them at the hotel."""
        return records.with_user(self.users[login]).with_company(self.company).sudo(False)

    def make_customers(self):
        stays = self.env["hotel.stay"]
        now = fields.Datetime.now()
        for number, (name, _code, contact, phone, plate, revenue, caller, special) in enumerate(CUSTOMERS):
            special = dict(special)
            if "hotel_birthday" in special:
                special["hotel_birthday"] = (self.today + timedelta(days=special["hotel_birthday"])).replace(year=1975, day=1)
            if "country_id" in special:
                special["country_id"] = self.env.ref(special["country_id"]).id
            partner = self.env["res.partner"].create({
                "name": name, "is_company": True, "phone": phone, "hotel_plates": plate, "hotel_caller_id": self.users[caller].id,
                "user_id": self.users[caller].id, "country_id": self.env.ref("base.cn").id, "tz": False,
                "child_ids": [fields.Command.create({"name": contact, "phone": phone})], **special,
            })  # fmt: skip
            self.customers[number] = partner
            for stay, days in enumerate((200, 90, 2)):
                left = now - timedelta(days=days + number % 2, hours=4)
                stays.create({
                    "reference": f"F{number:02d}{stay}", "partner_id": partner.child_ids[:1].id, "company_id": self.company.id,
                    "arrival": left - timedelta(days=2), "departure": left, "room": str(801 + number), "state": "departed",
                    "amount": revenue / 3, "user_id": self.users[caller].id,
                })  # fmt: skip
            self.date(partner, "agreement", self.today - relativedelta(months=1, days=-number % 6))
        stays.create({
            "reference": "F990", "partner_id": self.customers[0].child_ids[:1].id, "company_id": self.company.id, "room": "1801",
            "arrival": now - timedelta(days=1), "departure": now + timedelta(days=2), "state": "in_house",
        })  # fmt: skip
        self.date(self.customers[2], "event", self.today - timedelta(days=1), at=now - timedelta(hours=22))

    def date(self, partner, kind, day, **vals):
        self.env["hotel.callback.date"].create({
            "partner_id": partner.id, "kind_id": self.env.ref(f"hotel_callback.date_kind_{kind}").id, "date": day,
            "company_id": self.company.id, **vals,
        })  # fmt: skip

    def classes(self):
        """A proposal: most of it accepted, some set by hand, two left to decide."""
        proposal = self.by("sales_head", self.env["hotel.customer.class.proposal"]).create({"day": self.today})
        proposal.action_compute()
        lines = proposal.line_ids.filtered(lambda line: line.partner_id in self.env["res.partner"].concat(*self.customers.values()))
        lines[:-2].action_accept()
        codes = {each.code: each for each in self.env["hotel.customer.class"].search([])}
        for number, row in enumerate(CUSTOMERS[:-2]):
            partner = self.customers[number]
            if partner.hotel_class_id != codes[row[1]]:
                self.by("sales_head", partner)._hotel_set_class(codes[row[1]], "Agreed in the sales meeting 销售例会商定")

    def rules(self):
        """The rules of the house are on; a rule of one's own waits for its preview to be looked at."""
        self.by("sales_head", self.env.ref("hotel_callback.regulation_house")).action_switch_on()
        fields_ = self.env["ir.model.fields"]
        self.env["hotel.callback.rule"].create({
            "name": "Anniversary of the firm 公司周年", "topic": "Congratulations on your anniversary", "company_id": self.company.id,
            "model_id": self.env["ir.model"]._get_id("hotel.callback.date"),
            "date_field_id": fields_._get("hotel.callback.date", "date").id,
            "partner_field_id": fields_._get("hotel.callback.date", "partner_id").id, "domain": "[('kind_code', '=', 'founding')]",
            "earliest": -5, "latest": -1, "repeat": 12, "repeat_unit": "month", "way": "letter", "named": True,
        })  # fmt: skip
        run = self.env["hotel.callback.run"].sudo()._start_for(self.company)
        while run._work_chunk():
            pass

    def one(self, number, topic, **kwargs):
        """Plan one callback for today, in front of whatever is planned."""
        return self.env["hotel.callback"]._plan_one(
            self.customers[number].child_ids[:1], topic, fields.Datetime.now(), company=self.company, due=self.today + timedelta(days=7), **kwargs
        )

    def reach(self, callback, satisfaction="satisfied", close=True, **vals):
        """Make the callback as its owner does."""
        mine = self.by(callback.owner_id.login, callback)
        mine.action_attempt("reached")
        questions = (callback.sudo().topic_ids.script_id | callback.sudo().script_id).question_ids
        answers = {
            str(question.id): question.suggested_answer_ids[:1].value or ("9" if question.question_type == "scale" else "Fine 很好")
            for question in questions
        }
        mine.action_save_record(
            {
                "spoke_with": callback.contact_id.name or callback.partner_id.name, "satisfaction": satisfaction, "has_problem": "no",
                "next_step": "none", **vals,
            },
            answers,
        )  # fmt: skip
        if close:
            mine.action_close()
        return mine

    def work(self):
        """Today: done, put off, tried, unreachable, with problems in each state, a visit agreed and one signed, a report."""
        script = self.env.ref("hotel_callback.survey_regular")
        self.reach(self.one(0, "Quarterly call 季度回访", script=script), suggestions="A later breakfast at weekends 周末早餐延长")
        tried = self.one(3, "Invoice address 发票抬头")
        self.by(tried.owner_id.login, tried).action_attempt("no_answer", "Voice mail 语音信箱")
        put_off = self.one(4, "New conference room 新会议室")
        self.by(put_off.owner_id.login, put_off).action_attempt("not_convenient", next_at=fields.Datetime.now() + timedelta(days=2))
        lost = self.one(6, "Wedding fair 婚庆展")
        for result in ("no_answer", "busy", "wrong_number"):
            self.by(lost.owner_id.login, lost).action_attempt(result)
        cold = self.reach(
            self.one(5, "How the meeting went 会议回访"), "dissatisfied", close=False, has_problem="yes", problems="The meeting room was cold 会议室太冷",
            next_step="complaint",
        )  # fmt: skip
        cold.action_make_complaint()
        cold.action_close()
        task = self.reach(
            self.one(2, "Room block 团队用房"), "average", close=False, has_problem="yes", problems="The invoice came twice 发票开重", next_step="task"
        )
        task.action_make_task()
        task.action_close()
        solved = self.by(task.owner_id.login, task.problem_ids)
        solved.action_solve("The second invoice was cancelled 已作废重复发票")
        visit = self.one(1, "Annual talk 年度拜访", way="visit")
        self.by(visit.owner_id.login, visit).action_agree_visit(fields.Datetime.now() + timedelta(days=3))
        report = self.env["hotel.callback.report"].search([("company_id", "=", self.company.id), ("state", "=", "draft")], limit=1)
        self.by(report.owner_id.login, report).write({"text": "All reached, one complaint about the heating. 均已联系,一起供暖投诉。"})

    def past_month(self):
        """Last month's callbacks, dated back: reports reviewed and late, a check with a false callback that waits for a decision."""
        first = self.today.replace(day=1) - relativedelta(months=1)
        moods = ("satisfied", "satisfied", "average", "satisfied", "satisfied", "satisfied", "dissatisfied", "satisfied")
        reports = self.env["hotel.callback.report"]
        for number, mood in enumerate(moods):
            partner = self.customers[(0, 1, 2, 3, 4, 6, 9, 2)[number]]
            callback = self.env["hotel.callback"].sudo().create({
                "partner_id": partner.id, "contact_id": partner.child_ids[:1].id, "owner_id": partner.hotel_caller_id.id, "company_id": self.company.id,
                "planned_at": fields.Datetime.now(), "planned_date": first + timedelta(days=number), "due_at": fields.Datetime.now() + timedelta(days=1),
                "name": f"CB-{first:%y%m}-{number + 1:02d}",
            })  # fmt: skip
            day = self.company._hotel_utc(fields.Datetime.to_datetime(first + timedelta(days=3 + 2 * number))) + timedelta(hours=11)
            callback.write({
                "reached_at": day, "spoke_with": partner.child_ids[:1].name, "satisfaction": mood, "has_problem": "no", "next_step": "none",
                "state": "done", "done_at": day, "done_by_id": partner.hotel_caller_id.id, "large": partner.hotel_class_id.large,
                "planned_at": day, "planned_date": day.date(), "due_at": day + timedelta(days=1),
            })  # fmt: skip
            reports |= reports._add(callback)
        for report in reports[:3]:
            self.by(report.owner_id.login, report).text = "Satisfied on the whole. 总体满意。"
            self.by(report.owner_id.login, report).action_hand_in()
        self.by("sales_head", reports[0]).action_review("Show them the new hall 带客户参观新宴会厅")
        sample = self.by("sales_head", self.env["hotel.callback.sample"]).create({
            "date_from": first, "date_to": first + relativedelta(months=1, days=-1), "company_id": self.company.id,
        })  # fmt: skip
        self.company.sudo().hotel_callback_sample_share = 30
        sample.action_draw()
        self.by("sales_head", sample.line_ids[0]).action_confirmed()
        self.by("sales_head", sample.line_ids[1]).action_result("not_made", "The customer says nobody called 客户称无人致电")

    def files(self):
        """A confidential file with a request that waits and one granted, a file lent."""
        files = self.env["hotel.callback.file"]
        for number, confidential in ((0, True), (1, True), (2, False)):
            file = files.create({
                "partner_id": self.customers[number].id, "company_id": self.company.id, "confidential": confidential, "shelf": f"A-{number + 1}",
            })  # fmt: skip
            file.sudo().write({"habits": "Green tea, quiet room 绿茶,安静房间", "family": "Two children 两个孩子"})
            files |= file
        for number, kind in enumerate(("open", "borrow")):
            request = self.by("head_fb", self.env["hotel.callback.file.request"]).create({
                "file_id": files[number].id, "kind": kind, "purpose": "Menu for the anniversary 周年宴会菜单", "until": self.today + timedelta(days=7),
            })  # fmt: skip
            request.action_submit()
            if number:
                self.by("sales_head", request).action_approve()
        self.by("head_fb", files[1]).action_borrow()
