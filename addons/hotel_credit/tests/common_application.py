"""What the tests of credit applications share: an application that is ready to be submitted, and its reviewers."""

from datetime import date

from odoo import Command

from .common import HotelCreditCommon, picture

#: A unified social credit code that passes GB 32100 (18 characters with check digit).
CREDIT_CODE = "91110000600037341L"
OLD_PAPERS = ("business_licence", "organisation_code", "tax_registration", "legal_representative", "bank_permit")


class HotelApplicationCommon(HotelCreditCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Application = cls.env["hotel.credit.application"]
        # The standard list and policies are data of the addon; a test sees them as they are delivered.
        cls.types = {
            kind.code: kind
            for kind in cls.env["hotel.credit.document.type"].with_user(cls.manager).search([("company_id", "=", False)])
        }

    @classmethod
    def _paper(cls, code, **over):
        return Command.create(
            {
                "type_id": cls.types[code].id,
                "name": f"{code}.png",
                "upload": picture(code),
                "sealed": True,
                "credit_code": CREDIT_CODE if code == "unified_licence" else False,
                **over,
            }
        )

    @classmethod
    def _file(cls, papers=OLD_PAPERS, report=True, user=None, **over):
        """Return a draft application of the salesperson over 30,000 a month with all papers and a passed report."""
        user = user or cls.sales
        vals = {
            "kind": "new",
            "partner_id": cls.firm.id,
            "requested_limit": 30000.0,
            "requested_start": date(2026, 4, 1),
            "requested_end": date(2027, 3, 31),
            "document_ids": [cls._paper(code) for code in papers],
            **over,
        }
        application = cls.Application.with_user(user).create(vals)
        if report:
            cls._pass_report(application, user=user)
        return application

    @classmethod
    def _report(cls, application, user=None, **over):
        vals = {
            "application_id": application.id,
            "company_size": "120 employees, two branches",
            "business_results": "Turnover 40 million, profitable for five years",
            "credit_standing": "Pays suppliers within 30 days, no court cases",
            "grade": "b",
            "recommended_limit": 30000.0,
            **over,
        }
        return cls.env["hotel.credit.investigation"].with_user(user or cls.sales).create(vals)

    @classmethod
    def _pass_report(cls, application, user=None, **over):
        report = cls._report(application, user=user, **over)
        report.with_user(cls.sales_head).action_pass()
        return report

    def _approve_sales_head(self, application):
        application.with_user(self.sales_head).action_approve()

    def _approve_finance(self, application, user=None, **opinions):
        mine = application.with_user(user or self.finance)
        opinions = opinions or {"finance_opinion": "File complete.", "finance_credit_opinion": "Paid in time."}
        mine.write(opinions)
        mine.action_approve()

    def _approve_gm(self, application, **granted):
        mine = application.with_user(self.gm)
        if granted:
            mine.write(granted)
        mine.action_approve()

    def _approve_chairman(self, application, **granted):
        mine = application.with_user(self.chairman)
        if granted:
            mine.write(granted)
        mine.action_approve()

    def _submit_to(self, tier, application=None, **over):
        """Return an application that waits for `tier` (finance, gm, chairman) to decide."""
        application = application or self._file(**over)
        application.action_submit()
        if tier != "sales_head":
            self._approve_sales_head(application)
        if tier in ("gm", "chairman"):
            self._approve_finance(application)
        if tier == "chairman":
            self._approve_gm(application)
        self.assertEqual(application.current_tier, tier)
        return application

    def _steps(self, application):
        """Return {tier code: state} of the running round."""
        return {
            step.tier_code: step.state
            for step in application.sudo().approval_step_ids
            if step.round == application.approval_round
        }
