from datetime import timedelta

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.hotel_base.rules import business_day

from ..rules import temporary_credit
from ..rules.billing import exact
from ..rules.charge_values import REVENUE_KINDS


class HotelTemporaryCredit(models.Model):
    """E2, E3, E5: what follows from the GM's approval: the invoice, who is liable, the due date, the collection."""

    _inherit = "hotel.temporary.credit"

    def action_open_invoice(self):
        """Open the invoice."""
        self.ensure_one()
        return self.move_id._get_records_action(name=self.move_id.display_name)

    def action_open_guarantees(self):
        """List who is liable."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Guarantees"),
            "res_model": "hotel.guarantee",
            "view_mode": "list,form",
            "domain": [("move_id", "=", self.move_id.id)],
        }

    # ------------------------------------------------------------------ invoice and liability

    def _invoice(self):
        """Post the invoice of an approved credit, dated the departure, and register who is liable (E2, E3).

        :raise UserError: what accounting refuses; the approval is undone with it
        """
        self.ensure_one()
        company_sudo = self.company_id.sudo()
        credit_sudo = self.sudo().with_company(company_sudo).with_context(tracking_disable=True, mail_create_nosubscribe=True)
        company_sudo._hotel_set_up_accounting()
        credit_sudo.working_days = company_sudo.hotel_temporary_credit_days
        seventh, month_end = self._get_limits()
        credit_sudo.write(
            {
                "gm_id": company_sudo.hotel_gm_id.id,
                "latest_date": seventh,
                "due_date": temporary_credit.due_date(seventh, month_end, self.granted_due_date),
                "crosses_month_end": bool(self.granted_due_date),
                "exception_by_id": self.granted_due_date and self.env.uid,
            }
        )
        move_sudo = credit_sudo.env["account.move"].create(credit_sudo._prepare_move_vals())
        move_sudo._post(soft=False)
        credit_sudo._check_posted(move_sudo)
        credit_sudo.move_id = move_sudo
        credit_sudo._register_guarantees()
        credit_sudo._start_clock()

    def _prepare_move_vals(self):
        """Return the values of the invoice: a line a revenue kind, gross prices with the tax in them, in the customer's language."""
        lang = self.partner_id.lang
        kinds = {kind.code: kind for kind in self.env["hotel.revenue.kind"].with_context(lang=lang).search([])}
        billing = self.env["hotel.billing"]
        return {
            "move_type": "out_invoice",
            "journal_id": self.company_id._hotel_billing_journal().id,
            "company_id": self.company_id.id,
            "partner_id": self.partner_id.id,
            "currency_id": self.currency_id.id,
            "invoice_date": self.departure_date,
            "date": self.departure_date,
            "invoice_payment_term_id": False,
            "invoice_date_due": self.due_date,
            "invoice_user_id": self.user_id.id,
            "invoice_origin": self.name,
            "hotel_temporary_credit_id": self.id,
            "hotel_salesperson_id": self.user_id.id,
            "hotel_liable_ids": [Command.set((self.user_id | self.gm_id).ids)],
            "invoice_line_ids": [
                Command.create(
                    {
                        "product_id": kinds[kind].product_id.id,
                        "name": f"{kinds[kind].name} {self.guest or ''}".strip(),
                        "quantity": 1,
                        "price_unit": self[f"amount_{kind}"],
                        "account_id": kinds[kind].product_id.property_account_income_id.id,
                        "tax_ids": [Command.set(billing._get_taxes(kinds[kind].product_id, self.company_id).ids)],
                    }
                )
                for kind in REVENUE_KINDS
                if not self.currency_id.is_zero(self[f"amount_{kind}"])
            ],
        }

    def _check_posted(self, move):
        """Refuse an invoice of another amount or date than approved (for one posted to a later day by a lock).

        :raise UserError: naming what differs
        """
        if move.currency_id.compare_amounts(move.amount_total, self.amount) or move.date != self.departure_date:
            raise UserError(
                self.env._(
                    "The invoice would come to %(invoice)s on %(date)s instead of %(amount)s on %(day)s. Check in accounting that the "
                    "taxes of the revenue kinds are included in the price, and the lock dates.",
                    invoice=move.amount_total,
                    date=move.date,
                    amount=exact(self.amount),
                    day=self.departure_date,
                )
            )

    def _register_guarantees(self):
        """E2: half the guarantor, half the GM."""
        self.env["hotel.guarantee"]._register_shares([
            {"move_id": self.move_id.id, "user_id": user.id, "kind": "temporary_credit", "role": role, "part": 1}
            for role, user in (("guarantor", self.user_id), ("gm", self.gm_id))
        ])

    def _get_guarantor(self):
        """Return who is liable as department head now (a hand-over may have changed it)."""
        guarantees_sudo = self.move_id.sudo().hotel_guarantee_ids
        return guarantees_sudo.filtered(lambda guarantee: guarantee.role == "guarantor").user_id or self.user_id

    # ------------------------------------------------------------------ collection

    @api.model
    def _get_open(self, company, guarantor, customer=None):
        """E4: return the credits not fully settled that `guarantor` guarantees now or that `customer` has."""
        guaranteed = self.env["hotel.guarantee"].search(
            self.env["hotel.guarantee"]._get_open_domain(guarantor)
            & Domain("company_id", "=", company.id)
            & Domain("kind", "=", "temporary_credit")
            & Domain("role", "=", "guarantor")
        )
        wanted = Domain("move_id", "in", guaranteed.move_id.ids)
        if customer:
            wanted |= Domain("commercial_partner_id", "=", customer.commercial_partner_id.id)
        unsettled = Domain("approval_state", "=", "approved") & Domain("settled_at", "=", False)
        return self.search(Domain("company_id", "=", company.id) & unsettled & wanted, order="id")

    def _start_clock(self):
        """Remind the guarantor the day before it is due; when it is late the GM is told too."""
        company = self.company_id
        self.env["hotel.clock"].start(
            self,
            "temporary_credit",
            business_day.end_of_day(self.due_date, company.hotel_tz),
            self._get_guarantor(),
            name=lambda env: env._("Temporary credit to be collected"),
            escalate_to=self.gm_id or None,
            remind_before=timedelta(days=1),
        )

    def _move_clock(self):
        """E8: who took the guarantee over is reminded from now on."""
        for credit in self.sudo().filtered(lambda credit: not credit.settled_at):
            self.env["hotel.clock"].stop(credit, "temporary_credit")
            credit._start_clock()

    def _follow_collection(self):
        """E3, E5: note when a credit was settled, or that it is open again because a payment was taken back."""
        credits_sudo = self.sudo()
        collected = credits_sudo.move_id._hotel_filter_collected()
        settled = credits_sudo.filtered(lambda credit: credit.move_id in collected and not credit.settled_at)
        settled.write({"settled_at": fields.Datetime.now()})
        self.env["hotel.clock"].stop(settled, "temporary_credit")
        reopened = credits_sudo.filtered(lambda credit: credit.move_id not in collected and credit.settled_at)
        reopened.write({"settled_at": False})
        for credit in reopened:
            credit._start_clock()
