from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..rules.grant import raises
from ..rules.renewal import is_late_filing

GRANT_FIELDS = frozenset({"granted_limit_mode", "granted_limit", "granted_start", "granted_end"})
SEND_BACK_TIERS = ("finance", "gm")


class HotelCreditApplication(models.Model):
    """What an application needs to be submitted and approved, and what each reviewer writes (A2-A5, A7, B1-B7)."""

    _inherit = "hotel.credit.application"
    _server_fields = frozenset({"gm_granted_limit_mode", "gm_granted_limit"})

    sales_evaluation = fields.Text(
        "Sales evaluation", help="A7: what sales thinks of the customer's record so far; required for a renewal."
    )
    finance_opinion = fields.Text("Finance's opinion", copy=False, help="B3: written by finance while it reviews.")
    finance_credit_opinion = fields.Text(
        "Finance on the past credit record", copy=False, help="A7, B3: required for a renewal."
    )
    # What the GM granted is the chairman's ceiling (B4).
    gm_granted_limit_mode = fields.Selection(
        [("limited", "Monthly limit"), ("unlimited", "No limit")], "Granted by the GM", readonly=True, copy=False
    )
    gm_granted_limit = fields.Monetary("Monthly limit granted by the GM", readonly=True, copy=False)
    current_tier = fields.Char(compute="_compute_current_tier", help="Code of the tier that decides now.")
    can_send_back = fields.Boolean(compute="_compute_current_tier")

    @api.depends("approval_current_step_id", "approval_state")
    @api.depends_context("uid")
    def _compute_current_tier(self):
        for application in self:
            tier = application.sudo().approval_current_step_id.tier_code
            application.current_tier = tier
            application.can_send_back = tier in SEND_BACK_TIERS and application.can_approve

    @api.constrains(*GRANT_FIELDS)
    def _check_grant(self):
        """B4: the chairman approves, lowers or rejects, never raises."""
        for application in self.filtered(lambda each: each.approval_state == "pending"):
            if application.sudo().approval_current_step_id.tier_code == "chairman" and application._raises_grant():
                raise ValidationError(application._raise_message())

    def _raises_grant(self):
        return raises(
            self.granted_limit_mode, self.granted_limit, self.gm_granted_limit_mode, self.gm_granted_limit
        )

    def _raise_message(self):
        return self.env._(
            "%(application)s: the GM granted %(granted)s a month. The chairman approves that, lowers it or rejects, but "
            "never raises it.",
            application=self.display_name,
            granted=self._limit_text(self.gm_granted_limit_mode, self.gm_granted_limit),
        )

    def _limit_text(self, mode, amount):
        if mode == "unlimited":
            return dict(self._fields["limit_mode"]._description_selection(self.env))["unlimited"]
        return self.currency_id.format(amount)

    # ---------------------------------------------------------------------------------- hooks of the approval

    def _approval_amount(self):
        """B1, B4: what was asked for, once under review what is granted; no limit counts as above every amount."""
        self.ensure_one()
        pending = self.approval_state == "pending"
        mode = self.granted_limit_mode if pending else self.limit_mode
        amount = self.granted_limit if pending else self.requested_limit
        return (None if mode == "unlimited" else amount), self.currency_id

    def _approval_step_fields(self):
        return {
            "finance": {"finance_opinion", "finance_credit_opinion"},
            "gm": set(GRANT_FIELDS),
            "chairman": set(GRANT_FIELDS),
        }

    def _approval_already_involved_users(self):
        """B6: whoever wrote the application or is its salesperson requested it, whoever pressed the button."""
        return super()._approval_already_involved_users() | self.user_id | self.create_uid

    def action_submit(self):
        """A5, A6, A7, M6: submit; the day, the papers asked for and the customer's record are kept as they are now."""
        self.check_access("write")
        for application in self:
            # Taken before the round starts: its tiers are chosen by what is granted (B4). A refusal takes it back.
            if not application._approval_is_locked():
                application.sudo().write(application._prepare_submission_vals())
        return super().action_submit()

    def _prepare_submission_vals(self):
        """Return what the server writes on submitting: the reviewers start from what was asked for."""
        self.ensure_one()
        today = self.company_id._hotel_today()
        filed_on = self.filed_on or today
        previous = self.previous_agreement_id
        return {
            "filed_on": filed_on,
            "late_filing": bool(
                self.kind == "renewal"
                and previous
                # M6: the agreement's own due day, whatever the setting says by now.
                and is_late_filing(filed_on, previous.renewal_due)
            ),
            "required_type_ids": [fields.Command.set(self._needed_types().ids)],
            "granted_limit_mode": self.limit_mode,
            "granted_limit": self.requested_limit if self.limit_mode == "limited" else 0,
            "granted_start": self.requested_start,
            "granted_end": self.requested_end,
            "gm_granted_limit_mode": False,
            "gm_granted_limit": 0,
            **self._prepare_record_vals(),
        }

    def _approval_submit_problems(self):
        problems = super()._approval_submit_problems()
        if not self.investigation_id:
            problems.append(
                self.env._("An investigation report passed by the sales head is missing (A5). Write a version and have it passed.")
            )
        if self.limit_mode == "limited" and self.currency_id.compare_amounts(self.requested_limit, 0) <= 0:
            problems.append(self.env._("The monthly limit asked for must be above zero, or choose 'No limit'."))
        if not self.requested_start or not self.requested_end:
            problems.append(self.env._("Enter the first and the last day asked for."))
        if self.kind == "renewal":
            if not self.previous_agreement_id:
                problems.append(self.env._("A renewal names the agreement that it renews."))
            if not (self.sales_evaluation or "").strip():
                problems.append(self.env._("The sales evaluation of the past record is empty (A7)."))
        elif running := self._find_current_agreement():
            problems.append(
                self.env._(
                    "%(firm)s has agreement %(agreement)s until %(end)s already. File a renewal of it.",
                    firm=self.commercial_partner_id.name,
                    agreement=running.name,
                    end=running.date_end,
                )
            )
        problems += self._overlap_problems(self.requested_start)
        problems += self._other_under_review_problems()
        return problems

    def _find_current_agreement(self):
        """Return the firm's agreement that is in force or waits to be signed; one at a time is allowed."""
        return self.env["hotel.credit.agreement"].search(
            Domain("commercial_partner_id", "=", self.commercial_partner_id.id)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("state", "in", ["to_sign", "active", "suspended"]),
            limit=1,
        )

    def _other_under_review_problems(self):
        others = self.sudo().search(
            Domain("commercial_partner_id", "=", self.commercial_partner_id.id)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("approval_state", "=", "pending")
            & Domain("id", "!=", self.id),
        )
        return [
            self.env._(
                "Application %(number)s of this customer is under review already. Wait for it, or have it withdrawn.",
                number=other.name,
            )
            for other in others
        ]

    def _overlap_problems(self, start):
        """Return why `start` is no first day: a renewal begins after the agreement that it renews."""
        previous = self.previous_agreement_id
        if not (self.kind == "renewal" and previous and start) or previous.state == "terminated":
            return []
        if start > previous.date_end:
            return []
        return [
            self.env._(
                "The first day %(start)s lies inside agreement %(agreement)s, which runs until %(end)s. "
                "A renewal starts after it.",
                start=start,
                agreement=previous.name,
                end=previous.date_end,
            )
        ]

    def _approval_decision_problems(self, step):
        problems = super()._approval_decision_problems(step)
        code = step.sudo().tier_code
        if code == "finance":
            if not (self.finance_opinion or "").strip():
                problems.append(self.env._("Finance's opinion is empty (B3)."))
            if self.kind == "renewal" and not (self.finance_credit_opinion or "").strip():
                problems.append(self.env._("Finance's opinion on the past credit record is empty (A7, B3)."))
        if code in ("gm", "chairman"):
            problems += self._grant_problems()
        if code == "chairman" and self._raises_grant():
            problems.append(self._raise_message())
        return problems

    def _grant_problems(self):
        """B4: return what is wrong with the limit and dates granted."""
        problems = []
        if not self.granted_limit_mode:
            problems.append(self.env._("Choose whether a monthly limit or no limit is granted."))
        if self.granted_limit_mode == "limited" and self.currency_id.compare_amounts(self.granted_limit, 0) <= 0:
            problems.append(self.env._("The monthly limit granted must be above zero; else reject the application."))
        if not self.granted_start or not self.granted_end:
            problems.append(self.env._("Enter the first and the last day granted."))
        elif self.granted_end < self.granted_start:
            problems.append(self.env._("The last day granted lies before the first."))
        elif self.granted_end < self.company_id._hotel_today():
            problems.append(self.env._("The last day granted is over already."))
        return problems + self._overlap_problems(self.granted_start)

    def _approval_done(self, step):
        super()._approval_done(step)
        if step.sudo().tier_code == "gm":
            self.sudo().write(
                {"gm_granted_limit_mode": self.granted_limit_mode, "gm_granted_limit": self.granted_limit}
            )

    def _approval_approved(self):
        """C1: make the agreement. A3: not with a paper missing, unsealed or expired; the last approval is refused."""
        super()._approval_approved()
        problems = self._paper_problems()
        if self.special and "gm" not in self._approved_tiers():
            problems.append(self.env._("A special organisation needs the GM's approval; the policy leaves the GM out."))
        if not self.investigation_id:
            problems.append(self.env._("There is no passed investigation report (A5)."))
        if problems:
            raise UserError(
                self.env._(
                    "%(application)s cannot become an agreement:\n%(reasons)s",
                    application=self.display_name,
                    reasons="\n".join(f"- {problem}" for problem in problems),
                )
            )
        agreement_sudo = self.env["hotel.credit.agreement"].sudo()._create_from_application(self)
        self.sudo().agreement_id = agreement_sudo.id

    def _approved_tiers(self):
        """Return the codes of the tiers that approved in this round."""
        steps_sudo = self.sudo().approval_step_ids
        return {
            step.tier_code for step in steps_sudo if step.round == self.approval_round and step.state == "approved"
        }

    def _get_address(self):
        """Return the firm's address in one line, without its name."""
        lines = self.commercial_partner_id._display_address(without_company=True).splitlines()
        return ", ".join(line.strip(" ,") for line in lines if line.strip(" ,"))

    def _get_signature_boxes(self):
        """Return the boxes of the printed form: who filed it and who decided each tier, the rest to sign by hand."""
        self.ensure_one()
        boxes = [
            {
                "label": self.env._("Salesperson"),
                "name": self.approval_round and self.user_id.sudo().name,
                "date": self.filed_on,
            }
        ]
        steps_sudo = self.sudo().approval_step_ids.filtered(
            lambda step: step.round == self.approval_round and step.state != "skipped"
        )
        for step in steps_sudo.sorted("sequence"):
            approved = step.state == "approved"
            boxes.append(
                {
                    "label": step.role,
                    "name": approved and step.decided_by_id.name,
                    "date": approved and self.company_id._hotel_local(step.decided_at),
                }
            )
        return boxes

    # ----------------------------------------------------------------------------------------------- send back

    def action_open_send_back(self):
        """Open the dialog that asks why another investigation is needed."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask for another investigation"),
            "res_model": "hotel.credit.send.back",
            "view_mode": "form",
            "target": "new",
            "context": {"default_application_id": self.id},
        }

    def action_send_back(self, reason):
        """A4: finance or the GM, while it is theirs to decide, ask for another investigation; this round ends.

        The report that was passed is kept, marked as sent back; submitting again needs a new version that is passed.

        :param reason: required
        :raise UserError: not the reviewer of a tier that may send back, or no reason
        """
        self.ensure_one()
        tier = self.sudo().approval_current_step_id.tier_code
        if self.approval_state != "pending" or tier not in SEND_BACK_TIERS:
            raise UserError(
                self.env._(
                    "%(application)s is not with finance or the GM: only they, while they review, ask for another "
                    "investigation.",
                    application=self.display_name,
                )
            )
        report = self.investigation_id
        # Checks who decides and that there is a reason.
        self.action_reject(reason)
        report._send_back(reason)
        return True
