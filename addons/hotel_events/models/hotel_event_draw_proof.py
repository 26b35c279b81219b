from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import lucky_draw
from .hotel_event_draw import ENDED

#: Names that roll over the big screen; more need not be sent to it.
ROLLING = 200


class HotelEventDraw(models.Model):
    """H12: the record of a draw: repeated, handed on, shown to the hall."""

    _inherit = "hotel.event.draw"

    earlier_count = fields.Integer("Other draws of the event", compute="_compute_earlier_count")

    def _compute_earlier_count(self):
        counts = dict(
            self._read_group([("event_id", "in", self.event_id.ids), ("state", "!=", "draft")], ["event_id"], ["__count"])
        )
        for draw in self:
            draw.earlier_count = counts.get(draw.event_id, 0) - (draw.state != "draft")

    def action_verify(self):
        """Repeat the draw from its record and tell whether the same winners come up.

        :return: a notification
        :raise UserError: what does not agree, all of it
        """
        self.ensure_one()
        problems = self._get_differences()
        if problems:
            raise UserError("\n".join(problems))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "sticky": True,
                "title": self.env._("The record is right"),
                "message": self.env._(
                    "Repeated from seed and list: the same %(winners)s names of %(guests)s guests, in the same order.",
                    winners=len(self.winner_ids),
                    guests=self.guest_count,
                ),
            },
        }

    def _get_differences(self):
        """Repeat the draw; return what does not agree with the record, as sentences."""
        self.check_access("read")
        if self.state not in ENDED:
            raise UserError(self.env._("%s has not ended yet: its seed is shown afterwards.", self.display_name))
        draw_sudo = self.sudo()
        winners = draw_sudo.winner_ids.sorted("place")
        if not draw_sudo.list_hash:
            return [] if lucky_draw.fingerprint(draw_sudo.seed) == draw_sudo.seed_hash else [self._get_difference_words("seed")]
        codes = lucky_draw.differences(
            draw_sudo.seed,
            draw_sudo.seed_hash,
            draw_sudo._get_frozen_list(),
            draw_sudo.list_hash,
            draw_sudo.word or "",
            [winner.registration_id.id for winner in winners],
        )
        return [self._get_difference_words(code, winners) for code in codes]

    def _get_difference_words(self, code, winners=None):
        if code == "seed":
            return self.env._("The seed is not the one whose fingerprint was shown.")
        if code == "list":
            return self.env._("The list of guests is not the one that was frozen.")
        winner = winners[code[1]]
        return self.env._("Name %(number)s: %(name)s did not come up there.", number=winner.turn, name=winner.name)

    def _get_record(self):
        """Return what an auditor needs to repeat the draw without the product (docs/guide.md)."""
        self.check_access("read")
        if self.state not in ENDED:
            raise UserError(self.env._("%s has not ended yet: its seed is shown afterwards.", self.display_name))
        draw_sudo = self.sudo()
        return {
            "draw": self.display_name,
            "state": self.state,
            "seed": draw_sudo.seed,
            "fingerprint": self.seed_hash,
            "word": self.word or "",
            "list_fingerprint": self.list_hash or "",
            "guests": draw_sudo._get_frozen_list(),
            "winners": [winner.registration_id.id for winner in draw_sudo.winner_ids.sorted("place")],
            "prizes": [winner.prize_id.name for winner in draw_sudo.winner_ids.sorted("place")],
            "absent": [winner.place for winner in draw_sudo.winner_ids.sorted("place") if winner.absent],
        }

    def _get_signature_boxes(self):
        """Return who signs the record of a draw."""
        return [
            {"label": self.env._("Host of the draw")},
            {"label": self.env._("Witness of the guests")},
            {"label": self.env._("Coordinator")},
            {"label": self.env._("Auditor")},
        ]

    def action_download_record(self):
        """Return the link to the record as a file."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/hotel/draw/{self.id}/record.json", "target": "download"}

    def action_open_screen(self):
        """Open the big screen for the hall."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "hotel_event_draw_screen",
            "target": "fullscreen",
            "params": {"draw_id": self.id},
            "name": self.name,
        }

    def action_open_cancel(self):
        """Return the dialog that asks why the draw is cancelled."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Cancel the draw"),
            "res_model": "hotel.event.draw.reason",
            "view_mode": "form",
            "target": "new",
            "context": {"default_draw_id": self.id},
        }

    def action_open_freeze(self):
        """Return the dialog that asks for the word from the hall."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Freeze the list"),
            "res_model": "hotel.event.draw.freeze",
            "view_mode": "form",
            "target": "new",
            "context": {"default_draw_id": self.id},
        }

    # ------------------------------------------------------------------ the big screen

    @api.readonly
    def get_screen(self):
        """Return what the big screen shows: plain values, phone numbers masked."""
        self.ensure_one()
        self.check_access("read")
        draw_sudo = self.sudo()
        winners = draw_sudo.winner_ids.sorted("place")
        order = [(prize, prize.quantity) for prize in draw_sudo._get_prizes()]
        redraws = {winner.place: winner.prize_id for winner in winners if winner.redraw_of_id}
        upcoming = lucky_draw.prize_of_place(order, redraws, len(winners))
        guests = draw_sudo.env["hotel.event.draw.guest"].search_fetch(
            [("draw_id", "=", self.id)], ["name", "phone"], order="position", limit=ROLLING
        )
        return {
            "id": self.id,
            "event": self.event_id.name,
            "title": self.name,
            "number": self.number,
            "state": self.state,
            "fingerprint": self.seed_hash or "",
            "list_fingerprint": self.list_hash or "",
            "seed": self.seed_shown or "",
            "guest_count": self.guest_count,
            "present_count": len(draw_sudo._get_present_guests()) if self.state == "announced" else self.guest_count,
            "prizes": [
                {
                    "id": prize.id,
                    "name": prize.name,
                    "thing": prize.thing or "",
                    "quantity": quantity,
                    "drawn": len(winners.filtered(lambda winner, prize=prize: winner.prize_id == prize and not winner.absent)),
                }
                for prize, quantity in order
            ],
            "next": upcoming.id if upcoming else False,
            "place": len(winners),
            "rolling": [{"name": guest.name, "phone": guest.phone or ""} for guest in guests],
            "winners": [winner._get_for_screen() for winner in winners],
            "may_draw": self.has_access("write"),
        }

    def screen_announce(self):
        """Announce the draw from the big screen; return what it shows then."""
        self.action_announce()
        return self.get_screen()

    def screen_open(self, word=""):
        """Freeze the list from the big screen; return what it shows then."""
        self.action_open(word)
        return self.get_screen()

    def screen_draw(self, place):
        """Draw the name of a place from the big screen, once however often it is asked for; return what it shows then."""
        self.action_draw_next(place)
        return self.get_screen()

    def screen_absent(self, winner_id, reason):
        """Draw a prize again from the big screen; return what it shows then."""
        winner = self.env["hotel.event.draw.winner"].browse(winner_id).exists()
        if winner.draw_id != self:
            raise UserError(self.env._("This winner is of another draw."))
        winner.action_absent(reason)
        return self.get_screen()

    def screen_close(self):
        """Close the draw from the big screen; return what it shows then."""
        self.action_close()
        return self.get_screen()


class HotelEventDrawWinner(models.Model):
    _inherit = "hotel.event.draw.winner"

    def _get_for_screen(self):
        """Return a winner as the hall may see it."""
        self.ensure_one()
        return {
            "id": self.id,
            "place": self.place,
            "prize_id": self.prize_id.id,
            "prize": self.prize_id.name,
            "thing": self.prize_id.thing or "",
            "name": self.name,
            "phone": self.phone or "",
            "absent": self.absent,
        }
