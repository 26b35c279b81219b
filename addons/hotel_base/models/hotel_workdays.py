from odoo import api, models, tools
from odoo.exceptions import UserError
from odoo.tools.misc import format_date

from ..rules import business_day, workdays


class HotelWorkdays(models.AbstractModel):
    """M1: legal working days of a company's country, make-up working days and the company's own exceptions included.

    `company` is a `res.company` record everywhere, the current one by default. Days are dates in the hotel's time zone.
    """

    _name = "hotel.workdays"
    _description = "Working days"

    @api.private
    def is_working_day(self, day, company=None):
        """Return whether `day` (date) is worked."""
        return workdays.is_working_day(day, *self._get_calendar(company))

    @api.private
    def add_working_days(self, day, n, company=None):
        """Return the `n`-th working day strictly after `day`; `day` itself for 0; before it when `n` is negative.

        A year without a published list counts with weekends and the days that the law fixes: show `workdays_warning`.

        :raise UserError: when so many working days cannot be counted
        """
        try:
            return workdays.add_working_days(day, n, *self._get_calendar(company))
        except (ValueError, OverflowError) as error:
            raise UserError(
                self.env._(
                    "%(days)s working days after %(day)s cannot be counted (%(reason)s). "
                    "Correct the number of days or the working-day exceptions of the company.",
                    days=n,
                    day=format_date(self.env, day),
                    reason=error,
                )
            ) from error

    @api.private
    def count_working_days(self, start, end, company=None):
        """Return the number of working days in (start, end]; negative when `end` lies before `start`."""
        return workdays.count_working_days(start, end, *self._get_calendar(company))

    @api.private
    def deadline(self, start, n, company=None):
        """Return the end (23:59:59 local) of the `n`-th working day after the local date of `start`, as naive UTC.

        :param start: naive UTC instant at which the time begins to run; its own day counts as day 0
        :param n: working days; 0 is the end of the same day
        """
        company = company or self.env.company
        day = self.add_working_days(company._hotel_local(start).date(), n, company)
        return business_day.end_of_day(day, company.hotel_tz)

    @api.private
    def published(self, year, company=None):
        """Return whether the official list of holidays of `year` is known for the company's country."""
        company = company or self.env.company
        return (
            year <= company.hotel_holidays_entered_until
            or workdays.country_year(self._get_country_code(company), year).published
        )

    @api.private
    def unpublished_years(self, start, end, company=None):
        """Return the years (list of int) between two dates whose official list is not known."""
        company = company or self.env.company
        return workdays.unpublished_years(
            start, end, self._get_country_code(company), company.hotel_holidays_entered_until
        )

    @api.private
    def workdays_warning(self, start, end, company=None):
        """Return what a document shows the user when a deadline from `start` to `end` was counted without a list.

        :return: a sentence, or False when the lists of all years are known
        """
        company = company or self.env.company
        years = self.unpublished_years(start, end, company)
        if not years:
            return False
        return self.env._(
            "The official holidays and make-up working days of %(years)s are not published yet for %(country)s: working days "
            "of that time were counted by weekends and statutory holidays and may move. "
            "Check the date, or enter the list as working-day exceptions.",
            years=", ".join(map(str, years)),
            country=company.country_id.name or self.env._("a company without a country"),
        )

    def _get_country_code(self, company):
        return company.sudo().country_id.code or ""

    def _get_calendar(self, company):
        company = company or self.env.company
        return self._get_country_code(company), self._get_exceptions(company.id)

    @tools.ormcache("company_id")
    def _get_exceptions(self, company_id):
        """Return {date: worked} of a company, all at once: they are few, and deadlines are counted all the time."""
        return {
            exception.date: exception.working
            for exception in self.env["hotel.workday.exception"].sudo().search([("company_id", "=", company_id)])
        }
