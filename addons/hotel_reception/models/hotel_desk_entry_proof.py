from odoo import fields, models

from ..rules.desk_queue import NEXT, OWNER


class HotelDeskEntryProof(models.Model):
    """L2, L4: the proof kept with each entry: the queue as it was, who was passed over and why, and the rule that decided."""

    _inherit = "hotel.desk.entry"

    def _make_proof(self, verdict, uses_turn, people, case, policy):
        """Return the proof as plain values with the names of that day, for names and settings change later."""
        self.ensure_one()
        users_sudo = self.env["res.users"].sudo().browse(
            {person.user for person in people} | {user for user in (verdict.user, case.owner, case.earlier) if user}
        )
        names = {user.id: user.name for user in users_sudo}
        passed = dict(verdict.passed)
        settings = policy._asdict()
        return {
            "drawn_at": fields.Datetime.to_string(fields.Datetime.now()),
            "user": verdict.user and names[verdict.user],
            "user_id": verdict.user,
            "why": verdict.why,
            "uses_turn": uses_turn,
            "case": case._asdict(),
            "owner": case.owner and names.get(case.owner),
            "earlier": case.earlier and names.get(case.earlier),
            "settings": {name: settings[name] for name in settings if name not in ("head", "duty", "reception")},
            "queue": [
                {
                    "position": position,
                    "user_id": person.user,
                    "user": names[person.user],
                    "place": person.place,
                    "state": person.state,
                    "on_leave": person.on_leave,
                    "on_duty": person.on_duty,
                    "passed": passed.get(person.user),
                    "chosen": person.user == verdict.user,
                }
                for position, person in enumerate(sorted(people, key=lambda each: each.place), 1)
            ],
        }

    def _get_proof(self):
        """Return the stored proof in the reader's words: {lines: [str], queue: [dict], drawn_at: datetime}."""
        self.ensure_one()
        proof = self.sudo().proof or {}
        hindrances = {
            "serving": self.env._("with a customer"),
            "busy": self.env._("busy: keeps the place"),
            "absent": self.env._("not at the place"),
            "leave": self.env._("on leave"),
            "off_duty": self.env._("not on duty"),
        }
        queue = [
            {
                **row,
                "note": self.env._("receives the customer")
                if row["chosen"]
                else hindrances.get(row["passed"])
                or (hindrances["leave"] if row["on_leave"] else hindrances.get(row["state"]) if row["state"] != "free" else "")
                or ("" if row["on_duty"] else hindrances["off_duty"]),
            }
            for row in proof.get("queue", ())
        ]
        return {
            "lines": self._get_proof_lines(proof) if proof else [],
            "queue": queue,
            "drawn_at": fields.Datetime.to_datetime(proof.get("drawn_at")),
        }

    def _get_proof_lines(self, proof):
        """Return the reasons of the choice as sentences."""
        case, settings = proof["case"], proof["settings"]
        lines = []
        if first := proof.get("first"):
            lines.append(
                self.env._("%s was drawn first, and got the turn back when the owner was found.", first["user"])
                if first["given_back"]
                else self.env._("%s was drawn first, until the owner was found.", first["user"])
            )
        if case["owner"]:
            lines.append(self.env._("The customer belongs to %s.", proof["owner"]))
        elif self.sudo().owner_id:
            lines.append(
                self.env._(
                    "The register names %s as owner; the customer named nobody, which counts as new at this desk.", self.sudo().owner_id.name
                )
            )
        else:
            lines.append(self.env._("The customer belonged to nobody."))
        if case["repeated"]:
            lines.append(self.env._("The same person came today before: that counts once and uses no turn."))
        sentences = {
            "owner": self.env._("%s is the owner and was there: the owner comes first.", proof["user"]),
            "again": self.env._("%s received the same person today.", proof["user"]),
            "next": self.env._("%s was the first in the queue who was free.", proof["user"]),
            "stand_in": self.env._("%s stands in, the first in the queue who was free.", proof["user"]),
            "head": self.env._("%s receives as sales head.", proof["user"]),
            "duty": self.env._("%s has telephone duty.", proof["user"]),
            "reception": self.env._("%s takes new calls at the reception.", proof["user"]),
            None: self.env._("Nobody could receive the customer then: the customer waits."),
        }
        lines.append(sentences[proof["why"]])
        if proof["why"] in (OWNER, NEXT):
            lines.append(self.env._("The turn is used up.") if proof["uses_turn"] else self.env._("The turn is not used up."))
        if proof["why"] == OWNER and not case["repeated"]:
            name = "owner_uses_turn_bought" if case["bought"] else "owner_uses_turn_open"
            yes_no = self.env._("yes") if settings[name] else self.env._("no")
            lines.append(
                self.env._("Setting of that day, owner match of a customer who has bought: %s.", yes_no)
                if case["bought"]
                else self.env._("Setting of that day, owner match of a customer who has not bought yet: %s.", yes_no)
            )
        return lines
