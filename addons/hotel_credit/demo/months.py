"""The demo's running months: what customers charge, what is billed, what they pay."""

import csv
from datetime import timedelta
from pathlib import Path

from dateutil.relativedelta import relativedelta

from odoo.tools.misc import file_path

# A story told to a running system, in chapters: what a charge on its own connection reads must have been committed.
# pylint: disable=invalid-commit

CUSTOMERS = Path(file_path("hotel_credit")).parents[1] / "data" / "customers.csv"
OUTLETS = {"rooms": "FRONT", "food": "REST", "beverage": "BAR", "banquet": "BANQ"}


class Months:
    """Three months of charging on account; a part of `story.Story`."""

    def charge_months(self):
        """Let the running customers charge for three months: files of the months before, today's slips at the till."""
        use = {"near_limit": 0.86, "active": 0.55, "renewal": 0.6, "suspended": 0.5}
        with CUSTOMERS.open(encoding="utf-8") as lines:
            rows = [row for row in csv.DictReader(lines) if row["story"] in use]
        for back in (2, 1, 0):
            first = self.month - relativedelta(months=back)
            last = min(first + relativedelta(months=1, days=-1), self.today - timedelta(days=1))
            if last < first:
                continue
            for row in rows:
                if row["story"] == "suspended" and not back:
                    continue
                part = 1 if back else last.day / 30
                self.charge_month(row, first, last, float(row["limit"]) * use[row["story"]] * part)
        self.env.cr.commit()

    def charge_month(self, row, first, last, aim):
        agreement = self.env["hotel.credit.agreement"].search([("partner_id.ref", "=", row["reference"])], limit=1)
        company = agreement.company_id
        suspended = agreement.state == "suspended"
        if suspended:  # the months before the suspension
            self.as_user(agreement, "finance_head").action_lift("Paid in part.")
            self.env.cr.commit()
        slips, signers = [], agreement.signer_ids.mapped("code")
        codes = set(self.env["hotel.outlet"].search([("company_id", "=", company.id)]).mapped("code"))
        while aim > 300:
            kind = self.random.choice([kind for kind, code in OUTLETS.items() if code in codes])
            amount = min(round(self.random.uniform(180, 2600), 2), round(aim, 2))
            aim -= amount
            slips.append(
                {
                    "outlet": OUTLETS[kind],
                    "customer": row["reference"],
                    "signer": self.random.choice(signers),
                    "signature_matches": True,
                    "amounts": {kind: f"{amount:.2f}"},
                    "business_date": str(self.random_day(first, last)),
                    "check_number": str(self.random.randrange(10000, 99999)),
                    "guest": row["contact"],
                    "external_ref": f"DEMO-{row['reference']}-{first:%Y%m}-{len(slips)}",
                }
            )
        finance = self.env(user=self.users["finance"], context={"allowed_company_ids": company.ids}, su=False)
        answers = finance["hotel.charge"]._authorise_many(slips, source="import")
        refused = [answer["reasons"] for answer in answers if not answer["granted"]]
        if refused:
            raise ValueError(f"{row['reference']}: {refused[0]}")
        self.env.cr.commit()
        if suspended:
            self.as_user(agreement, "finance_head").action_suspend(
                "Two invoices are overdue and the customer does not answer."
            )
            self.env.cr.commit()

    def random_day(self, first, last):
        return first + timedelta(days=self.random.randrange((last - first).days + 1))

    def bill_and_pay(self):
        """Bill the two months before this one; most customers have paid the older invoice, some in part, one not."""
        for name in ("lakeside", "oldtown"):
            company = self.env.ref(f"hotel_base.company_{name}")
            finance = self.env(user=self.users["finance"], context={"allowed_company_ids": company.ids}, su=False)
            for back in (2, 1):
                run = finance["hotel.billing.run"].create(
                    {"company_id": company.id, "month": self.month - relativedelta(months=back)}
                )
                run.action_start()
                run.sudo()._work_all()
            self.pay(company)
        self.env.cr.commit()

    def pay(self, company):
        older = self.month - relativedelta(months=1, days=1)
        invoices = self.env["account.move"].search(
            [("company_id", "=", company.id), ("invoice_date", "=", older), ("hotel_agreement_id", "!=", False)], order="id"
        )
        for number, invoice in enumerate(invoices):
            if invoice.hotel_agreement_id.state == "suspended":
                continue
            share = 0.4 if number % 4 == 3 else 1
            register = self.env["account.payment.register"].with_context(
                active_model="account.move", active_ids=invoice.ids, allowed_company_ids=company.ids
            )
            register.create(
                {
                    "amount": company.currency_id.round(invoice.amount_residual * share),
                    "payment_date": min(invoice.invoice_date_due - timedelta(days=3), self.today),
                }
            )._create_payments()
