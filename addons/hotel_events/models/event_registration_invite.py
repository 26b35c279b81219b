import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

#: Invitations sent between two commits.
BATCH = 100


class EventRegistration(models.Model):
    """H10: invitations with the guest's own link and code, by e-mail in the background or on paper."""

    _inherit = "event.registration"

    hotel_invitation = fields.Selection(
        [("none", "Not invited yet"), ("queued", "Being sent"), ("sent", "Invited")],
        "Invitation",
        default="none",
        required=True,
        readonly=True,
        copy=False,
    )
    hotel_invited_at = fields.Datetime("Invited", readonly=True, copy=False)

    _hotel_queued = models.Index("(id) WHERE hotel_invitation = 'queued'")

    def action_hotel_invite(self):
        """Send the invitations by e-mail; who has none gets a printed one.

        :raise UserError: nobody of them has an e-mail address
        """
        self.check_access("write")
        guests = self.filtered(lambda guest: guest.hotel_email_key and guest.state != "cancel" and not guest.event_id.is_finished)
        if not guests:
            raise UserError(
                self.env._("None of these guests can be invited by e-mail: no address, not coming, or the event is over. Print the invitations instead.")
            )
        guests.sudo().hotel_invitation = "queued"
        self.env.ref("hotel_events.ir_cron_hotel_invite").sudo()._trigger()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if len(guests) == len(self) else "warning",
                "message": self.env._(
                    "%(count)s invitations are being sent, %(others)s guests have no address or do not come.",
                    count=len(guests),
                    others=len(self) - len(guests),
                ),
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
        domain = [("hotel_invitation", "=", "queued")]
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=self.search_count(domain))
        while guests := self.search(domain, limit=BATCH, order="id").try_lock_for_update():
            guests._hotel_send_invitations()
            if not cron._commit_progress(len(guests)):
                break

    def _hotel_send_invitations(self):
        """Hand the invitations over to Odoo's mail queue, each in the guest's language."""
        template = self.env.ref("hotel_events.mail_template_guest_invitation")
        living = self.filtered(lambda guest: guest.hotel_email_key and guest.state != "cancel" and not guest.event_id.is_finished)
        if living:
            template.send_mail_batch(living.ids)
        living.write({"hotel_invitation": "sent", "hotel_invited_at": fields.Datetime.now()})
        (self - living).hotel_invitation = "none"

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
