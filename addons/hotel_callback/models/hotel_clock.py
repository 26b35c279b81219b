from odoo import api, models


class HotelClock(models.Model):
    _inherit = "hotel.clock"

    @api.private
    def give(self, records, owner, kinds=None):
        """Make `owner` (user) responsible for the running clocks of `records`; one that is late is told to them, not escalated again.

        :param kinds: short names of deadlines; None = all
        """
        clocks_sudo = self._get_running(records)
        clocks_sudo = clocks_sudo.filtered(lambda clock: clock.owner_id != owner and (kinds is None or clock.kind in kinds))
        told = clocks_sudo.filtered("told_at")
        told.told_activity_ids.filtered(lambda activity: activity.user_id == activity.hotel_clock_id.owner_id).unlink()
        clocks_sudo.write({"owner_id": owner.id})
        told._create_activities(dict.fromkeys(told, owner))
        return clocks_sudo.sudo(False)
