from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import clean_context

from ..rules import shortfall as rule


class HotelShortfall(models.Model):
    """F4: finance asks, the named employee accepts or declines, finance withdraws."""

    _inherit = "hotel.shortfall"

    # ------------------------------------------------------------------ steps

    def action_ask(self):
        """F4: ask the named employee; their answer is due by the end of the working days of the setting.

        :raise UserError: with all reasons why it cannot be asked for
        """
        self._check_finance()
        for shortfall in self:
            shortfall._check_state("ask")
            shortfall._check_possible()
            company = shortfall.company_id
            user = shortfall.employee_id.sudo().user_id
            now = fields.Datetime.now()
            shortfall.sudo().write(
                {"state": "asked", "user_id": user.id, "asked_by_id": self.env.uid, "asked_at": now}
            )
            self.env["hotel.clock"].start(
                shortfall,
                "shortfall",
                self.env["hotel.workdays"].deadline(now, company.hotel_shortfall_days, company),
                user,
                name=lambda env: env._("Answer whether you take the shortfall over"),
            )
            shortfall.sudo().activity_schedule(
                "hotel_credit.mail_activity_shortfall",
                user_id=user.id,
                note=self.env._(
                    "%(amount)s of invoice %(invoice)s, %(customer)s",
                    amount=shortfall.currency_id.format(shortfall.amount),
                    invoice=shortfall.invoice_name,
                    customer=shortfall.customer,
                ),
            )
        return True

    def action_accept(self):
        """F4: take the shortfall over. Only the named employee does, with a login of their own.

        :raise AccessError: for anybody else, whatever their role
        :raise UserError: when less is open by now, or accounting refuses the entry
        """
        for shortfall in self:
            shortfall._check_named_employee()
            shortfall._check_state("accept")
            shortfall_sudo = shortfall.sudo().with_company(shortfall.company_id).with_context(clean_context(self.env.context))
            shortfall_sudo.move_id.lock_for_update()
            shortfall_sudo._check_possible()
            shortfall_sudo.write(
                {"state": "accepted", "decided_at": fields.Datetime.now(), "decided_by_id": self.env.uid}
            )
            shortfall_sudo._post_entry()
            shortfall_sudo._answered()
        return True

    def action_decline(self, answer=None):
        """F4: refuse; the rest stays open with the customer.

        :param answer: why, in the employee's words; required
        """
        for shortfall in self:
            shortfall._check_named_employee()
            shortfall._check_state("decline")
            if not (answer or "").strip():
                raise UserError(self.env._("%s: say why you decline.", shortfall.name))
            shortfall.sudo().write(
                {
                    "state": "declined",
                    "answer": answer.strip(),
                    "decided_at": fields.Datetime.now(),
                    "decided_by_id": self.env.uid,
                }
            )
            shortfall.sudo()._answered()
        return True

    def action_open_decline(self):
        """Ask why, then decline."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Decline"),
            "res_model": "hotel.shortfall.decline",
            "view_mode": "form",
            "target": "new",
            "context": {"default_shortfall_id": self.id},
        }

    def action_withdraw(self):
        """Finance takes the question back, for example because the customer paid after all."""
        self._check_finance()
        for shortfall in self:
            shortfall._check_state("withdraw")
            shortfall.sudo().write(
                {"state": "withdrawn", "decided_at": fields.Datetime.now(), "decided_by_id": self.env.uid}
            )
            shortfall.sudo()._answered()
        return True

    def action_open_invoice(self):
        """Open the invoice."""
        self.ensure_one()
        return self.move_id._get_records_action(name=self.invoice_name)

    def action_open_entry(self):
        """Open the entry that made it a receivable from the employee."""
        self.ensure_one()
        return self.entry_id._get_records_action(name=self.entry_id.display_name)

    # ------------------------------------------------------------------ inner working

    def _check_finance(self):
        if not self.env.su and not self.env.user.has_group("hotel_base.group_finance"):
            raise AccessError(self.env._("Only finance asks an employee to take a shortfall over."))
        self.check_access("write")

    def _check_named_employee(self):
        self.ensure_one()
        self.check_access("read")
        if self.env.user != self.user_id:
            raise AccessError(
                self.env._(
                    "Only %(employee)s can answer for %(number)s, with a login of their own.",
                    employee=self.sudo().employee_id.name,
                    number=self.name,
                )
            )

    def _check_state(self, step):
        needed, _next = rule.STEPS[step]
        if self.state != needed:
            states = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(number)s is in state %(state)s; this can only be done in state %(needed)s.",
                    number=self.name,
                    state=states[self.state],
                    needed=states[needed],
                )
            )

    def _check_possible(self):
        self.ensure_one()
        shortfall = self.sudo()
        move, employee = shortfall.move_id, shortfall.employee_id
        move.invalidate_recordset(["amount_residual"])
        elsewhere = sum(
            self.sudo().search([("move_id", "=", move.id), ("state", "=", "asked"), ("id", "!=", self.id)]).mapped("amount")
        )
        texts = {
            "not_receivable": self.env._("%s is no posted invoice charged on account.", move.display_name),
            "not_positive": self.env._("The shortfall must be above zero."),
            "too_much": self.env._(
                "Only %(open)s of %(invoice)s are open, of which others are asked for %(elsewhere)s: "
                "%(amount)s cannot be taken over.",
                open=move.currency_id.format(move.amount_residual),
                invoice=move.name,
                elsewhere=move.currency_id.format(elsewhere),
                amount=move.currency_id.format(shortfall.amount),
            ),
            "employee_left": self.env._("%s does not work here any more.", employee.name),
            "no_login": self.env._("%s has no login of their own to accept with.", employee.name),
            "no_reason": self.env._("The reason is missing."),
        }
        found = rule.problems(
            shortfall.amount,
            move.amount_residual,
            elsewhere,
            is_receivable=move.state == "posted" and bool(move._hotel_receivables()),
            has_login=bool(employee.user_id.active and not employee.user_id.share),
            active=employee.active,
            reason=shortfall.reason,
        )
        if found:
            raise UserError("\n".join(texts[code] for code in found))

    def _answered(self):
        """Stop the clock, and tell finance who asked."""
        self.ensure_one()
        self.env["hotel.clock"].stop(self, "shortfall")
        self.activity_unlink(["hotel_credit.mail_activity_shortfall"])
        states = dict(self._fields["state"]._description_selection(self.env))
        self.message_post(
            body=self.env._(
                "%(who)s: %(state)s. %(answer)s", who=self.env.user.name, state=states[self.state], answer=self.answer or ""
            ),
            partner_ids=(self.asked_by_id - self.env.user).partner_id.ids,
        )
