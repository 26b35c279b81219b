from odoo import api, fields, models
from odoo.exceptions import UserError

WAYS = [("qr", "QR code"), ("typed", "Code typed in"), ("search", "Found by name"), ("walk_in", "Walk-in")]


class HotelEventScan(models.Model):
    """A guest passed a check point; there is one at most, which the database holds, and it stays as it is (H10, M2).

    A light row without chatter, made by `hotel.event.checkpoint._record` alone.
    """

    _name = "hotel.event.scan"
    _description = "Scan at a Check Point"
    _order = "scanned_at desc, id desc"
    _rec_name = "registration_id"
    _log_access = False

    checkpoint_id = fields.Many2one("hotel.event.checkpoint", required=True, readonly=True, ondelete="restrict")
    event_id = fields.Many2one("event.event", required=True, readonly=True, index=True, ondelete="restrict")
    registration_id = fields.Many2one("event.registration", "Guest", required=True, readonly=True, index=True, ondelete="restrict")
    uuid = fields.Char("Key of the phone", required=True, readonly=True, help="Made by the phone: a scan that is sent again is the same.")
    scanned_at = fields.Datetime("Scanned", required=True, readonly=True, help="By the phone's clock.")
    received_at = fields.Datetime("Received", required=True, readonly=True, help="Later, where the phone had no network.")
    user_id = fields.Many2one("res.users", "Scanned by", required=True, readonly=True, ondelete="restrict")
    place = fields.Char(readonly=True, help="Where the phone stood, as its user named it.")
    way = fields.Selection(WAYS, required=True, readonly=True)
    persons = fields.Integer(required=True, readonly=True)

    _once = models.UniqueIndex("(checkpoint_id, registration_id)", "The guest has passed this check point already.")
    _unique_uuid = models.UniqueIndex("(uuid)", "This scan was received already.")
    _by_time = models.Index("(checkpoint_id, scanned_at)")

    def write(self, vals):
        """M2: a scan is never changed, by nobody.

        :raise UserError: always, unless nothing would change
        """
        if vals:
            raise UserError(self.env._("A scan stays as it was made."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Scans are kept: they say who came and when."))
