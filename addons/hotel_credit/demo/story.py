"""The demo's story: customers in every state, told by the people who would do it, with dates that move with today.

Runs after the installation (``./hotel demo``, ``./hotel db NAME --demo``), because a charge commits on a connection of
its own (DESIGN, the charge). Everything goes through the business's own methods; only what lies in the past is dated
back under superuser.
"""

import csv
import random
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from stdnum.cn import uscc

from odoo import Command

from . import collection, dunning, liability, papers, statements
from .months import CUSTOMERS, Months

# A story told to a running system, in chapters: what a charge on its own connection reads must have been committed.
# pylint: disable=invalid-commit

#: How far each story goes; every step stands on those before it.
STEPS = ("draft", "at_sales_head", "at_finance", "at_gm", "to_sign", "active")
REACHED = {name: position for position, name in enumerate(STEPS)}
#: What became of a customer later: how far its application went first.
ENDS = {"rejected": "at_sales_head", **dict.fromkeys(("near_limit", "suspended", "renewal", "expired", "terminated"), "active")}


def tell(env):
    """Make the demo's records in database `env`; does nothing where they stand already."""
    if not env["hotel.credit.application"].search_count([], limit=1):
        Story(env).tell()


def credit_code(number):
    """Return a unified social credit code (GB 32100) with a right check character."""
    body = f"91320100MA{number:07d}"
    return body + uscc.calc_check_digit(body)


class Story(Months):
    def __init__(self, env):
        self.env = env
        self.users = {user.login: user for user in env["res.users"].search([])}
        self.today = env.ref("hotel_base.company_lakeside")._hotel_today()
        self.month = self.today.replace(day=1)
        self.random = random.Random("hotel")

    def tell(self):
        self.open_books()
        with CUSTOMERS.open(encoding="utf-8") as lines:
            for number, row in enumerate(csv.DictReader(lines), 1):
                self.customer(number, row)
                self.env.cr.commit()
        self.charge_months()
        self.bill_and_pay()
        statements.tell(self)
        collection.tell(self)
        liability.tell(self)
        self.look_ahead()
        self.env.cr.commit()
        dunning.tell(self)

    # -- the house ------------------------------------------------------------

    def open_books(self):
        """Give the group its chart of accounts and the hotels their taxes and products."""
        group = self.env.ref("base.main_company")
        # Before the chart: it insists that the branches have the group's fiscal country.
        (group | group.child_ids).account_fiscal_country_id = self.env.ref("base.cn")
        chart = "cn" if "cn" in self.env["account.chart.template"]._get_chart_template_mapping() else "generic_coa"
        self.env["account.chart.template"].try_loading(chart, group, install_demo=False)
        for name in ("lakeside", "oldtown"):
            self.env.ref(f"hotel_base.company_{name}")._hotel_set_up_accounting()

    def company_of(self, row):
        return self.env.ref("hotel_base.company_oldtown" if row["reference"].startswith("C2") else "hotel_base.company_lakeside")

    def person(self, role, company):
        """Return the user who plays `role` in `company`."""
        if company == self.env.ref("hotel_base.company_oldtown"):
            role = {"gm": "gm_oldtown", "sales_head": "sales_head_oldtown"}.get(role, role)
        return self.users[role]

    def as_user(self, records, login):
        """Return `records` as the user with `login` sees them, in the records' own company."""
        company = records.company_id or self.env.ref("hotel_base.company_lakeside")
        return records.with_user(self.person(login, company)).with_company(company).sudo(False)

    # -- one customer ---------------------------------------------------------

    def customer(self, number, row):
        firm = self.env["res.partner"].create(
            {
                "name": row["name"],
                "is_company": True,
                "lang": "zh_CN" if row["kind"] == "special" else "en_US",
                "ref": row["reference"],
                "company_registry": credit_code(number),
                "vat": False,
                "country_id": self.env.ref("base.cn").id,
                "user_id": self.users[row["salesperson"]].id,
                **{name: row[name] for name in ("phone", "email", "street", "city")},
                "child_ids": [Command.create({"name": row["contact"], "phone": row["phone"], "email": row["email"]})],
            }
        )
        reached = ENDS.get(row["story"], row["story"])
        start, end = self.dates(row["story"])
        application = self.application(row, firm, number, start, end)
        if REACHED[reached] >= REACHED["at_sales_head"]:
            self.as_user(application, row["salesperson"]).action_submit()
        if row["story"] == "rejected":
            self.as_user(application, "sales_head").action_reject(
                "The firm was founded two months ago and shows no results yet. File again with a year's accounts."
            )
        if REACHED[reached] >= REACHED["at_finance"]:
            self.as_user(application, "sales_head").action_approve("Known customer, visits us every month.")
        if REACHED[reached] >= REACHED["at_gm"]:
            self.finance_passes(application)
        if REACHED[reached] >= REACHED["to_sign"]:
            self.gm_grants(application)
            self.sign(application.agreement_id, row, active=REACHED[reached] >= REACHED["active"])
        self.turn(application.agreement_id, row)

    def dates(self, story):
        """Return first and last day of the agreement that the customer of `story` asks for."""
        if story == "renewal":
            start = self.today - relativedelta(years=1, months=-1, days=-10)
        elif story in REACHED and REACHED[story] < REACHED["active"]:
            return self.today + timedelta(days=7), self.today + relativedelta(years=1, days=6)
        else:
            start = self.month - relativedelta(months=5)
        return start, start + relativedelta(years=1, days=-1)

    def application(self, row, firm, number, start, end):
        company = self.company_of(row)
        salesperson = self.users[row["salesperson"]]
        special = row["kind"] == "special"
        env = self.env(user=salesperson, context={"allowed_company_ids": company.ids, "lang": "en_US"}, su=False)
        application = env["hotel.credit.application"].create(
            {
                "kind": "special" if special else "new",
                "partner_id": firm.id,
                "company_id": company.id,
                "currency_id": company.currency_id.id,
                "requested_limit": float(row["limit"]),
                "requested_start": start,
                "requested_end": end,
                "purpose": "Rooms for visiting staff, business meals and meetings throughout the year.",
                "document_ids": [
                    Command.create(vals) for vals in self.documents(number, row, complete=row["story"] != "draft")
                ],
            }
        )
        report = env["hotel.credit.investigation"].create(
            {
                "application_id": application.id,
                "company_size": "About 300 staff in three offices; registered capital 20 million.",
                "business_results": "Turnover and profit have grown for three years in a row.",
                "credit_standing": "Pays its other suppliers within 30 days. No court cases on record.",
                "grade": "b" if float(row["limit"]) < 80000 else "a",
                "recommended_limit": float(row["limit"]),
            }
        )
        if row["story"] != "draft":
            self.as_user(report, "sales_head").action_pass()
        return application

    def documents(self, number, row, complete):
        types = ["organisation_letter"] if row["kind"] == "special" else ["unified_licence", "legal_representative", "bank_permit"]
        for code in types if complete else types[:1]:
            kind = self.env.ref(f"hotel_credit.document_type_{code}")
            yield {
                "type_id": kind.id,
                "name": f"{code}.pdf",
                "upload": papers.scan(kind.name, [f"Copy no. {number}"]),
                "sealed": row["kind"] != "special",
                "credit_code": credit_code(number) if kind.has_credit_code else False,
                "expires_on": self.today + timedelta(days=20 + number * 30) if kind.has_end_date else False,
            }

    def finance_passes(self, application):
        step = self.as_user(application, "finance")
        step.write({"finance_opinion": "Papers complete and sealed. No other debts with us. We support the limit asked for."})
        if application.kind == "renewal":
            step.write({"finance_credit_opinion": "Paid on time in ten of twelve months."})
        step.action_approve()

    def gm_grants(self, application):
        self.as_user(application, "gm").action_approve("Granted as asked for.")
        if application.approval_state == "pending":
            self.as_user(application, "chairman").action_approve("Agreed.")

    # -- the agreement --------------------------------------------------------

    def sign(self, agreement, row, active):
        salesperson = row["salesperson"]
        special = row["kind"] == "special"
        signers = [row["contact"], "Jin Ping 金萍", "Ye Tao 叶涛"][: 1 + self.random.randrange(3)]
        paper = agreement.with_user(self.users[salesperson]).with_company(agreement.company_id).sudo(False)
        vals = {
            "signer_ids": [
                Command.create({"name": name, "phone": row["phone"], "specimen": papers.specimen(name)}) for name in signers
            ],
            "scan_upload": papers.scan("Credit agreement", [agreement.name]),
            "scan_filename": f"{agreement.name.replace('/', '-')}.pdf",
            "customer_signed": True,
        }
        if not special:
            vals.update(customer_sealed=True, letter_received_on=self.today)
            vals["letter_upload"] = papers.scan("Authorisation letter", signers)
        if active:
            vals.update(hotel_signed=True, company_sealed=True, finance_sealed=True, signed_on=self.today)
        paper.write(vals)
        if not active:
            return
        paper.action_hand_to_finance()
        self.as_user(agreement, "finance").action_activate()
        agreement.signer_ids.sudo().write({"valid_from": agreement.date_start})
        if not row["reference"].endswith("2"):
            self.as_user(agreement, "auditor").write(
                {"archive_number": f"A-{row['reference']}", "archive_place": "Archive room, cabinet 3"}
            )
        self.acknowledge(agreement, all_of_them=row["story"] != "near_limit")

    def acknowledge(self, agreement, all_of_them):
        waiting = agreement.acknowledgement_ids.filtered(lambda each: each.state == "waiting")
        for acknowledgement in waiting if all_of_them else waiting[:1]:
            user = acknowledgement.user_ids[:1]
            if user:
                acknowledgement.with_user(user).sudo(False).action_acknowledge()

    def turn(self, agreement, row):
        """Carry out what happened to an agreement later."""
        if row["story"] == "suspended":
            self.as_user(agreement, "finance_head").action_suspend("Two invoices are overdue and the customer does not answer.")
        elif row["story"] == "terminated":
            self.as_user(agreement, "gm").action_terminate("The customer ended its business in the city.")
        elif row["story"] == "expired":
            # No agreement is granted that is over already: the nightly watch finds it so.
            agreement.sudo().write(
                {name: agreement[name] - relativedelta(months=9) for name in ("date_start", "date_end")}
            )

    def look_ahead(self):
        """File the renewal that waits for the chairman, an increase for this month and a charge that the GM allows."""
        Agreement = self.env["hotel.credit.agreement"]
        law = Agreement.search([("partner_id.ref", "=", "C1009")], limit=1)
        sales2 = self.env(user=self.users["sales2"], context={"allowed_company_ids": law.company_id.ids}, su=False)
        renewal = sales2["hotel.credit.application"].create(
            {
                "kind": "renewal",
                "partner_id": law.partner_id.id,
                "company_id": law.company_id.id,
                "currency_id": law.currency_id.id,
                "previous_agreement_id": law.id,
                "requested_limit": law.monthly_limit + 10000,
                "requested_start": law.date_end + timedelta(days=1),
                "requested_end": law.date_end + relativedelta(years=1),
                "purpose": "The firm takes on more partners and needs more meeting days.",
                "sales_evaluation": "Reliable; settles every month, twice a few days late in summer.",
                "document_ids": [
                    Command.create(vals) for vals in self.documents(9, {"kind": "standard"}, complete=True)
                ],
            }
        )
        report = sales2["hotel.credit.investigation"].create(
            {
                "application_id": renewal.id,
                "company_size": "42 lawyers, two offices.",
                "business_results": "Fee income up by a tenth.",
                "credit_standing": "No complaints, no court cases of its own.",
                "grade": "a",
                "recommended_limit": law.monthly_limit + 10000,
            }
        )
        self.as_user(report, "sales_head").action_pass()
        renewal.action_submit()
        self.as_user(renewal, "sales_head").action_approve()
        self.finance_passes(renewal)
        self.as_user(renewal, "gm").action_approve("Yes, as asked for.")
        tech = Agreement.search([("partner_id.ref", "=", "C1002")], limit=1)
        sales = self.env(user=self.users["sales"], context={"allowed_company_ids": tech.company_id.ids}, su=False)
        increase = sales["hotel.credit.increase"].create(
            {
                "agreement_id": tech.id,
                "month": self.month,
                "amount": 15000,
                "reason": "Annual customer meeting of the firm with 60 guests this month.",
            }
        )
        increase.action_submit()
        power = Agreement.search([("partner_id.ref", "=", "C1001")], limit=1)
        approval = sales["hotel.guarantor.approval"].create(
            {
                "agreement_id": power.id,
                "amount": 3000,
                "reason": "Dr Gu is abroad; his deputy dines with two guests and has no specimen yet.",
                "signature": papers.specimen("Zhao Yang"),
            }
        )
        approval.action_submit()
        for cron in ("cron_agreement_watch", "cron_near_limit"):
            self.env.ref(f"hotel_credit.{cron}").method_direct_trigger()
        self.enquiry()
        self.hand_over()
        self.run_late()

    def enquiry(self):
        """An opportunity whose firm will ask for credit."""
        sales = self.users["sales"]
        (sales | self.users["sales2"]).group_ids += self.env.ref("sales_team.group_sale_salesman")
        self.users["sales_head"].group_ids += self.env.ref("sales_team.group_sale_salesman_all_leads")
        company = self.env.ref("hotel_base.company_lakeside")
        firm = self.env["res.partner"].create(
            {"name": "Purple Mountain Optics 紫金光学", "is_company": True, "city": "Nanjing", "user_id": sales.id}
        )
        self.env(user=sales, context={"allowed_company_ids": company.ids}, su=False)["crm.lead"].create(
            {"name": "Twelve dealer meetings a year", "type": "opportunity", "partner_id": firm.id, "expected_revenue": 180000}
        )

    def hand_over(self):
        """A salesperson changes department and hands over the customers (E8)."""
        company = self.env.ref("hotel_base.company_lakeside")
        env = self.env(user=self.users["hr"], context={"allowed_company_ids": company.ids}, su=False)
        employee = {login: self.users[login].with_company(company).employee_id.id for login in ("sales", "sales2")}
        env["hotel.handover"].create(
            {
                "employee_id": employee["sales2"],
                "to_employee_id": employee["sales"],
                "department_head_id": self.users["sales_head"].id,
                "reason": "department",
                "effective_date": self.today + timedelta(days=14),
                "note": "The law firm wants to be called before ten; the clinic pays by transfer only.",
            }
        ).action_submit()

    def run_late(self):
        """Finance lets one application lie: its deadline is past, and the page of what is late shows it."""
        application = self.env["hotel.credit.application"].search([("partner_id.ref", "=", "C1006")], limit=1)
        step = application.sudo().approval_step_ids.filtered(lambda each: each.state == "pending")
        clocks = self.env["hotel.clock"].sudo().search(
            [("res_model", "=", application._name), ("res_id", "=", application.id), ("stopped", "=", False)]
        )
        back = timedelta(days=6)
        step.write({"started_at": step.started_at - back, "deadline": step.deadline - back})
        for clock in clocks:
            clock.write({"started": clock.started - back, "due": clock.due - back})
        self.env["hotel.clock"].sudo()._tell_all()
        self.env.cr.commit()
