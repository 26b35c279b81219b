from odoo import api, models
from odoo.tools import SQL
from odoo.tools.misc import format_date

from ..rules import billing, temporary_credit


class HotelTemporaryCredit(models.Model):
    """E1, E3, E4, E6: what speaks against a temporary credit, told at once when it is submitted and decided."""

    _inherit = "hotel.temporary.credit"

    @api.depends("departure_date", "company_id", "granted_due_date")
    def _compute_expected(self):
        for credit in self:
            credit.expected_due_date = credit.expected_latest_date = credit.workdays_warning = False
            if credit.departure_date:
                seventh, month_end = credit._get_limits()
                credit.expected_due_date = temporary_credit.due_date(seventh, month_end, credit.granted_due_date)
                credit.expected_latest_date = seventh if seventh > month_end else False
                credit.workdays_warning = self.env["hotel.workdays"].workdays_warning(
                    credit.departure_date, seventh, credit.company_id
                )

    @api.depends("partner_id", "user_id", "company_id", "approval_state")
    def _compute_obstacles(self):
        for credit in self:
            undecided = credit.approval_state in ("draft", "pending", "rejected") and credit.partner_id
            credit.obstacles = "\n".join(credit._get_obstacles()) if undecided else False

    def _get_limits(self):
        """E3: return (the 7th working day after the departure, the last day of the departure's month)."""
        self.ensure_one()
        company_sudo = self.company_id.sudo()
        days = self.working_days or company_sudo.hotel_temporary_credit_days
        seventh = self.env["hotel.workdays"].add_working_days(self.departure_date, days, self.company_id)
        return seventh, billing.month_end(self.departure_date)

    # ---------------------------------------------------------------------------------- hooks of the approval

    def _approval_amount(self):
        self.ensure_one()
        return self.amount, self.currency_id

    def _approval_step_fields(self):
        """E6: only who decides for the GM writes the exception, while it is theirs to decide."""
        return {"gm": {"granted_due_date", "exception_reason"}}

    def _approval_locked_fields(self):
        """B7: computed and related fields follow what they are computed from."""
        return super()._approval_locked_fields() - {"employee_id", "department_id"}

    def _approval_already_involved_users(self):
        """B6: the guarantor never decides, whoever pressed the button."""
        return super()._approval_already_involved_users() | self.user_id

    def _approval_submit_problems(self):
        problems = super()._approval_submit_problems()
        if self.approval_state != "pending" and self.env.user != self.user_id:
            problems.append(
                self.env._("Only %(guarantor)s, who guarantees it, can submit it.", guarantor=self.user_id.sudo().name)
            )
        if not self.signed_at:
            problems.append(self.env._("The guarantor has not signed."))
        if not (self.reason or "").strip():
            problems.append(self.env._("The reason is empty."))
        if self.currency_id.compare_amounts(self.amount, 0) <= 0:
            problems.append(self.env._("The amount is zero: enter what the customer owes by revenue kind."))
        return problems + self._get_obstacles()

    def _approval_decision_problems(self, step):
        self._lock_parties()
        problems = super()._approval_decision_problems(step) + self._get_obstacles()
        return problems + self._get_exception_problems() + self._get_accounting_problems()

    def _lock_parties(self):
        """E4: of two decisions for one guarantor, or one customer, at once the second starts anew and sees the first."""
        for record in (self.user_id, self.commercial_partner_id):
            self.env.execute_query(
                SQL(
                    "UPDATE %(table)s SET write_date = write_date WHERE id = %(id)s RETURNING id",
                    table=SQL.identifier(record._table),
                    id=record.id,
                )
            )

    def _get_obstacles(self):
        """Return why this customer and this guarantor get no temporary credit now, as sentences (E1, E4)."""
        self.ensure_one()
        return self._get_agreement_problems() + self._get_open_problems(self.company_id, self.user_id, self.commercial_partner_id)

    def _get_agreement_problems(self):
        """E1: who has an agreement in force uses it, and above its limit D3."""
        today = self.company_id.sudo()._hotel_today()
        agreements_sudo = self.env["hotel.credit.agreement"].sudo().search([
            ("commercial_partner_id", "=", self.commercial_partner_id.id),
            ("company_id", "=", self.company_id.id),
            ("state", "in", temporary_credit.IN_FORCE),
        ])
        states = dict(agreements_sudo._fields["state"]._description_selection(self.env))
        return [
            self.env._(
                "%(customer)s has agreement %(agreement)s (%(state)s): charge on it. If its monthly limit is used up, apply for an "
                "increase of the month (Credit > Increases); a suspension is lifted by the finance head or the GM.",
                customer=self.commercial_partner_id.name,
                agreement=agreement.name,
                state=states[agreement.state],
            )
            for agreement in agreements_sudo
            if temporary_credit.in_force(agreement.state, agreement.date_end, today)
        ]

    @api.model
    def _get_open_problems(self, company, guarantor, customer=None):
        """E4: return the sentences that name what is not fully settled of the guarantor, and of the customer.

        The GM's share does not count: only what one guarantees as department head.
        """
        credits_sudo = self.sudo()._get_open(company, guarantor, customer)
        problems = []
        for credit in credits_sudo:
            values = {
                "number": credit.name,
                "customer": credit.commercial_partner_id.name,
                "amount": credit.currency_id.format(credit.residual),
                "due": format_date(self.env, credit.due_date),
                "guarantor": guarantor.sudo().name,
            }
            if guarantor in credit._get_guarantor():
                problems.append(
                    self.env._(
                        "%(guarantor)s guarantees temporary credit %(number)s of %(customer)s already, of which %(amount)s is open "
                        "(due %(due)s). Until it is fully settled %(guarantor)s cannot guarantee anything else.",
                        **values,
                    )
                )
            else:
                problems.append(
                    self.env._(
                        "%(customer)s has temporary credit %(number)s already, of which %(amount)s is open (due %(due)s). "
                        "Until it is fully settled the customer gets no other one, whoever guarantees it.",
                        **values,
                    )
                )
        return problems

    def _get_exception_problems(self):
        """E6: return why the due date granted in the next month cannot stand, as sentences."""
        if not self.granted_due_date:
            return []
        seventh, month_end = self._get_limits()
        dates = {
            "date": format_date(self.env, self.granted_due_date),
            "month_end": format_date(self.env, month_end),
            "latest": format_date(self.env, seventh),
        }
        messages = {
            "not_later": self.env._(
                "Due in the next month: %(date)s is not after %(month_end)s, the end of the departure's month. Leave it empty.", **dates
            ),
            "too_late": self.env._(
                "Due in the next month: %(date)s is after %(latest)s, the last working day allowed. Nobody can grant more.", **dates
            ),
            "no_reason": self.env._("Due in the next month: write the reason of the exception."),
        }
        return [
            messages[code]
            for code in temporary_credit.exception_problems(self.granted_due_date, self.exception_reason, seventh, month_end)
        ]

    def _get_accounting_problems(self):
        """E2, E3: return what keeps the invoice from being posted on the departure's date, as sentences."""
        company_sudo = self.company_id.sudo()
        problems = []
        if not company_sudo.hotel_gm_id:
            problems.append(
                self.env._(
                    "%(company)s has no general manager to bear half of it. Name one in Hotel > Configuration > Settings.",
                    company=company_sudo.name,
                )
            )
        locks = company_sudo._get_violated_lock_dates(self.departure_date, True, company_sudo._hotel_billing_journal())
        if locks:
            names = company_sudo.fields_get([name for _day, name in locks], ["string"])
            problems.append(
                self.env._(
                    "%(day)s is locked in accounting, so the invoice cannot bear that date: %(locks)s. "
                    "Ask finance to set the lock to an earlier date.",
                    day=format_date(self.env, self.departure_date),
                    locks=", ".join(f"{names[name]['string']} {format_date(self.env, day)}" for day, name in locks),
                )
            )
        return problems

    def _approval_approved(self):
        """E2, E3: the invoice is posted and both liabilities stand in the register at once."""
        super()._approval_approved()
        self._invoice()
