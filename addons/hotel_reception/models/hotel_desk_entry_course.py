from contextlib import contextmanager

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.hotel_base.tools import short_transaction

from .hotel_desk_entry import NO_CUSTOMER, RESULTS


class HotelDeskEntryCourse(models.Model):
    """What becomes of an entry: received, done with a result (L3); no customer, or another's customer: the turn goes back (L6)."""

    _inherit = "hotel.desk.entry"

    # ------------------------------------------------------------------ received and done

    def action_take(self):
        """Note that the customer is received; the waiting time ends."""
        self._check_mine()
        with self._held() as (entry_sudo, _day_sudo):
            if entry_sudo.state != "assigned":
                raise UserError(entry_sudo._say_state())
            entry_sudo._take()
            entry_sudo.desk_id._ping()
        return True

    def finish(self, result, note=None, need_id=None, source_id=None):
        """L3: close the entry with its result; the salesperson is free again, at the place they have.

        :param str result: follow_up, offer, ordered, no_interest, or left (without being received, which needs no more);
            who is no customer is reported by `report_no_customer`
        :raise UserError: with all that is missing
        """
        self._check_mine()
        note = " ".join(str(note or "").split())
        with self._held() as (entry_sudo, day_sudo):
            need = entry_sudo.need_id or self.env["hotel.desk.need"].browse(need_id and int(need_id)).exists()
            source = entry_sudo.source_id or self.env["hotel.desk.source"].browse(source_id and int(source_id)).exists()
            problems = []
            if result not in dict(RESULTS) or result == "no_customer":
                problems.append(self.env._("Choose the result: to be followed up, offer wanted, ordered or no interest."))
            left = result == "left"
            if not need and not left:
                problems.append(self.env._("Choose what the customer needs."))
            if not source and not left:
                problems.append(self.env._("Choose where the customer heard of the hotel."))
            if entry_sudo.state not in (("waiting", "assigned") if left else ("assigned", "taken")):
                problems.append(entry_sudo._say_state())
            if problems:
                raise UserError("\n".join(problems))
            if not left:
                entry_sudo._take()
            self.env["hotel.clock"].with_env(entry_sudo.env).stop(entry_sudo, "desk_wait")
            entry_sudo.write({
                "state": "done",
                "done_at": fields.Datetime.now(),
                "result": result,
                "result_note": note[:500] or False,
                "need_id": need.id,
                "source_id": source.id,
            })
            if result == "ordered":
                entry_sudo.customer_id._note_bought(entry_sudo.day)
            entry_sudo._free(day_sudo)
        return True

    # ------------------------------------------------------------------ no customer (L6)

    def report_no_customer(self, kind, note):
        """L6: say that who came was no customer. The turn goes back at once, or once who must confirm has done so (setting).

        :param str kind: research, supplier, applicant, private or other
        """
        self._check_mine()
        note = " ".join(str(note or "").split())
        problems = []
        if kind not in dict(NO_CUSTOMER):
            problems.append(self.env._("Choose what it was instead: market research, a supplier, an applicant, a visit to staff, another matter."))
        if not note:
            problems.append(self.env._("Say how it turned out that it was no customer."))
        if problems:
            raise UserError("\n".join(problems))
        with self._held() as (entry_sudo, day_sudo):
            if entry_sudo.no_customer_state == "confirmed" or not entry_sudo.user_id:
                raise UserError(entry_sudo._say_state())
            entry_sudo.write({
                "no_customer": kind,
                "no_customer_note": note[:500],
                "no_customer_by_id": self.env.uid,
                "no_customer_at": fields.Datetime.now(),
                "no_customer_state": "asked",
                "decided_by_id": False,
                "decided_at": False,
                "decided_note": False,
            })
            if self._may_confirm(self.env.user):
                entry_sudo._confirm_no_customer(self.env.uid, day_sudo)
            entry_sudo._free(day_sudo)
        return True

    def action_confirm_no_customer(self):
        """L6: confirm that it was no customer: it counts for nobody, and the turn goes back."""
        self._check_confirm()
        with self._held() as (entry_sudo, day_sudo):
            if entry_sudo.no_customer_state != "asked":
                raise UserError(entry_sudo._say_state())
            entry_sudo._confirm_no_customer(self.env.uid, day_sudo)
            entry_sudo._free(day_sudo)
        return True

    def refuse_no_customer(self, reason):
        """L6: say why it was a customer after all; the turn stays used."""
        self._check_confirm()
        reason = " ".join(str(reason or "").split())
        if not reason:
            raise UserError(self.env._("Say why it was a customer after all."))
        with self._held() as (entry_sudo, _day_sudo):
            if entry_sudo.no_customer_state != "asked":
                raise UserError(entry_sudo._say_state())
            entry_sudo.write({
                "no_customer_state": "refused",
                "decided_by_id": self.env.uid,
                "decided_at": fields.Datetime.now(),
                "decided_note": reason[:500],
            })
            entry_sudo.desk_id._ping()
        return True

    # ------------------------------------------------------------------ another's customer (L2)

    def find_owner(self, customer_id):
        """L2: it turns out that who came is a known customer: the owner takes over, and who was drawn gets the turn back.

        A turn goes back here, too: who may confirm "no customer" says so, not whoever was drawn (setting).

        :param int customer_id: the customer in the register
        """
        self._check_confirm()
        with self._held() as (entry_sudo, day_sudo):
            customer_sudo = entry_sudo.customer_id.browse(int(customer_id)).exists()
            if customer_sudo.company_id != entry_sudo.company_id:
                raise UserError(self.env._("This customer is not in the register of %s.", entry_sudo.company_id.name))
            owner_sudo = customer_sudo._get_owner(entry_sudo.day)
            if not owner_sudo or owner_sudo == entry_sudo.user_id:
                raise UserError(self.env._("The customer belongs to nobody else: nothing changes."))
            if entry_sudo.state == "done" or entry_sudo.dispute_ids.filtered(lambda dispute: dispute.state == "open"):
                raise UserError(self.env._("The entry is done or disputed: the sales head decides about the customer."))
            entry_sudo._move_to_owner(customer_sudo, owner_sudo, day_sudo)
            entry_sudo.desk_id._ping()
        return True

    def action_make_lead(self):
        """Make an opportunity of the entry, in the name of who received the customer."""
        self._check_mine()
        entry_sudo = self.sudo()
        if not entry_sudo.lead_id:
            customer_sudo = entry_sudo.customer_id
            entry_sudo.lead_id = self.env["crm.lead"].sudo().create([{
                "name": self.env._("%(need)s: %(name)s", need=entry_sudo.need_id.name or self.env._("Enquiry"), name=customer_sudo.display_name),
                "type": "opportunity",
                "partner_id": customer_sudo.partner_id.id,
                "contact_name": entry_sudo.customer_name,
                "partner_name": entry_sudo.firm,
                "phone": entry_sudo.phone,
                "user_id": entry_sudo.user_id.id,
                "company_id": entry_sudo.company_id.id,
                "description": entry_sudo.note,
            }])  # fmt: skip
            customer_sudo.lead_id = customer_sudo.lead_id or entry_sudo.lead_id
        return {"type": "ir.actions.act_window", "res_model": "crm.lead", "res_id": entry_sudo.lead_id.id, "views": [(False, "form")]}

    # ------------------------------------------------------------------ whose customer (L4)

    def dispute(self, reason):
        """L4: claim the customer of this entry; the sales head decides.

        :return: number of the dispute
        :raise UserError: with all that stands against it
        """
        self.ensure_one()
        entry_sudo = self.sudo().exists()
        desk = self.env["hotel.desk"].browse(entry_sudo.desk_id.id)
        desk._check_staff()
        reason = "\n".join(line.strip() for line in str(reason or "").strip().splitlines())[:2000]
        problems = []
        if not desk._is_salesperson():
            problems.append(self.env._("Only salespeople of the desk claim customers."))
        if not reason:
            problems.append(self.env._("Say why the customer is yours."))
        if entry_sudo.customer_id._get_owner(entry_sudo.company_id._hotel_today()) == self.env.user:
            problems.append(self.env._("The customer belongs to you already."))
        if entry_sudo.no_customer_state == "confirmed":
            problems.append(self.env._("It was no customer: there is nothing to decide."))
        if entry_sudo.dispute_ids.filtered(lambda dispute: dispute.state == "open" and dispute.claimant_id == self.env.user):
            problems.append(self.env._("You have claimed this customer already."))
        if problems:
            raise UserError("\n".join(problems))
        return self.env["hotel.desk.dispute"]._open(entry_sudo, reason).sudo().name

    # ------------------------------------------------------------------ private

    @contextmanager
    def _held(self):
        """Hold the day of this entry's desk and the entry in a short transaction; yield both in superuser mode."""
        with short_transaction(self.env) as env2:
            entry_sudo = env2["hotel.desk.entry"].sudo().browse(self.id)
            day_sudo, _desk_sudo = env2["hotel.desk"].browse(entry_sudo.desk_id.id)._begin(env2)
            entry_sudo._lock_own()
            yield entry_sudo, day_sudo

    def _check_mine(self):
        """Let who received the customer and the reception go on, nobody else."""
        self.ensure_one()
        entry_sudo = self.sudo().exists()
        if not entry_sudo:
            raise AccessError(self.env._("This entry does not exist."))
        desk = self.env["hotel.desk"].browse(entry_sudo.desk_id.id)
        if self.env.su:
            return
        if entry_sudo.user_id == self.env.user:
            desk._check_staff()
        else:
            desk._check_staff(reception=True)

    def _may_confirm(self, user):
        """Return whether a user decides that who came was no customer (setting); nobody confirms their own report but by setting."""
        entry_sudo = self.sudo()
        desk = self.env["hotel.desk"].browse(entry_sudo.desk_id.id)
        rule = entry_sudo.desk_id.turn_back_by
        if rule == "self" and user == entry_sudo.user_id:
            return True
        if user == entry_sudo.user_id:
            return False
        return desk._is_head(user) if rule == "head" else desk._is_reception(user)

    def _check_confirm(self):
        self.ensure_one()
        self.env["hotel.desk"].browse(self.sudo().exists().desk_id.id)._check_staff()
        if not self._may_confirm(self.env.user):
            raise AccessError(
                self.env._("Whether it was a customer, and whose, is confirmed by the sales head, or by the reception where the desk says so.")
            )

    def _say_state(self):
        labels = dict(self._fields["state"]._description_selection(self.env))
        return self.env._("%(entry)s is in the state “%(state)s” by now.", entry=self.name, state=labels[self.state])

    def _take(self):
        """End the waiting (superuser mode)."""
        if self.state == "assigned":
            now = fields.Datetime.now()
            waited = (now - self.arrived_at).total_seconds() / 60
            self.write({"state": "taken", "taken_at": now, "wait_minutes": waited})
        self.env["hotel.clock"].stop(self, "desk_wait")

    def _free(self, day_sudo):
        """Free the salesperson, and give them who waits (superuser mode, the day held)."""
        self._free_presence(self.presence_id)
        if self.day == day_sudo.day:
            self.desk_id._assign_waiting(day_sudo)
        self.desk_id._ping()

    def _confirm_no_customer(self, by, day_sudo):
        """Take the entry out of the count, and the customer from who has them through it alone (superuser mode, the day held)."""
        now = fields.Datetime.now()
        self._take()
        self.write({
            "no_customer_state": "confirmed",
            "decided_by_id": by,
            "decided_at": now,
            "counts": False,
            "state": "done",
            "done_at": self.done_at or now,
            "result": "no_customer",
        })
        self.customer_id._forget_entry(self)
        self._return_turn(day_sudo)

    def _return_turn(self, day_sudo):
        """Give who was drawn the turn back, at the place it was drawn from, on the same day (superuser mode, the day held)."""
        if not self.turn_used or self.turn_back:
            return
        given = self.day == day_sudo.day and self.desk_id._give_place_back(self.presence_id, self.place_before)
        self.write({"turn_back": "given" if given else "too_late", "turn_back_at": fields.Datetime.now()})

    def _move_to_owner(self, customer_sudo, owner_sudo, day_sudo):
        """Let the owner take over from who was drawn (superuser mode, the day held)."""
        before_sudo, stranger_sudo, desk_sudo = self.presence_id, self.customer_id, self.desk_id
        self._return_turn(day_sudo)
        stranger_sudo._forget_entry(self)
        customer_sudo._lock_own()
        counted_sudo = self.search([("customer_id", "=", customer_sudo.id), ("day", "=", self.day), ("counts", "=", True)], limit=1)
        history = [*(self.proof or {}).get("earlier_proofs", ()), {**(self.proof or {}), "earlier_proofs": []}]
        first = {"user": self.user_id.name, "used": self.turn_used, "given_back": self.turn_back == "given"}
        self.write({
            "customer_id": customer_sudo.id,
            "owner_id": owner_sudo.id,
            "bought": customer_sudo._has_bought(),
            "is_new": False,
            "names_owner": True,
            "counts": not counted_sudo,
            "first_user_id": self.user_id.id,
            "user_id": False,
            "presence_id": False,
            "state": "waiting",
            "turn_used": False,
            "turn_back": False,
            "turn_back_at": False,
        })
        verdict = desk_sudo._assign(self, day_sudo)
        # What was drawn first stays in the proof.
        self.proof = {**self.proof, "earlier_proofs": history, "first": first}
        if verdict.user:
            self.why = "found" if verdict.why == "owner" else verdict.why
        customer_sudo._note_contact(self.day, desk_sudo)
        self._free_presence(before_sudo)
        desk_sudo._assign_waiting(day_sudo)

    def _free_presence(self, presence_sudo):
        """Free a salesperson who has no customer any more (superuser mode)."""
        if presence_sudo.state == "serving" and not self.search_count(
            [("presence_id", "=", presence_sudo.id), ("state", "in", ("assigned", "taken"))], limit=1
        ):
            presence_sudo._set_state("free")
