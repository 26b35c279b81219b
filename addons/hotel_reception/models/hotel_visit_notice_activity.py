from odoo import fields, models
from odoo.tools import plaintext2html
from odoo.tools.misc import clean_context

ACTIVITY = "hotel_reception.mail_activity_visit"


class HotelVisitNotice(models.Model):
    """K4: a notice reaches the person as an activity."""

    _inherit = "hotel.visit.notice"

    activity_ids = fields.One2many("mail.activity", "hotel_visit_notice_id", "Activities", readonly=True)

    def _make_activities(self):
        """Give each person told an activity; who is released gets a message, there is nothing to do any more."""
        company_of = {visit: visit.company_id for visit in self.visit_id}
        model_ids = {name: self.env["ir.model"]._get_id(name) for name in ("hotel.visit", "hotel.visit.item")}
        activities = self.env["mail.activity"].with_context(clean_context(self.env.context), mail_activity_quick_update=True)
        vals_list = []
        for notice in self:
            env = notice.with_context(lang=notice.user_id.lang).env
            about = notice.item_id.name or notice.visit_id.firm
            if notice.change == "released":
                notice.user_id._bus_send(
                    "simple_notification",
                    {"type": "info", "title": env._("Not needed any more"), "message": notice.text or about, "sticky": True},
                )
                self.env["mail.thread"].with_context(lang=notice.user_id.lang).message_notify(
                    partner_ids=notice.user_id.partner_id.ids,
                    subject=env._("Not needed any more: %(what)s", what=about),
                    body=notice.text or about,
                    model="hotel.visit",
                    res_id=notice.visit_id.id,
                )
                continue
            record = notice.item_id or notice.visit_id
            start = notice.item_id.start or notice.visit_id.arrival
            vals_list.append({
                "res_model_id": model_ids[record._name],
                "res_id": record.id,
                "activity_type_id": self.env.ref(ACTIVITY).id,
                "user_id": notice.user_id.id,
                "summary": env._("Changed: %(what)s", what=about) if notice.change == "changed" else about,
                "note": plaintext2html(notice.text),
                "date_deadline": company_of[notice.visit_id]._hotel_local(start).date(),
                "hotel_visit_notice_id": notice.id,
                "automated": True,
            })
        activities.create(vals_list)

    def _drop_activities(self):
        self.env["mail.activity"].search([("hotel_visit_notice_id", "in", self.ids)]).unlink()
