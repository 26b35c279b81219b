"""The work of the demo's events: crew, countdown, calls and run sheet of the great dinner, and a training that is on today."""

from datetime import timedelta

from odoo import fields

from .dinner import dinner

CHINESE = {
    "hotel_event_exits": "荷花厅通往前厅的两扇双开门、舞台后通往后院的一扇门；电梯旁楼梯通往湖边。由值班工程师全部打开。",
    "hotel_event_assembly_point": "湖边停车场旗杆处",
}
#: Role: whose turn it is, by the employees' names in the demo's XML; who is not named is still looked for.
CREW = {
    "commander": ("gm",),
    "coordinator": ("sales",),
    "purchasing": ("finance",),
    "greeter": ("sales2", "head_rooms"),
    "signin": ("sales_head", "cashier"),
    "usher": ("hr", "cashier_restaurant"),
    "banquet": ("head_fb",),
    "security": ("head_fo",),
    "stores": ("auditor",),
}
#: Who was called for the dinner, and what came of it.
CALLS = (
    ("陈瑜 Chen Yu", "+86 138 0515 1001", ("coming",)),
    ("王志强 Wang Zhiqiang", "+86 138 0515 1002", ("coming",)),
    ("孙丽 Sun Li", "+86 138 0515 1003", ("unreached", "coming")),
    ("Anna Schmidt", "+49 170 5550 1004", ("declined",)),
    ("钱敏 Qian Min", "+86 138 0515 1005", ("undecided",)),
    ("赵磊 Zhao Lei", "+86 138 0515 1006", ("unreached", "unreached")),
    ("周平 Zhou Ping", "+86 138 0515 1007", ("wrong",)),
    ("郑凯 Zheng Kai", "+86 138 0515 1008", ()),
    ("冯伟 Feng Wei", "+86 138 0515 1009", ()),
)


def tell(env):
    """Make the records unless they stand already."""
    if not env["hotel.event.incident"].search_count([], limit=1):
        Work(env).tell()


class Work:
    def __init__(self, env):
        self.company = env.ref("hotel_base.company_lakeside")
        self.env = env(context={**env.context, "allowed_company_ids": self.company.ids})
        self.now = fields.Datetime.now().replace(second=0)

    def tell(self):
        self.company.with_context(lang="zh_CN").write(CHINESE)
        event = self.as_("sales", dinner(self.env).event_id)
        self.crew(event)
        self.run_sheet(event)
        self.countdown(event)
        self.calls(event)
        self.training()

    def as_(self, login, record):
        return record.with_user(self.env.ref(f"hotel_base.user_{login}")).with_context(self.env.context)

    def person(self, name):
        return self.env.ref(f"hotel_base.employee_{name}")

    def crew(self, event):
        for role, names in CREW.items():
            duties = event.hotel_duty_ids.filtered(lambda duty, r=role: duty.role_id == self.env.ref(f"hotel_events.event_role_{r}"))
            for duty, name in zip(duties, names, strict=False):
                duty.employee_id = self.person(name)

    def run_sheet(self, event):
        """On the stage of the great hall; two items of one person overlap, which the sheet shows."""
        hall = self.env.ref("hotel_events.room_lotus")
        items = event.hotel_item_ids.sorted()
        items.filtered(lambda item: item.place in ("Main stage", "Main hall", "主舞台", "主会场")).write({"room_id": hall.id, "place": False})
        items.filtered(lambda item: item.role_id == self.env.ref("hotel_events.event_role_banquet")).employee_id = self.person("head_fb")
        event.hotel_item_ids.create(
            {
                "event_id": event.id,
                "sequence": items[15].sequence + 1,
                "name": "Children's table: birthday cake 儿童桌生日蛋糕",
                "start": items[15].start + timedelta(minutes=10),
                "stop": items[15].start + timedelta(minutes=25),
                "place": "Table 12",
                "employee_id": self.person("head_fb").id,
            }
        )

    def countdown(self, event):
        tasks = event.hotel_task_ids.filtered(lambda task: not task.done_at)
        tasks[:6].action_done()
        # One that was to be done yesterday: late, escalated by the next round of the clocks.
        tasks[6].sudo().deadline = self.now - timedelta(days=1)

    def calls(self, event):
        task = event.sudo()._hotel_start_invitations([{"name": name, "phone": phone} for name, phone, _outcomes in CALLS])
        for call, (_name, _phone, outcomes) in zip(self.as_("sales2", task.call_ids), CALLS, strict=False):
            for outcome in outcomes:
                call.outcome = outcome

    def training(self):
        """A training that is on now: the page of the day, its crew, what happened."""
        begin = self.now.replace(minute=0) - timedelta(hours=2)
        customer = self.env["res.partner"].search([("name", "=", "瑞康医药 Ruikang Pharmaceuticals")], limit=1) or self.env["res.partner"].create(
            {"name": "瑞康医药 Ruikang Pharmaceuticals", "is_company": True, "phone": "+86 25 8455 4410", "city": "Nanjing"}
        )
        order = self.as_("sales2", self.env["hotel.event.order"]).create(
            {
                "title": "瑞康医药销售培训 Sales training of Ruikang",
                "company_id": self.company.id,
                "kind_id": self.env.ref("hotel_events.event_kind_training").id,
                "partner_id": customer.id,
                "date_begin": begin,
                "date_end": begin + timedelta(hours=9),
                "guests_guaranteed": 60,
            }
        )
        event = order.event_id
        event.hotel_item_ids.filtered(lambda item: item.place in ("Training room", "培训教室")).write(
            {"room_id": self.env.ref("hotel_events.room_plum").id, "place": False}
        )
        for duty, name in zip(event.hotel_duty_ids, ("sales2", "cashier_restaurant", "finance_head", "hr"), strict=False):
            duty.employee_id = self.person(name)
        plan = event.hotel_emergency_ids
        self.as_("head_fo", plan).action_approve()
        log = self.as_("head_fo", self.env["hotel.event.incident"])
        first = log.create(
            {
                "event_id": event.id,
                "at": self.now - timedelta(minutes=50),
                "severity": "minor",
                "name": "投影灯泡损坏 Lamp of the projector failed",
                "place": "梅花厅 Plum Room",
                "person": "技术员 Technician",
                "action": "Spare projector within four minutes 四分钟内更换备用投影",
            }
        )
        log.create(
            {
                "event_id": event.id,
                "at": self.now - timedelta(minutes=50),
                "severity": "note",
                "name": "Correction: the spare one was from the Bamboo Room 更正：备用投影来自翠竹厅",
                "person": "魏平 Wei Ping",
                "action": "Returned after the lesson 课后归还",
                "corrects_id": first.id,
            }
        )
