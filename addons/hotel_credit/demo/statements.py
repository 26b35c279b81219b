"""Statements in every state: sent, confirmed, disputed, late; allowances approved and waiting; a customer's portal login."""

import base64
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from odoo import Command

from . import papers

CUSTOMER = "customer"


def tell(story):
    """Send and answer the statements of the two months before this one; no e-mail leaves the demo."""
    Statements(story).tell()


class Statements:
    def __init__(self, story):
        self.story = story
        self.env = story.env
        self.older = story.month - relativedelta(months=2)
        self.newer = story.month - relativedelta(months=1)

    def tell(self):
        self.customer_login("C1002")
        self.photos(self.find("C1001", self.newer), self.find("C1002", self.newer))
        for reference in ("C1001", "C1002", "C1003", "C1009", "C2001", "C2002"):
            self.confirm(reference, self.older, way="paper")
        self.send(self.find("C1004", self.older))
        self.disputed("C1001")
        self.to_confirm("C1002")
        self.confirm("C1003", self.newer, way="link")
        self.send(self.find("C1004", self.newer))
        self.decided("C1009")
        self.send(self.find("C2002", self.newer))
        self.keep_mail()

    def find(self, reference, month):
        return self.env["hotel.statement"].sudo().search(
            [("agreement_id.partner_id.ref", "=", reference), ("month", "=", month)], limit=1
        )

    def person(self, statement):
        """Return the name of the customer's person."""
        return statement.commercial_partner_id.child_ids[:1].name or statement.commercial_partner_id.name

    # -- what happened ---------------------------------------------------------

    def send(self, statement):
        """Send a statement on the first of the month after its own, without the files: they are made when somebody asks."""
        if not statement:
            return statement
        sent_on = min(statement.date_end + timedelta(days=1), self.story.today)
        statement._post_to_customer("hotel_credit.mail_template_statement")
        statement._mark_sent(self.story.users["finance"], way="email")
        statement.write(
            {
                "sent_at": statement.company_id._hotel_utc(self.at(sent_on)),
                "sent_to": statement._get_recipient().email_normalized,
            }
        )
        return statement

    def at(self, day, hour=9):
        return datetime.combine(day, time(hour))

    @contextmanager
    def in_time(self, statement):
        """Let the customer answer as if it were still the time for it."""
        confirm_until = statement.confirm_until
        statement.confirm_until = max(confirm_until, self.story.today)
        yield
        statement.confirm_until = confirm_until

    def confirm(self, reference, month, way):
        statement = self.send(self.find(reference, month))
        if not statement:
            return
        on = min(statement.confirm_until - timedelta(days=2), self.story.today)
        user = self.story.users["finance"] if way == "paper" else self.env.ref("base.public_user")
        scan = papers.scan("Statement confirmed", [statement.name]) if way == "paper" else None
        with self.in_time(statement):
            statement._confirm(self.person(statement), way, user, on=on, scan=scan)
        statement.confirmed_at = statement.company_id._hotel_utc(self.at(on, 11))

    def dispute(self, statement, charge, comment):
        evidence = base64.b64decode(papers.signed_slip(charge.check_number or charge.name, "Copy of the guest", "-"))
        return statement._dispute(
            charge, comment, self.person(statement), "link", self.env.ref("base.public_user"), [("our copy.png", evidence)]
        )

    def disputed(self, reference):
        """One slip is in dispute, for another finance has asked the finance head for an allowance."""
        statement = self.send(self.find(reference, self.newer))
        first, second = statement.charge_ids.sorted("amount")[:2]
        with self.in_time(statement):
            self.dispute(statement, first, "We were four at table, six menus are on the bill.")
            self.dispute(statement, second, "This is not our guest. 这位客人不是我们公司的。")
        kind = next(kind for kind in ("rooms", "food", "beverage", "banquet", "other") if second[f"amount_{kind}"])
        wizard = self.story.as_user(second.dispute_ids, "finance").env["hotel.statement.resolve"].create(
            {
                "dispute_id": second.dispute_ids.id,
                "resolution": "The guest signed with another company's card. We take half.",
                **{f"amount_{each}": 0 for each in ("rooms", "food", "beverage", "banquet", "other")},
                f"amount_{kind}": round(second.amount / 2, 2),
            }
        )
        wizard.action_decide()

    def decided(self, reference):
        """One slip was allowed in part, another stands; then the customer confirmed."""
        statement = self.send(self.find(reference, self.newer))
        first, second = statement.charge_ids.sorted("amount")[:2]
        with self.in_time(statement):
            kind = next(kind for kind in ("rooms", "food", "beverage", "banquet", "other") if second[f"amount_{kind}"])
            allowance = self.story.as_user(second, "finance").env["hotel.sales.allowance"].create(
                {
                    "charge_id": second.id,
                    "kind": "discount",
                    "reason": "The air conditioning failed; 10 % promised by the duty manager.",
                    f"amount_{kind}": round(second.amount / 10, 2),
                }
            )
            allowance.action_submit()
            self.story.as_user(allowance, "finance_head").action_approve("As promised.")
            stands = self.dispute(statement, first, "Who signed this?")
            on = min(statement.date_end + timedelta(days=4), self.story.today)
            statement._confirm(self.person(statement), "link", self.env.ref("base.public_user"), on=on)
        self.story.as_user(stands, "finance").action_reject("Mr Ye signed it; the photo of the slip is attached to it.")

    def to_confirm(self, reference):
        """The customer with the login can still answer: a few days more than the rule gives, for whoever tries it."""
        statement = self.find(reference, self.newer)
        statement.confirm_until = max(statement.confirm_until, self.story.today + timedelta(days=5))
        self.send(statement)

    # -- what belongs to it ----------------------------------------------------

    def customer_login(self, reference):
        """Give the customer's contact a login for the portal."""
        firm = self.env["res.partner"].search([("ref", "=", reference)], limit=1)
        user = self.env["res.users"].with_context(no_reset_password=True, hotel_verification="Came in person").create(
            {
                "login": CUSTOMER,
                "password": CUSTOMER,
                "partner_id": firm.child_ids[:1].id,
                "group_ids": [Command.set(self.env.ref("base.group_portal").ids)],
                "company_id": self.env.ref("hotel_base.company_lakeside").id,
                "company_ids": [Command.set(self.env.ref("hotel_base.company_lakeside").ids)],
                "tz": "Asia/Shanghai",
            }
        )
        # With a name of ours, `./hotel demo` prints this login too.
        self.env["ir.model.data"]._update_xmlids([{"xml_id": "hotel_credit.user_customer", "record": user, "noupdate": True}])
        return user

    def photos(self, *statements):
        """Give some slips the photo that the till would have taken."""
        self.env["ir.attachment"].sudo().create(
            [
                {
                    "name": "photo",
                    "res_model": "hotel.charge",
                    "res_field": "photo",
                    "res_id": charge.id,
                    "datas": papers.signed_slip(charge.check_number or charge.name, charge.signer_id.name, f"{charge.amount:.2f}"),
                }
                for statement in statements
                for charge in statement.charge_ids.sorted("amount")[:6]
            ]
        )

    def keep_mail(self):
        """Take the e-mails out of the queue, as if they had arrived."""
        mails = self.env["mail.mail"].sudo().search([("model", "=", "hotel.statement"), ("state", "=", "outgoing")])
        mails.mail_message_id.notification_ids.write({"notification_status": "sent"})
        mails.unlink()
