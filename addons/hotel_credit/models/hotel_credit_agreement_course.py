from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import clean_context

from ..rules import agreement_states


class HotelCreditAgreementCourse(models.Model):
    """The course of an agreement: handed over, activated, suspended, lifted, terminated, and the outlets told (C1-C6)."""

    _inherit = "hotel.credit.agreement"

    # ------------------------------------------------------------------ actions

    def action_hand_to_finance(self):
        """C2: hand the signed papers to finance, on the day in `received_on` (default: today), and start its clock.

        :raise UserError: if the papers are with finance already, or the day lies in the future
        """
        self._require_roles(
            {"sales", "finance"}, self.env._("Only sales or finance can hand an agreement over to finance.")
        )
        self.check_access("write")
        for agreement in self:
            agreement_sudo = agreement.sudo().with_context(clean_context(self.env.context))
            today = agreement_sudo.company_id._hotel_today()
            day = agreement_sudo.received_on or today
            if agreement_sudo.state != "to_sign" or agreement_sudo.handed_by_id:
                raise UserError(self.env._("Agreement %(name)s is with finance already.", name=agreement_sudo.name))
            if day > today:
                raise UserError(
                    self.env._(
                        "Received by finance on %(day)s: this day is still to come. Enter the day of receipt.", day=day
                    )
                )
            agreement_sudo._start_entry_clock(day, self.env.user)
        return True

    def _start_entry_clock(self, day, user):
        """C2: finance has a working day (setting) after the day of receipt."""
        company = self.company_id
        due = self.env["hotel.workdays"].deadline(
            company._hotel_utc(fields.Datetime.to_datetime(day)), company.hotel_agreement_entry_days, company
        )
        self.write({"received_on": day, "handed_by_id": user.id, "entry_due": due})
        owner = company.hotel_finance_head_id or user
        self.env["hotel.clock"].start(
            self, "agreement_entry", due, owner, name=lambda env: env._("Enter the agreement"), remind_before=None
        )
        finance = self.env.ref("hotel_base.group_finance").all_user_ids.filtered(
            lambda each: each.active and company in each.company_ids
        )
        for each in finance:
            self.activity_schedule(
                "hotel_credit.mail_activity_agreement_entry",
                date_deadline=company._hotel_local(due).date(),
                user_id=each.id,
                summary=self.env._("Enter and activate agreement %(name)s", name=self.name),
            )

    def action_activate(self):
        """C1, C2: finance puts the agreement in force.

        :raise UserError: naming all that is missing
        """
        self._require_transition("active")
        for agreement in self:
            agreement_sudo = agreement.sudo().with_context(clean_context(self.env.context))
            agreement_sudo.lock_for_update()
            agreement_sudo.invalidate_recordset(["state"])
            if agreement_sudo.state != "to_sign":
                raise UserError(self.env._("Agreement %(name)s is not waiting to be signed.", name=agreement_sudo.name))
            problems = agreement_sudo._get_activation_problems()
            if problems:
                raise UserError(
                    self.env._(
                        "Agreement %(name)s cannot be activated. Missing:\n%(problems)s",
                        name=agreement_sudo.name,
                        problems="\n".join(f"- {problem}" for problem in problems),
                    )
                )
            agreement_sudo._activate(self.env.user)
        return True

    def _get_activation_problems(self):
        """C1: return in words all that stands in the way of the activation."""
        self.ensure_one()
        problems = self._get_missing_papers()
        if not self.handed_by_id:
            problems.append(self.env._("the hand-over to finance with the day of receipt"))
        if self.date_end < self.company_id._hotel_today():
            problems.append(self.env._("a last day that is not past (%(day)s)", day=self.date_end))
        other = self.search(
            [
                ("id", "!=", self.id),
                ("company_id", "=", self.company_id.id),
                ("commercial_partner_id", "=", self.commercial_partner_id.id),
                ("state", "in", agreement_states.RUNNING),
                ("date_start", "<=", self.date_end),
                ("date_end", ">=", self.date_start),
            ],
            limit=1,
        )
        if other:
            problems.append(
                self.env._(
                    "the end of agreement %(other)s, which runs from %(start)s to %(end)s",
                    other=other.name,
                    start=other.date_start,
                    end=other.date_end,
                )
            )
        return problems

    def _activate(self, user):
        self.ensure_one()
        now = fields.Datetime.now()
        today = self.company_id._hotel_today()
        for signer in self.signer_ids.filtered(lambda each: not each.valid_from):
            signer.valid_from = self.letter_received_on or self.received_on or today
        self.write({"state": "active", "activated_by_id": user.id, "activated_at": now})
        self.env["hotel.clock"].stop(self, "agreement_entry", when=now)
        self.activity_unlink(["hotel_credit.mail_activity_agreement_entry"])
        self._ask_for_archiving()

    def _ask_for_archiving(self):
        """C2: tell the auditors that there is an agreement to file."""
        for auditor in self.env.ref("hotel_base.group_auditor").all_user_ids.filtered(
            lambda each: each.active and self.company_id in each.company_ids
        ):
            self.activity_schedule(
                "hotel_credit.mail_activity_agreement_archive",
                user_id=auditor.id,
                summary=self.env._("File agreement %(name)s", name=self.name),
            )

    def action_suspend(self, reason):
        """C6: the finance head or GM suspends the agreement by hand, with a reason."""
        self._require_transition("suspended")
        reason = self._clean_reason(reason)
        for agreement in self:
            agreement._get_locked_sudo()._suspend("hand", reason, user=self.env.user)
        return True

    def action_lift(self, reason):
        """C6: the finance head or GM lifts every running suspension, with a reason."""
        self._require_transition("active")
        reason = self._clean_reason(reason)
        for agreement in self:
            agreement_sudo = agreement._get_locked_sudo()
            if agreement_sudo.state != "suspended":
                raise UserError(self.env._("Agreement %(name)s is not suspended.", name=agreement_sudo.name))
            agreement_sudo._lift(None, reason, user=self.env.user)
        return True

    def action_terminate(self, reason):
        """C6: the finance head or GM ends the agreement from today on, with a reason."""
        self._require_transition("terminated")
        reason = self._clean_reason(reason)
        for agreement in self:
            agreement_sudo = agreement._get_locked_sudo()
            agreement_sudo.write({
                "state": "terminated",
                "terminated_on": agreement_sudo.company_id._hotel_today(),
                "termination_reason": reason,
                "terminated_by_id": self.env.uid,
            })
            agreement_sudo.message_post(body=self.env._("Terminated: %(reason)s", reason=reason))
        return True

    def action_open_notices(self):
        """Open the notices that added and ended this agreement's signers."""
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_credit.hotel_credit_signer_notice_action")
        action["domain"] = [("agreement_id", "=", self.id)]
        action["context"] = {"default_agreement_id": self.id}
        return action

    def action_open_application(self):
        """Open the application that this agreement comes from."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "hotel.credit.application",
            "res_id": self.application_id.id,
            "views": [(False, "form")],
        }

    def action_open_charges(self):
        """Open the slips charged on this agreement."""
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_credit.hotel_charge_action")
        action["domain"] = [("agreement_id", "=", self.id)]
        action["context"] = {}
        return action

    def action_ask_suspend(self):
        """Open the dialog that asks for the reason of a suspension."""
        return self.env["hotel.credit.reason"]._open("agreement_suspend", self.ensure_one())

    def action_ask_lift(self):
        """Open the dialog that asks for the reason of lifting a suspension."""
        return self.env["hotel.credit.reason"]._open("agreement_lift", self.ensure_one())

    def action_ask_terminate(self):
        """Open the dialog that asks for the reason of the termination."""
        return self.env["hotel.credit.reason"]._open("agreement_terminate", self.ensure_one())

    def _suspend(self, kind, reason, user=None, documents=None):
        """Suspend for a cause: by "hand" (C6), "documents" (A8), "dunning" (G2). The server's own call; causes add up."""
        for agreement in self:
            self.env["hotel.credit.suspension"].sudo().create({
                "agreement_id": agreement.id,
                "kind": kind,
                "reason": reason,
                "suspended_by_id": user.id if user else False,
                "document_ids": [fields.Command.set(documents.ids)] if documents else False,
            })
            if agreement.state != "suspended":
                agreement.sudo().write({"state": "suspended"})
            agreement.message_post(body=self.env._("Suspended: %(reason)s", reason=reason))

    def _lift(self, kind, reason, user=None):
        """Lift the running suspensions of a kind (None: all); the agreement is active again when none is left."""
        for agreement in self:
            running = agreement.sudo().suspension_ids.filtered(lambda each: not each.lifted_at)
            lifted = running.filtered(lambda each: not kind or each.kind == kind)
            lifted.write({
                "lifted_at": fields.Datetime.now(),
                "lifted_by_id": user.id if user else False,
                "lift_reason": reason,
            })
            if agreement.state == "suspended" and not running - lifted:
                agreement.sudo().write({"state": "active"})
            agreement.message_post(body=self.env._("Suspension lifted: %(reason)s", reason=reason))

    def _get_locked_sudo(self):
        self.check_access("read")
        agreement_sudo = self.sudo().with_context(clean_context(self.env.context))
        # Every slip that is just being charged refers to the agreement and must not be in the way.
        agreement_sudo.lock_for_update(allow_referencing=True)
        agreement_sudo.invalidate_recordset(["state"])
        return agreement_sudo

    def _clean_reason(self, reason):
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Say the reason: it is kept with the agreement (C6)."))
        return reason

    def _require_roles(self, roles, message):
        if not self.env.su and not roles & self._get_roles():
            raise AccessError(message)

    def _require_transition(self, target):
        """C5, C6: refuse a way that the table does not show, or that another role goes."""
        self.check_access("read")
        labels = dict(self._fields["state"]._description_selection(self.env))
        roles = self._get_roles()
        for agreement in self:
            state = agreement.state
            if not agreement_states.may_go(state, target, {agreement_states.SYSTEM}) and state != target:
                raise UserError(
                    self.env._(
                        "Agreement %(name)s is %(state)s: it cannot become %(target)s.",
                        name=agreement.name,
                        state=labels[state],
                        target=labels[target],
                    )
                )
            # A suspended agreement may be suspended for a further cause: by those who may suspend a running one.
            source = "active" if state == target == "suspended" else state
            if not agreement_states.may_go(source, target, roles):
                who = agreement_states.TRANSITIONS[source].get(target, set())
                raise AccessError(
                    self.env._(
                        "Agreement %(name)s is made %(target)s by %(who)s only.",
                        name=agreement.name,
                        target=labels[target],
                        who=", ".join(
                            sorted(self.env.ref(f"hotel_base.group_{role}").sudo().name for role in who if role != "system")
                        )
                        or self.env._("the system"),
                    )
                )

    # ------------------------------------------------------------------ telling the outlets (C3)

    def _after_change(self, states_before, terms_before):
        """C3: tell the outlets what changed; have the month's counter take the limit (D3)."""
        for agreement in self:
            before = states_before[agreement.id]
            was_running = before in agreement_states.RUNNING
            is_running = agreement.state in agreement_states.RUNNING
            changed = agreement.id in terms_before and terms_before[agreement.id] != agreement._get_terms()
            if (agreement.state == before and not changed) or not (was_running or is_running):
                continue
            agreement.sudo()._tell_outlets(agreement._get_change_subject(before))
            # A suspension leaves the limit, and does not wait for the row that the tills fight for.
            if is_running and (changed or not was_running):
                self.env["hotel.credit.month"]._apply_limit(agreement)

    def _get_change_subject(self, before):
        self.ensure_one()
        values = {"name": self.name, "customer": self.commercial_partner_id.name}
        if self.state == before:
            return self.env._("Agreement %(name)s of %(customer)s: terms changed", **values)
        return {
            "active": self.env._("Agreement %(name)s of %(customer)s: suspension lifted, may charge again", **values)
            if before == "suspended"
            else self.env._("Agreement %(name)s of %(customer)s: may charge on account", **values),
            "suspended": self.env._("Agreement %(name)s of %(customer)s: suspended, no charge", **values),
            "expired": self.env._("Agreement %(name)s of %(customer)s: expired, no charge", **values),
            "terminated": self.env._("Agreement %(name)s of %(customer)s: terminated, no charge", **values),
        }[self.state]

    def _tell_outlets(self, subject):
        """C3: ask every outlet of the company to confirm a new revision of this agreement."""
        self.ensure_one()
        self.write({"revision": self.revision + 1})
        outlets = self.env["hotel.outlet"].sudo().search([("company_id", "=", self.company_id.id)])
        self.env["hotel.acknowledgement"].ask(self, self.revision, subject, outlets=outlets)
