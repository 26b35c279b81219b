"""A week at the sales desk of the Lakeside Hotel, and a morning: entries in every state, told by reception and salespeople.

Every step goes through the desk's own methods, which commit on a connection of their own; what lies in the past is played
today and dated back under superuser.
"""

from datetime import timedelta

from odoo import Command
from odoo.tools import SQL

# What the desk's short transactions read must have been committed.
# pylint: disable=invalid-commit

RECEPTION = "head_fo"
#: (kind, name, firm, phone, plate, source, need, result, note)
WEEK = [
    [
        ("walk_in", "Zhou Min 周敏", "Xinghe Software 星河软件", "139 5160 2201", "苏A·82N60", "friend", "meeting", "offer", "80 people, two days in May"),
        ("call", "Ms. Carter", "Brightwater Tours", "+44 20 7946 0018", "", "agency", "group", "follow_up", "12 rooms, three nights"),
        ("walk_in", "Sun Lihua 孙丽华", "", "138 5177 3302", "苏A·D19K2", "social", "wedding", "ordered", "Lake hall, 18 tables, 6 June"),
    ],
    [
        ("call", "Gao Feng 高峰", "Jinling Pharma 金陵药业", "025-8471 2266", "", "regular", "rooms", "ordered", "Firm rate renewed"),
        ("walk_in", "He Jing 何静", "", "137 7066 1180", "", "passing", "banquet", "no_interest", "Wanted this Saturday, full"),
    ],
    [
        ("walk_in", "Zhou Min 周敏", "", "139 5160 2201", "", "friend", "meeting", "ordered", "Contract signed"),
        ("walk_in", "Tom Becker", "Hansa Maschinen", "+49 40 123 4567", "沪B·77X01", "web", "long", "offer", "Two engineers, three months"),
        ("call", "Xu Ning 徐宁", "", "150 6224 9081", "", "advert", "wedding", "follow_up", "Comes to see the hall on Sunday"),
    ],
]
TABLES = {
    "hotel_desk_entry": ("day", "arrived_at", "assigned_at", "taken_at", "done_at"),
    "hotel_desk_presence": ("day", "signed_in_at", "signed_out_at"),
    "hotel_desk_skip": ("day", "at"),
    "hotel_desk_day": ("day",),
}


def tell(env):
    """Make the desk and its week in database `env`; does nothing where the desk stands already."""
    if not env["hotel.desk"].search_count([], limit=1):
        DeskStory(env).tell()


class DeskStory:
    def __init__(self, env):
        self.env = env
        self.company = env.ref("hotel_base.company_lakeside")
        self.users = {user.login: user for user in env["res.users"].search([])}
        self.desk = env["hotel.desk"]

    def tell(self):
        self.open_desk()
        for days_ago, visits in zip((9, 7, 4), WEEK):
            self.play(visits)
            self.date_back(days_ago)
        self.old_customers()
        self.decide_dispute()
        self.today()
        self.reports()
        self.env.cr.commit()

    def open_desk(self):
        self.desk = self.env["hotel.desk"].create({
            "name": "Sales centre",
            "code": "SC",
            "company_id": self.company.id,
            "receptionist_ids": [Command.set((self.users[RECEPTION] | self.users["cashier"]).ids)],
            "member_ids": [Command.set([self.users[login].id for login in ("sales", "sales2", "sales_head")])],
        })
        self.desk.with_context(lang="zh_CN").name = "销售中心"
        self.env["hotel.desk"].create({
            "name": "Sales office Old Town",
            "code": "OT",
            "company_id": self.env.ref("hotel_base.company_oldtown").id,
            "receptionist_ids": [Command.set(self.users["cashier_oldtown"].ids)],
            "owner_by": "named",
            "new_calls": "reception",
            "turn_back_by": "head",
        })
        self.env.cr.commit()

    # -- what people do -------------------------------------------------------

    def by(self, records, login):
        """Return `records` as the user with `login` sees them, in a transaction that sees what was committed."""
        self.env.cr.commit()
        return records.with_user(self.users[login]).with_company(self.company).sudo(False)

    def ref(self, kind, name):
        return self.env.ref(f"hotel_reception.desk_{kind}_{name}").id if name else False

    def enter(self, kind, name, firm, phone, plate, source, need, **values):
        answer = self.by(self.desk, RECEPTION).register_entry({
            "kind": kind, "name": name, "firm": firm, "phone": phone, "plate": plate,
            "source_id": self.ref("source", source), "need_id": self.ref("need", need), **values,
        })  # fmt: skip
        self.env.cr.commit()
        self.env.invalidate_all()
        return self.env["hotel.desk.entry"].browse(answer["entry"])

    def finish(self, entry, result, note):
        login = entry.user_id.login
        self.by(entry, login).action_take()
        self.by(entry, login).finish(result, note)
        self.env.cr.commit()
        self.env.invalidate_all()

    def sign_in(self, *logins):
        for login in logins:
            self.by(self.desk, login).sign_in()
        self.env.cr.commit()

    def play(self, visits):
        """One day of the past, played today."""
        self.sign_in("sales", "sales2")
        for *facts, result, note in visits:
            self.finish(self.enter(*facts), result, note)
        self.by(self.desk, RECEPTION).skip(self.users["sales2"].id, "busy", "On the telephone with a planner")
        self.by(self.desk, "sales2").back()

    def date_back(self, days):
        """Put the day that was just played `days` back, with its counter, queue, owners and waiting times."""
        self.env.cr.commit()
        today = self.desk._business_date()
        for table, columns in TABLES.items():
            moved = SQL(", ").join(
                SQL("%(c)s = %(c)s - %(days)s", c=SQL.identifier(column), days=days if column == "day" else timedelta(days=days)) for column in columns
            )
            self.env.execute_query(SQL("UPDATE %s SET %s WHERE desk_id = %s AND day = %s RETURNING id", SQL.identifier(table), moved, self.desk.id, today))
        self.env.execute_query(SQL(
            """
            UPDATE hotel_desk_entry SET name = 'SC/' || to_char(day, 'YYMMDD') || '/' || lpad(number::text, 3, '0'),
                   taken_at = arrived_at + make_interval(mins => number + 1), wait_minutes = number + 1
             WHERE desk_id = %s AND day = %s RETURNING id
            """,
            self.desk.id, today - timedelta(days=days),
        ))  # fmt: skip
        self.env.execute_query(SQL(
            "UPDATE hotel_desk_ownership SET since = since - %s WHERE since = %s AND company_id = %s RETURNING id", days, today, self.company.id
        ))  # fmt: skip
        self.env.execute_query(SQL(
            """UPDATE hotel_desk_customer SET last_contact = last_contact - %(days)s, lapses_on = lapses_on - %(days)s,
                      owned_since = owned_since - %(days)s, bought_on = CASE WHEN bought_on = %(today)s THEN bought_on - %(days)s ELSE bought_on END
                WHERE last_contact = %(today)s AND company_id = %(company)s RETURNING id""",
            days=days, today=today, company=self.company.id,
        ))  # fmt: skip
        self.env.invalidate_all()
        self.env.cr.commit()

    # -- states ---------------------------------------------------------------

    def old_customers(self):
        """Customers of the classes; one whose ownership has lapsed, one that lapses within the week."""
        today = self.desk._business_date()
        day = today - timedelta(days=120)
        for name, firm, login, customer_class, contact in (
            ("Luo Qiang 罗强", "Zijin Steel 紫金钢铁", "sales", "key", today - timedelta(days=100)),
            ("Ye Fan 叶帆", "", "sales2", "occasional", today - timedelta(days=95)),
            ("Kong Wei 孔伟", "Qinhuai Media 秦淮传媒", "sales", "regular", today - timedelta(days=86)),
        ):
            customer = self.env["hotel.desk.customer"].create({
                "name": name, "firm": firm, "company_id": self.company.id, "desk_id": self.desk.id, "class_id": self.ref("class", customer_class),
                "phone": f"1395160{len(name)}{len(firm):03d}",
            })  # fmt: skip
            customer._give_to(self.users[login], "first", day)
            customer.last_contact = False
            customer._note_contact(contact, self.desk)
        self.env["hotel.desk.ownership"]._lapse_chunk(self.company, today, 100)
        self.env.cr.commit()

    def decide_dispute(self):
        entry = self.env["hotel.desk.entry"].search([("customer_name", "=", "Tom Becker")], limit=1)
        claimant = "sales" if entry.user_id.login == "sales2" else "sales2"
        self.by(entry, claimant).dispute("He wrote to me two weeks ago; the e-mail is in my outbox.")
        self.env.cr.commit()
        dispute = self.env["hotel.desk.dispute"].search([("entry_id", "=", entry.id)])
        self.by(dispute, "sales_head").decide(self.users[claimant].id, "The e-mail is older than the visit: the first contact counts.")
        self.env.cr.commit()

    def today(self):
        """The running morning: done, received, called, waiting, to be confirmed as no customer, given back, disputed."""
        self.sign_in("sales", "sales2", "sales_head")
        spy = self.enter("walk_in", "Mr. Nan 南先生", "City Research 城市调研", "131 0000 4411", "", "passing", "other")
        self.by(spy, spy.user_id.login).report_no_customer("research", "Compares the prices of all halls in town for a study")
        self.by(spy, RECEPTION).action_confirm_no_customer()
        owned = self.enter("walk_in", "Sun Lihua 孙丽华", "", "138 5177 3302", "", "regular", "wedding")
        self.finish(owned, "follow_up", "Tasting on Friday")
        claimed = self.enter("call", "Meng Yao 孟瑶", "Jiangbei New Area 江北新区", "025-5800 1188", "", "web", "meeting")
        self.by(claimed, claimed.user_id.login).action_take()
        claimant = "sales" if claimed.user_id.login == "sales2" else "sales2"
        self.by(claimed, claimant).dispute("I visited her office in autumn.")
        asked = self.enter("walk_in", "Mr. Tao 陶先生", "Napkins & More", "133 0000 8820", "苏E·55P11", "passing", "other")
        self.by(asked, asked.user_id.login).report_no_customer("supplier", "Offers table linen")
        self.by(self.desk, RECEPTION).skip(self.users["sales2"].id, "busy", "Preparing the contract for Saturday")
        for name, phone in (("Fang Yu 方宇", "152 9550 3318"), ("Mrs. Okafor", "+234 803 000 1122"), ("Qian 钱女士", "158 0516 7720")):
            self.enter("walk_in", name, "", phone, "", "social", "banquet")

    def reports(self):
        """Last week's report, issued; this week's as a draft."""
        today = self.desk._business_date()
        monday = today - timedelta(days=today.weekday())
        weeks = self.env["hotel.desk.week"]
        for start in (monday - timedelta(days=14), monday - timedelta(days=7), monday):
            weeks |= weeks._make(self.desk, start)
        self.env.cr.commit()
        past = weeks.filtered(lambda week: week.date_end < today).sorted("date_start")[:1]
        if past:
            self.by(past, "sales_head").write({"remarks": "Two weddings asked for June: hold the lake hall."})
            self.by(past, "sales_head").action_issue()
