import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

#: Invitations sent between two commits.
BATCH = 100


class EventRegistration(models.Model):
    """H10: invitations with the guest's own link and code, by e-mail in the background or on paper."""

    _inherit = "event.registration"

    hotel_invitation = fields.Selection(
        [
            ("none", "Not invited yet"),
            ("queued", "Being sent"),
            ("sent", "Invited"),
            ("off_queued", "Being told that it is off"),
            ("off", "Told that it is off"),
        ],
        "Invitation",
        default="none",
        required=True,
        readonly=True,
        copy=False,
    )
    hotel_invited_at = fields.Datetime("Invited", readonly=True, copy=False)
    hotel_event_off = fields.Boolean(related="event_id.hotel_is_off")

    _hotel_queued = models.Index("(id) WHERE hotel_invitation IN ('queued', 'off_queued')")

    def action_hotel_invite(self):
        """Send the invitations by e-mail; who has none gets a printed one.

        :raise UserError: nobody of them has an e-mail address
        """
        self.check_access("write")
        guests = self.filtered(lambda guest: guest._hotel_can_be_invited())
        if not guests:
            raise UserError(
                self.env._(
                    "None of these guests can be invited by e-mail: no address, not coming, or the event is over or cancelled. "
                    "Print the invitations instead."
                )
            )
        return guests._hotel_queue(
            "queued",
            len(guests) < len(self),
            self.env._(
                "%(count)s invitations are being sent, %(others)s guests have no address or do not come.",
                count=len(guests),
                others=len(self) - len(guests),
            ),
        )

    def action_hotel_tell_off(self):
        """Tell guests by e-mail that their event does not take place; who has no address is told by telephone.

        :raise UserError: nobody of them is to be told, or has an e-mail address
        """
        self.check_access("write")
        waiting = self.filtered(lambda guest: guest.hotel_event_off and guest._hotel_is_to_be_told())
        guests = waiting.filtered("hotel_email_key")
        if not guests:
            raise UserError(
                self.env._(
                    "None of these guests is to be told by e-mail: the event takes place, they were not invited, do not come or know it "
                    "already, or they have no address. Call those without an address."
                )
            )
        return guests._hotel_queue(
            "off_queued",
            guests != waiting,
            self.env._(
                "%(count)s guests are being told, %(others)s have no address: call them.",
                count=len(guests),
                others=len(waiting) - len(guests),
            ),
        )

    def action_hotel_told_off(self):
        """Note that guests were told by telephone that their event does not take place."""
        self.check_access("write")
        self.sudo().filtered("hotel_event_off").hotel_invitation = "off"
        return True

    def _hotel_can_be_invited(self):
        """Return whether an invitation by e-mail makes sense now."""
        self.ensure_one()
        return bool(self.hotel_email_key and self.state != "cancel" and not self.event_id.is_finished and not self.hotel_event_off)

    def _hotel_is_to_be_told(self):
        """Return whether the guest may count on the event: was invited or has agreed, and was not told that it is off."""
        self.ensure_one()
        agreed = self.hotel_reply == "coming" and self.hotel_invitation in ("none", "queued")
        return self.state != "cancel" and (self.hotel_invitation == "sent" or agreed)

    def _hotel_queue(self, state, warn, message):
        """Have e-mails sent in the background, and return what tells so."""
        self.sudo().hotel_invitation = state
        self.env.ref("hotel_events.ir_cron_hotel_invite").sudo()._trigger()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if warn else "success",
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def action_hotel_handed_over(self):
        """Note that the guests got a printed invitation."""
        self.check_access("write")
        self.sudo().write({"hotel_invitation": "sent", "hotel_invited_at": fields.Datetime.now()})
        return True

    @api.model
    def _cron_hotel_invite(self):
        """Send what waits, a batch between two commits."""
        domain = [("hotel_invitation", "in", ("queued", "off_queued"))]
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=self.search_count(domain))
        while guests := self.search(domain, limit=BATCH, order="id").try_lock_for_update():
            guests._hotel_send_invitations()
            if not cron._commit_progress(len(guests)):
                break

    def _hotel_send_invitations(self):
        """Hand the invitations over to Odoo's mail queue, each in the guest's language."""
        to_tell = self.filtered(lambda guest: guest.hotel_invitation == "off_queued")
        off = to_tell.filtered("hotel_event_off")
        living = (self - to_tell).filtered(lambda guest: guest._hotel_can_be_invited())
        for guests, template in ((living, "mail_template_guest_invitation"), (off, "mail_template_guest_off")):
            if guests:
                self.env.ref(f"hotel_events.{template}").send_mail_batch(guests.ids)
        living.write({"hotel_invitation": "sent", "hotel_invited_at": fields.Datetime.now()})
        off.hotel_invitation = "off"
        # It takes place after all: they were invited before.
        (to_tell - off).hotel_invitation = "sent"
        (self - to_tell - living).hotel_invitation = "none"

    # ------------------------------------------------------------------ what invitations and badges show

    def _hotel_get_reply_link(self):
        """Return the guest's own address of the reply page."""
        self.ensure_one()
        return f"{self.event_id.get_base_url()}/event/reply/{self.hotel_token}" if self.hotel_token else ""

    def _hotel_get_qr(self, size=240):
        """Return the guest's code as the source of an image; in the page itself, so that printing asks no server for it."""
        self.ensure_one()
        image = self.env["ir.actions.report"].barcode("QR", self.barcode, width=size, height=size, quiet=0)
        return f"data:image/png;base64,{base64.b64encode(image).decode()}"

    def _hotel_get_when(self):
        """Return the event's day and hours as a text in the reader's language and the event's time zone."""
        self.ensure_one()
        return self.event_id._hotel_get_when()
