from datetime import timedelta

from odoo import models


class HotelEventOrder(models.Model):
    """I2, I3, H14: what is due with the customer after an event."""

    _inherit = "hotel.event.order"

    def _hotel_event_held(self):
        """I2: the end of the event is a date of the customer: the call after 24 hours and the letter count from it."""
        result = super()._hotel_event_held()
        dates_sudo = self.env["hotel.callback.date"].sudo()
        known = dates_sudo.search([("event_order_id", "in", self.ids)]).event_order_id
        dates_sudo.create(
            [
                {
                    "partner_id": order.commercial_partner_id.id,
                    "kind_id": self.env.ref("hotel_callback.date_kind_event").id,
                    "date": order.company_id._hotel_local(order.date_end).date(),
                    "at": order.date_end,
                    "user_id": order.coordinator_id.id,
                    "company_id": order.company_id.id,
                    "note": order.display_name,
                    "event_order_id": order.id,
                }
                for order in self - known
            ]
        )
        return result

    def _hotel_plan_first_callback(self):
        """H14, I3: the file is complete: the first callback is planned, unless a rule planned it or it was made already."""
        result = super()._hotel_plan_first_callback()
        topics_sudo = self.env["hotel.callback.topic"].sudo()
        script_sudo = self.env.ref("hotel_callback.survey_after_event", raise_if_not_found=False)
        for order in self:
            days = self.env["hotel.callback.date"].sudo().search([("event_order_id", "=", order.id)])
            if topics_sudo.search_count(
                [
                    ("state", "!=", "left_out"),
                    "|", "&", ("res_model", "=", days._name), ("res_id", "in", days.ids),
                    "&", ("res_model", "=", order._name), ("res_id", "=", order.id),
                ],
                limit=1,
            ):  # fmt: skip
                continue
            today = order.company_id._hotel_today()
            self.env["hotel.callback"]._plan_one(
                order.partner_id,
                self.env._("How the event went: %s", order.title),
                today,
                owner=order.coordinator_id,
                due=today + timedelta(days=7),
                record=order,
                script=script_sudo and script_sudo.sudo(),
                priority=1,
                company=order.company_id,
            )
        return result
