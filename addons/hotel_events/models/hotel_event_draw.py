import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import NO_ACCESS
from odoo.tools import SQL

from ..rules import lucky_draw

#: Allowed next states of a draw.
NEXT = {
    "draft": {"announced"},
    "announced": {"open", "cancelled"},
    "open": {"closed", "cancelled"},
    "closed": set(),
    "cancelled": set(),
}
ENDED = ("closed", "cancelled")


class HotelEventDraw(models.Model):
    """A lucky draw among those who have checked in (H12), which can be repeated from its record.

    Draft: the prizes. Announced: the seed is fixed and its fingerprint shown. Open: the list of those present is frozen,
    winners come up one by one. Closed or cancelled: the seed is shown; nothing changes any more. Every draw that was
    announced keeps its number of the event for good, so that nobody draws again until the result pleases.
    """

    _name = "hotel.event.draw"
    _description = "Lucky Draw"
    _inherit = ["hotel.protected.mixin", "mail.thread"]
    _order = "event_id desc, number desc, id desc"

    _server_fields = frozenset(
        {
            "number", "state", "seed", "seed_hash", "list_hash", "word", "guest_ids", "winner_ids", "announced_at",
            "announced_by_id", "opened_at", "opened_by_id", "ended_at", "ended_by_id", "cancel_reason",
        }
    )  # fmt: skip

    name = fields.Char("Title", required=True, default=lambda self: self.env._("Lucky draw"))
    event_id = fields.Many2one("event.event", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="event_id.company_id", store=True, index=True)
    number = fields.Integer("Number of the event", readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "Draft"), ("announced", "Announced"), ("open", "Drawing"), ("closed", "Closed"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    prize_ids = fields.One2many("hotel.event.draw.prize", "draw_id", "Prizes", copy=True)
    prize_count = fields.Integer("Prizes to draw", compute="_compute_counts")
    guest_ids = fields.One2many("hotel.event.draw.guest", "draw_id", "Frozen list", readonly=True)
    guest_count = fields.Integer("Guests on the list", compute="_compute_counts")
    winner_ids = fields.One2many("hotel.event.draw.winner", "draw_id", "Winners", readonly=True)
    drawn_count = fields.Integer("Prizes drawn", compute="_compute_counts")
    seed = fields.Char("Secret seed", readonly=True, copy=False, groups=NO_ACCESS)
    seed_shown = fields.Char("Seed", compute="_compute_seed_shown", help="Shown when the draw has ended.")
    seed_hash = fields.Char("Fingerprint of the seed", readonly=True, copy=False, help="SHA-256; to be shown before the draw.")
    list_hash = fields.Char("Fingerprint of the list", readonly=True, copy=False, help="SHA-256 of the frozen list.")
    word = fields.Char(
        "Word from the hall",
        readonly=True,
        copy=False,
        help="Called out after the fingerprint was shown and mixed in, so that not even who knows the seed knows the winners.",
    )
    announced_at = fields.Datetime("Announced", readonly=True, copy=False)
    announced_by_id = fields.Many2one("res.users", "Announced by", readonly=True, copy=False, ondelete="restrict")
    opened_at = fields.Datetime("List frozen", readonly=True, copy=False)
    opened_by_id = fields.Many2one("res.users", "Frozen by", readonly=True, copy=False, ondelete="restrict")
    ended_at = fields.Datetime("Ended", readonly=True, copy=False)
    ended_by_id = fields.Many2one("res.users", "Ended by", readonly=True, copy=False, ondelete="restrict")
    cancel_reason = fields.Char("Why it was cancelled", readonly=True, copy=False)

    _numbered_once = models.UniqueIndex("(event_id, number) WHERE number > 0")
    _one_at_a_time = models.UniqueIndex(
        "(event_id) WHERE state IN ('announced', 'open')", "Another draw of the event is running: end it first."
    )
    _seed_before_announced = models.Constraint(
        "CHECK (state = 'draft' OR (seed IS NOT NULL AND seed_hash IS NOT NULL AND number > 0))",
        "A draw is announced with the fingerprint of its seed.",
    )
    _list_before_open = models.Constraint(
        "CHECK (state NOT IN ('open', 'closed') OR list_hash IS NOT NULL)", "A draw opens with a frozen list."
    )

    @api.depends("prize_ids.quantity", "winner_ids.absent", "guest_ids")
    def _compute_counts(self):
        guests = dict(
            self.env["hotel.event.draw.guest"]._read_group([("draw_id", "in", self.ids)], ["draw_id"], ["__count"])
        )
        for draw in self:
            draw.prize_count = sum(draw.prize_ids.mapped("quantity"))
            draw.guest_count = guests.get(draw._origin, 0)
            draw.drawn_count = len(draw.winner_ids.filtered(lambda winner: not winner.absent))

    @api.depends("state")
    def _compute_seed_shown(self):
        for draw in self:
            draw.seed_shown = draw.sudo().seed if draw.state in ENDED else False

    @api.depends("name", "number", "event_id.name")
    def _compute_display_name(self):
        for draw in self:
            number = f" {draw.number}" if draw.number else ""
            draw.display_name = f"{draw.event_id.name or ''}: {draw.name or ''}{number}"

    def write(self, vals):
        if vals.keys() & {"name", "event_id", "prize_ids"}:
            self._check_is_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts_only(self):
        self._check_is_draft()

    def _check_is_draft(self):
        """M2: what was announced stays as it is."""
        announced = self.filtered(lambda draw: draw.state != "draft")
        if announced:
            raise UserError(
                self.env._(
                    "%s was announced: its prizes and title stay, and it is kept. Cancel it with a reason instead.",
                    ", ".join(announced.mapped("display_name")),
                )
            )

    def _go(self, state, **values):
        """Change the state as the table of transitions allows; the server's own."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for draw in self:
            if state not in NEXT[draw.state]:
                raise UserError(
                    self.env._(
                        "%(draw)s is %(state)s: it cannot become %(target)s.",
                        draw=draw.display_name,
                        state=labels[draw.state],
                        target=labels[state],
                    )
                )
        self.sudo().write({"state": state, **values})
        # One draw of an event runs at a time: the database is told of the end of one before the next begins.
        self.sudo().flush_recordset(["state"])

    # ------------------------------------------------------------------ the course of a draw

    def action_announce(self):
        """Fix the seed and show its fingerprint; the prizes stay as they are from now on.

        :raise UserError: there is no prize
        """
        self.ensure_one()
        self.check_access("write")
        if not self.prize_count:
            raise UserError(self.env._("%s: enter the prizes first.", self.display_name))
        others_sudo = self.sudo().search([("event_id", "=", self.event_id.id)])
        running = others_sudo.filtered(lambda draw: draw.state in ("announced", "open"))
        if running and self.state == "draft":
            raise UserError(self.env._("%s is running: end it first.", running[0].display_name))
        seed = secrets.token_hex(32)
        number = max(others_sudo.mapped("number")) + 1
        self._go(
            "announced",
            seed=seed,
            seed_hash=lucky_draw.fingerprint(seed),
            number=number,
            announced_at=fields.Datetime.now(),
            announced_by_id=self.env.uid,
        )
        return True

    def action_open(self, word=None):
        """Freeze the list of those present.

        :param str word: what the hall called, if it did
        :raise UserError: fewer guests than prizes
        """
        self.ensure_one()
        self.check_access("write")
        guests = self._get_present_guests()
        if len(guests) < self.prize_count:
            raise UserError(
                self.env._(
                    "%(prizes)s prizes for %(guests)s guests who have checked in and won nothing yet. Check in more guests first.",
                    prizes=self.prize_count,
                    guests=len(guests),
                )
            )
        frozen = [
            (guest.id, " ".join((guest.name or "").split()) or f"#{guest.id}", lucky_draw.mask_phone(guest.phone))
            for guest in guests
        ]
        self._go(
            "open",
            word=" ".join((word or "").split()),
            list_hash=lucky_draw.list_fingerprint([(key, name) for key, name, _phone in frozen]),
            opened_at=fields.Datetime.now(),
            opened_by_id=self.env.uid,
        )
        self._freeze(frozen)
        return True

    def _freeze(self, frozen):
        """Store the list in one statement; a hall of 5,000 waits for it.

        :param frozen: list of (number of the registration, name, masked phone) in the order of the list
        """
        self.env["hotel.event.draw"].flush_model()
        self.env.cr.execute(
            SQL(
                """INSERT INTO hotel_event_draw_guest (draw_id, company_id, position, registration_id, name, phone, create_uid, create_date)
                   SELECT %s, %s, ord, registration, name, phone, %s, now() AT TIME ZONE 'UTC'
                     FROM unnest(%s::int[], %s::text[], %s::text[]) WITH ORDINALITY frozen(registration, name, phone, ord)""",
                self.id,
                self.company_id.id or None,
                self.env.uid,
                [key for key, _name, _phone in frozen],
                [name for _key, name, _phone in frozen],
                [phone for _key, _name, phone in frozen],
            )
        )
        self.env["hotel.event.draw.guest"].invalidate_model()
        self.invalidate_recordset(["guest_ids", "guest_count"])

    def _get_present_guests(self):
        """Return the registrations of those who are present and hold no prize of an earlier draw of the event."""
        event_sudo = self.event_id.sudo()
        winners_sudo = self.env["hotel.event.draw.winner"].sudo().search(
            [("draw_id.event_id", "=", event_sudo.id), ("draw_id.state", "!=", "cancelled"), ("absent", "=", False)]
        )
        return (event_sudo._hotel_get_present_registrations() - winners_sudo.registration_id).sorted("id")

    def action_draw_next(self, place=None):
        """Draw the next prize.

        :param int place: how many names have come up so far, as the caller knows; a name that has come up at this place
            already is returned again, so that a second click draws nothing
        :return: the winner (`hotel.event.draw.winner`), empty when all prizes are drawn
        """
        self.ensure_one()
        self.check_access("write")
        winners_sudo = self.sudo().winner_ids
        known = winners_sudo.filtered(lambda winner: winner.place == place) if place is not None else winners_sudo.browse()
        if known:
            return known.sudo(False)
        return self._draw(redraw_of=None).sudo(False)

    def _draw(self, redraw_of):
        """Note the next name of the order as the winner of the next prize, or of the one whose winner is absent."""
        self._check_is_open()
        draw_sudo = self.sudo()
        winners = draw_sudo.winner_ids
        place = len(winners)
        redraws = {winner.place: winner.prize_id for winner in winners if winner.redraw_of_id}
        if redraw_of:
            redraws[place] = redraw_of.prize_id
        prize = lucky_draw.prize_of_place([(each, each.quantity) for each in draw_sudo._get_prizes()], redraws, place)
        if not prize:
            return winners.browse()
        order = lucky_draw.winning_order(draw_sudo.seed, draw_sudo._get_frozen_list(), draw_sudo.word or "", place + 1)
        if place >= len(order):
            raise UserError(self.env._("Nobody is left on the frozen list."))
        guest = draw_sudo.env["hotel.event.draw.guest"].search([("draw_id", "=", self.id), ("registration_id", "=", order[place])])
        return draw_sudo.env["hotel.event.draw.winner"].create(
            {
                "draw_id": self.id,
                "place": place,
                "prize_id": prize.id,
                "guest_id": guest.id,
                "redraw_of_id": redraw_of.id if redraw_of else False,
                "drawn_by_id": self.env.uid,
            }
        )

    def _check_is_open(self):
        if self.state != "open":
            raise UserError(self.env._("%s is not open for drawing.", self.display_name))

    def _get_prizes(self):
        """Return the prizes in the order in which they are drawn."""
        return self.prize_ids.sorted(lambda prize: (prize.sequence, prize.id))

    def _get_frozen_list(self):
        """Return the frozen list as the rule wants it: [(number of the registration, name)]."""
        self.env["hotel.event.draw.guest"].flush_model()
        return self.env.execute_query(
            SQL("SELECT registration_id, name FROM hotel_event_draw_guest WHERE draw_id = %s ORDER BY position", self.id)
        )

    def action_close(self):
        """End the draw: the seed is shown, and nothing changes any more.

        :raise UserError: there are prizes left to draw
        """
        self.ensure_one()
        self.check_access("write")
        if self.state == "open" and self.drawn_count < self.prize_count:
            raise UserError(
                self.env._(
                    "%s prizes are not drawn yet. Draw them, or cancel the draw with a reason.", self.prize_count - self.drawn_count
                )
            )
        self._go("closed", ended_at=fields.Datetime.now(), ended_by_id=self.env.uid)
        return True

    def action_cancel(self, reason):
        """End the draw without a result; it is kept with the reason, its number and who had come up."""
        self.ensure_one()
        self.check_access("write")
        if not (reason or "").strip():
            raise UserError(self.env._("Why is the draw cancelled? The reason is kept."))
        self._go("cancelled", cancel_reason=reason.strip(), ended_at=fields.Datetime.now(), ended_by_id=self.env.uid)
        return True
