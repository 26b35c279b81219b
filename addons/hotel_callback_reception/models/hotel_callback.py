from odoo import fields, models


class HotelCallback(models.Model):
    """K6: a callback that thanks for a visit, when it is made, is the visit's thanks."""

    _inherit = "hotel.callback"

    def _end(self, state):
        super()._end(state)
        if state != "done":
            return
        now = fields.Datetime.now()
        for callback in self:
            topics = callback.topic_ids.filtered(lambda topic: topic.res_model == "hotel.visit")
            visits = self.env["hotel.visit"].browse(topics.mapped("res_id")).exists().filtered(lambda visit: not visit.thanked_at)
            visits.write({
                "thanked_at": now,
                "thanked_by_id": self.env.uid,
                "thanks_way": callback.way,
                "thanks_note": callback.summary or callback.problems or callback.suggestions,
            })
            self.env["hotel.clock"].stop(visits, "thanks", now)
