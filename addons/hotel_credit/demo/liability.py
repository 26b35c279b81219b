"""The demo's temporary credits: one in each state, with the guarantees and holds that follow from them."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from . import papers

# A chapter of the story, which is told to a running system.
# pylint: disable=invalid-commit


def tell(story):
    """Make temporary credits of the lakeside hotel: settled, held, lifted, refused, under review, drafted, across the month's end."""
    Liability(story).tell()


class Liability:
    def __init__(self, story):
        self.story = story
        self.env = story.env
        self.company = story.env.ref("hotel_base.company_lakeside")
        self.last_month = story.month - relativedelta(months=1)

    def tell(self):
        paid = self.approved("head_fb", "Liu Yang 刘洋", self.last_month - timedelta(days=20), 1680.00, 320.50)
        self.pay(paid)
        self.approved("head_fb", "Green Valley Tours 绿谷旅行社", self.last_month + timedelta(days=4), 5200.00, 1866.00)
        late = self.approved("head_rooms", "Zhao Ming 赵明", self.last_month + timedelta(days=6), 988.00, 0)
        run = self.as_user("finance")["hotel.payroll.hold.run"].create({"month": self.last_month, "company_id": self.company.id})
        run.action_start()
        run.sudo()._work_all()
        self.pay(late)
        end = self.story.month + relativedelta(months=1, days=-2)
        waits = self.request("sales_head", "Harbour Film Studio 海港影视", end, 3600.00, 1240.00)
        waits.action_submit()
        gm = waits.with_user(self.story.users["gm"]).sudo(False)
        gm.write({"granted_due_date": gm.expected_latest_date, "exception_reason": "The studio's bank pays on the fifth; confirmed in writing."})
        gm.action_approve()
        refused = self.request("head_fo", "Sun Li 孙丽", self.story.today, 0, 458.00)
        refused.action_submit()
        refused.with_user(self.story.users["gm"]).sudo(False).action_reject("She lives across the street: let her fetch the money.")
        self.request("head_rooms", "Crane Dance Company 白鹤舞团", self.story.today, 2760.00, 690.00).action_submit()
        self.request("head_fo", "Mr. Okafor", self.story.today, 1320.00, 86.00, signed=False)
        self.env.cr.commit()

    def as_user(self, login):
        return self.env(user=self.story.users[login], context={"allowed_company_ids": self.company.ids, "lang": "en_US"}, su=False)

    def request(self, login, name, departure, rooms, food, signed=True):
        """Return what the department head `login` applies for."""
        partner = self.env["res.partner"].create({"name": name, "phone": "+86 25 8455 3020", "city": "Nanjing"})
        return self.as_user(login)["hotel.temporary.credit"].create(
            {
                "partner_id": partner.id,
                "departure_date": departure,
                "reason": "The card was refused; the transfer is promised within the week.",
                "signature": papers.specimen(login) if signed else False,
                "amount_rooms": rooms,
                "amount_food": food,
            }
        )

    def approved(self, *args):
        """Return a credit that the GM has approved."""
        credit = self.request(*args)
        credit.action_submit()
        credit.with_user(self.story.users["gm"]).sudo(False).action_approve()
        return credit

    def pay(self, credit):
        """Register the money for a credit: it lifts a hold, too."""
        move = credit.sudo().move_id
        register = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids, allowed_company_ids=self.company.ids
        )
        register.create({"payment_date": min(credit.due_date, self.story.today)})._create_payments()
