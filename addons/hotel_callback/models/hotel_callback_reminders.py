from odoo import fields, models
from odoo.tools import SQL


class HotelCallback(models.Model):
    """I3: the deadline of a callback, and the activities that remind its owner (superuser mode)."""

    _inherit = "hotel.callback"

    def _start_clocks(self):
        """Start the deadline of what is to be made today (superuser mode): a clock each, once."""
        running = set(
            self.env["hotel.clock"].sudo().search([
                ("res_model", "=", self._name), ("res_id", "in", self.ids), ("kind", "=", "callback"), ("stopped", "=", False)
            ]).mapped("res_id")
        )  # fmt: skip
        self.env["hotel.clock"].start_many([
            {"record": callback, "kind": "callback", "due": callback.due_at, "owner": callback.owner_id, "name": lambda env: env._("Callback")}
            for callback in self
            if callback.id not in running and callback.state == "planned" and callback.is_today
        ])

    def _renew_activities(self):
        """I3: an activity on the customer, and one on the customer's open opportunity, with the callback's deadline.

        In one statement: thousands are planned at once.
        """
        if not self:
            return
        self._end_activities()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO mail_activity
                       (hotel_callback_id, user_id, res_model_id, res_model, res_id, res_name, activity_type_id, summary, date_deadline,
                        automated, active, create_uid, write_uid, create_date, write_date)
                SELECT c.id, c.owner_id, target.model_id, target.model, target.id, target.name, %(kind)s, c.name, c.planned_date,
                       TRUE, TRUE, %(uid)s, %(uid)s, %(now)s, %(now)s
                  FROM hotel_callback c
                  JOIN res_partner p ON p.id = c.partner_id
                  CROSS JOIN LATERAL (
                      SELECT %(partner_model)s AS model_id, 'res.partner' AS model, p.id AS id, p.name AS name
                      UNION ALL
                      (SELECT %(lead_model)s, 'crm.lead', l.id, l.name FROM crm_lead l
                        WHERE l.partner_id = p.id AND l.active AND l.type = 'opportunity' AND COALESCE(l.probability, 0) < 100
                        ORDER BY l.id DESC LIMIT 1)
                  ) AS target
                 WHERE c.id = ANY(%(ids)s) AND c.state = 'planned'
                """,
                kind=self.env.ref("hotel_callback.mail_activity_callback").id,
                partner_model=self.env["ir.model"]._get_id("res.partner"),
                lead_model=self.env["ir.model"]._get_id("crm.lead"),
                ids=self.ids,
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        self.env["mail.activity"].invalidate_model(flush=False)

    def _end_activities(self):
        """Take away the activities of callbacks that are made, moved or gone."""
        self.env.cr.execute(SQL("DELETE FROM mail_activity WHERE hotel_callback_id = ANY(%s)", self.ids))
        self.env["mail.activity"].invalidate_model(flush=False)
