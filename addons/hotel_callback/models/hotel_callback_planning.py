from datetime import date, datetime, time, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import clean_context

from ..rules.callback_plan import Planner


class HotelCallback(models.Model):
    """I2, I4: reasons become callbacks, for thousands of customers at once: gather with a few queries, plan, store with a few."""

    _inherit = "hotel.callback"

    # ------------------------------------------------------------------ one by one

    @api.model
    def _plan_one(
        self, partner, topic, date=None, *, way="phone", owner=None, due=None, record=None, script=None, routine=False, named=True,
        priority=0, company=None, parent=None,
    ):  # fmt: skip
        """Plan a single callback, or add its topic to the one that is planned for the customer that week.

        Kept for other addons: satisfaction calls after a complaint (J4), thanks after a visit (K6), a new contact (I17).

        :param partner: `res.partner`, the contact to call; the callback belongs to its customer (commercial partner)
        :param topic: what the call is about, in words
        :param date: date or naive UTC instant from which on it is made (default: now)
        :param due: date (end of the day) or naive UTC instant until which (default: `date` and three days)
        :param owner: user who makes it (default: the responsible caller)
        :param record: what it concerns
        :param routine: waits for complaints and for the frequency of the class
        :return: the callback (superuser mode left), empty when the customer's calendar leaves it out: the reason is kept then
        """
        topics = self._plan_many([
            {
                "partner": partner, "topic": topic, "date": date, "way": way, "owner": owner, "due": due, "record": record,
                "script": script, "routine": routine, "named": named, "priority": priority, "company": company, "parent": parent,
            }
        ])  # fmt: skip
        return topics.callback_id

    @api.model
    def _plan_many(self, items):
        """Plan many single callbacks at once; each dict holds the arguments of `_plan_one`. Return their topics."""
        now = fields.Datetime.now()
        vals_list = [self._prepare_topic_vals(now, **item) for item in items]
        topics_sudo = self.env["hotel.callback.topic"].sudo().with_context(clean_context(self.env.context)).create(vals_list)
        for company, topics in topics_sudo.grouped("company_id").items():
            self.sudo()._plan_customers(company, topics.partner_id)
        for item, topic in zip(items, topics_sudo, strict=True):
            if item.get("parent") and topic.callback_id and not topic.callback_id.parent_id:
                topic.callback_id.parent_id = item["parent"]
        topics_sudo.callback_id._start_clocks()
        return topics_sudo.sudo(False).with_context(self.env.context)

    @api.model
    def _prepare_topic_vals(
        self, now, partner, topic, date=None, way="phone", owner=None, due=None, record=None, script=None, routine=False, named=True,
        priority=0, company=None, parent=None,
    ):  # fmt: skip
        partner_sudo = partner.sudo()
        customer = partner_sudo.commercial_partner_id
        company = (company or self.env.company).sudo()
        start = self._to_instant(date, company, time(0)) or now
        owner = owner or customer.hotel_caller_id or customer.user_id or customer.hotel_class_id.caller_id or company.hotel_sales_head_id
        return {
            "company_id": company.id,
            "partner_id": customer.id,
            "contact_id": partner.id if partner != customer else False,
            "owner_id": owner.id,
            "res_model": record._name if record else False,
            "res_id": record.id if record else False,
            "occurrence": company._hotel_local(start).date(),
            "not_before": max(start, now),
            "due_at": self._to_instant(due, company, time(23, 59, 59)) or start + timedelta(days=3),
            "text": topic,
            "way": way,
            "script_id": script.id if script else False,
            "priority": priority,
            "routine": routine,
            "named": named,
        }

    @staticmethod
    def _to_instant(value, company, clock):
        if isinstance(value, date) and not isinstance(value, datetime):
            return company._hotel_utc(datetime.combine(value, clock))
        return value

    # ------------------------------------------------------------------ many at once (superuser mode)

    @api.model
    def _replan_customers(self, partners):
        """Plan anew what is planned for these customers and nobody has begun: their calendar, class or data changed."""
        topics = self.env["hotel.callback.topic"].search([
            ("partner_id", "in", partners.ids),
            ("state", "in", ("planned", "left_out")),
            ("due_at", ">=", fields.Datetime.now()),
        ])
        begun = topics.callback_id.filtered(lambda callback: callback.attempt_count or callback.agreed or callback.state != "planned")
        topics = topics.filtered(lambda topic: topic.callback_id not in begun)
        if not topics:
            return
        callbacks = topics.callback_id
        topics.write({"callback_id": False, "state": "new", "left_out_reason": False})
        callbacks._remove_if_empty()
        for company, same in topics.grouped("company_id").items():
            self._plan_customers(company, same.partner_id)

    @api.model
    def _plan_customers(self, company, customers):
        """Plan all new reasons of these customers at a hotel. Never commits.

        :return: number of reasons dealt with
        """
        if not customers:
            return 0
        self.env.flush_all()
        ids = tuple(customers.ids)
        reasons = self._read_new_reasons(company, ids)
        if not reasons:
            return 0
        ids = tuple(reasons)
        known = self._read_customers(company, ids)
        calls = self._read_calls(ids)
        planner = Planner(*self._get_absences(company, {reason.owner for each in reasons.values() for reason in each}))
        left_out, changed = {}, []
        for partner_id, own in reasons.items():
            own_calls = calls.get(partner_id, [])
            left_out.update(planner.plan(known[partner_id], own, own_calls))
            changed += [(partner_id, call) for call in own_calls if call.changed]
        self._store_left_out(left_out)
        self._store_calls(company, changed, left_out)
        self.env.invalidate_all(flush=False)
        return sum(map(len, reasons.values()))

    @api.model
    def _check_planned(self, callback):
        """Raise when nothing could be planned, telling why."""
        if not callback:
            raise UserError(self.env._("The customer's calendar leaves no time for this callback."))
