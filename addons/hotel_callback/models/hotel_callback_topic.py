from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

LEFT_OUT = [
    ("opt_out", "Opted out"),
    ("no_phone", "No phone number"),
    ("complaint", "A complaint is open"),
    ("leadership", "Introduced by leadership, no named occasion"),
    ("frequency", "Called often enough"),
    ("no_owner", "Nobody to make it"),
    ("no_slot", "No call window"),
]


class HotelCallbackTopic(models.Model):
    """I2, I4: one reason to contact a customer. Several of one week share a callback; what is left out stays, with why (I10)."""

    _name = "hotel.callback.topic"
    _description = "Reason of a Callback"
    _inherit = ["hotel.protected.mixin", "hotel.link.mixin"]
    _order = "due_at, id"

    callback_id = fields.Many2one("hotel.callback", readonly=True, ondelete="cascade", index="btree_not_null")
    company_id = fields.Many2one("res.company", "Hotel", required=True, readonly=True, ondelete="cascade", index=True)
    rule_id = fields.Many2one("hotel.callback.rule", readonly=True, ondelete="restrict")
    partner_id = fields.Many2one("res.partner", "Customer", required=True, readonly=True, ondelete="cascade", index=True)
    contact_id = fields.Many2one("res.partner", readonly=True, ondelete="set null")
    owner_id = fields.Many2one("res.users", "Made by", readonly=True, ondelete="restrict")
    res_model = fields.Char("Model", readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", readonly=True)
    occurrence = fields.Date("For the day", required=True, readonly=True)
    not_before = fields.Datetime("From", required=True, readonly=True)
    due_at = fields.Datetime("Until", required=True, readonly=True)
    text = fields.Char("Words", readonly=True)
    name = fields.Char("Topic", compute="_compute_name")
    way = fields.Selection(
        [("phone", "Phone call"), ("visit", "Visit"), ("message", "Message"), ("letter", "Letter")], required=True, readonly=True
    )
    script_id = fields.Many2one("survey.survey", readonly=True, ondelete="restrict")
    priority = fields.Integer(readonly=True)
    routine = fields.Boolean(readonly=True)
    named = fields.Boolean(readonly=True)
    state = fields.Selection(
        [("new", "To be planned"), ("planned", "Planned"), ("left_out", "Left out"), ("done", "Dealt with"), ("dropped", "Given up")],
        required=True,
        readonly=True,
        default="new",
        index=True,
    )
    left_out_reason = fields.Selection(LEFT_OUT, "Left out because", readonly=True)

    _server_fields = frozenset(
        {
            "callback_id", "company_id", "rule_id", "partner_id", "contact_id", "owner_id", "res_model", "res_id", "occurrence",
            "not_before", "due_at", "text", "way", "script_id", "priority", "routine", "named", "state", "left_out_reason",
        }
    )  # fmt: skip

    # For occasions, which concern many customers, the customer is part of what makes a reason unique.
    _unique_reason = models.UniqueIndex("(rule_id, res_id, occurrence, partner_id) WHERE rule_id IS NOT NULL")
    _to_plan = models.Index("(company_id, partner_id) WHERE state = 'new'")
    _of_record = models.Index("(res_model, res_id)")

    @api.depends("text", "rule_id.topic")
    @api.depends_context("lang")
    def _compute_name(self):
        for topic in self:
            topic.name = topic.text or topic.rule_id.topic

    @api.depends("name")
    def _compute_display_name(self):
        for topic in self:
            topic.display_name = topic.name

    # ------------------------------------------------------------------ what rules find (superuser mode)

    def _take_back_stale(self, rule):
        """Take back reasons of a rule that are not in the temporary table any more (the record moved or ended)."""
        start, end = rule._get_stretch(rule.company_id.sudo().hotel_callback_horizon)
        self.env.cr.execute(
            SQL(
                """
                SELECT t.id FROM hotel_callback_topic t
                 WHERE t.rule_id = %s AND t.state IN ('new', 'planned', 'left_out') AND t.due_at >= %s AND t.not_before < %s
                   AND NOT EXISTS (SELECT 1 FROM hotel_callback_due d
                                    WHERE d.res_id = t.res_id AND d.occurrence = t.occurrence AND d.partner_id = t.partner_id)
                """,
                rule.id,
                start,
                end,
            )
        )
        stale = [row[0] for row in self.env.cr.fetchall()]
        if stale:
            self._take_back([("id", "in", stale)])

    def _insert_due(self, rule):
        """Store the new reasons of the temporary table; what is stored already stays as it is. Return how many are new."""
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO hotel_callback_topic
                       (company_id, rule_id, partner_id, contact_id, owner_id, res_model, res_id, occurrence, not_before, due_at,
                        way, script_id, priority, routine, named, state, create_uid, create_date, write_uid, write_date)
                SELECT %(company)s, %(rule)s, d.partner_id, d.contact_id, d.owner_id, %(model)s, d.res_id, d.occurrence,
                       GREATEST(d.not_before, %(now)s), d.due_at, %(way)s, %(script)s, %(priority)s, %(routine)s, %(named)s, 'new',
                       %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM hotel_callback_due d
                ON CONFLICT (rule_id, res_id, occurrence, partner_id) WHERE rule_id IS NOT NULL DO NOTHING
                """,
                company=rule.company_id.id,
                rule=rule.id,
                model=rule.model,
                way=rule.way,
                script=rule.script_id.id or None,
                priority=int(rule.priority),
                routine=rule.routine,
                named=rule.named,
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        count = self.env.cr.rowcount
        # What was held back is looked at again: the complaint may be closed, the phone number be known.
        self.env.cr.execute(
            SQL(
                "UPDATE hotel_callback_topic SET state = 'new', left_out_reason = NULL "
                "WHERE rule_id = %s AND state = 'left_out' AND due_at >= %s",
                rule.id,
                fields.Datetime.now(),
            )
        )
        self.invalidate_model(flush=False)
        return count

    @api.model
    def _take_back(self, domain):
        """Delete reasons that nobody has begun to deal with, and the callbacks that are left without any (superuser mode)."""
        topics = self.search(Domain(domain) & Domain("state", "in", ("new", "planned", "left_out")))
        begun = topics.callback_id.filtered(lambda callback: callback.attempt_count or callback.agreed)
        topics = topics.filtered(lambda topic: topic.callback_id not in begun)
        callbacks = topics.callback_id
        if topics:
            self.flush_model()
            self.env.cr.execute(SQL("DELETE FROM hotel_callback_topic WHERE id IN %s", tuple(topics.ids)))
            self.invalidate_model(flush=False)
        callbacks._remove_if_empty()
