from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .test_billing import APRIL, MARCH, MAY, HotelBillingCommon

#: The invoice of March is due on Saturday 25 April 2026; the Sunday after it is a day off, Monday the 27th is worked.
#: Each instant is one in the morning in Shanghai.
DUE_DAY = date(2026, 4, 25)
SUNDAY = "2026-04-25 17:00:00"
FIRST = "2026-04-26 17:00:00"
SECOND = "2026-05-03 17:00:00"
THIRD = "2026-05-10 17:00:00"


@tagged("post_install", "-at_install")
class HotelDunningCommon(HotelBillingCommon):
    """March 2026 of the agreement is billed and due on 25 April; `_dun()` works as the night's cron does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Notice = cls.env["hotel.dunning.notice"].sudo()
        cls.Run = cls.env["hotel.dunning.run"].sudo()
        with freeze_time(APRIL):
            cls._slip(date(2026, 3, 5), food=1000.0)
            cls._bill()
        cls.invoice = cls.env["account.move"].search([("hotel_agreement_id", "=", cls.agreement.id)])

    @classmethod
    def _dun(cls, limit=None):
        """Work on the runs that are due, without the cron's commits; return them."""
        runs = cls.Run._prepare_due_runs().filtered(lambda run: run.company_id == cls.company)
        for run in runs:
            while run.state == "running":
                run._work_chunk(limit)
        return runs

    @classmethod
    def _notices(cls, agreement=None):
        """Return the agreement's notices, the oldest first."""
        return cls.Notice.search([("agreement_id", "=", (agreement or cls.agreement).id)], order="due_on, id")

    @classmethod
    def _issue(cls, *instants):
        """Dun at each of the instants (UTC); return the agreement's notices."""
        for instant in instants:
            with freeze_time(instant):
                cls._dun()
        return cls._notices()

    @classmethod
    def _bill_more(cls, month=MARCH, agreement=None, amount=500.0, **over):
        with freeze_time(APRIL if month <= MARCH else MAY):
            cls._slip(month.replace(day=9), agreement, food=amount, **over)
            cls._bill(month)
        return cls.env["account.move"].search(
            [("hotel_agreement_id", "=", (agreement or cls.agreement).id), ("hotel_month", "=", month)]
        )
