from odoo import fields, models
from odoo.tools import SQL


class HotelCallback(models.Model):
    """I2, I4: what the planner found becomes callbacks, with a few statements for all of them (superuser mode)."""

    _inherit = "hotel.callback"

    def _store_left_out(self, left_out):
        if left_out:
            self.env.cr.execute(
                SQL(
                    "UPDATE hotel_callback_topic t SET state = 'left_out', left_out_reason = o.why, callback_id = NULL "
                    "FROM unnest(%s::int[], %s::text[]) AS o(id, why) WHERE t.id = o.id",
                    list(left_out),
                    list(left_out.values()),
                )
            )

    def _store_calls(self, company, changed, left_out):
        """Insert and update the calls, hang the reasons on them, and give their owners activities."""
        new = [(partner_id, call) for partner_id, call in changed if not call.id]
        old = [call for _partner_id, call in changed if call.id]
        moved = [call for call in old if not call.agreed]
        if moved:
            self.env.cr.execute(
                SQL(
                    "UPDATE hotel_callback c SET way = n.way, owner_id = n.owner, planned_date = n.day, planned_at = n.at, due_at = n.due "
                    "FROM unnest(%s::int[], %s::text[], %s::int[], %s::date[], %s::timestamp[], %s::timestamp[]) "
                    "AS n(id, way, owner, day, at, due) WHERE c.id = n.id",
                    *map(list, zip(*((c.id, c.way, c.owner, c.day, c.at, c.due) for c in moved))),
                )
            )
        if new:
            self.env.cr.execute(
                SQL("SELECT nextval('hotel_callback_id_seq') FROM generate_series(1, %s)", len(new))
            )
            rows = []
            for (number,), (partner_id, call) in zip(self.env.cr.fetchall(), new, strict=True):
                call.id = number
                script = next((each.script for each in sorted(call.reasons, key=lambda each: -each.priority) if each.script), None)
                rows.append((
                    number, partner_id, call.owner, call.way, call.day, call.at, call.due,
                    max(each.priority for each in call.reasons), script,
                ))  # fmt: skip
            teams = self._get_teams({row[2] for row in rows})
            self.env.cr.execute(
                SQL(
                    """
                    INSERT INTO hotel_callback
                           (id, name, partner_id, owner_id, way, planned_date, planned_at, due_at, priority, script_id, company_id,
                            team_id, state, agreed, attempt_count, create_uid, create_date, write_uid, write_date)
                    SELECT n.id, 'CB' || lpad(n.id::text, 7, '0'), n.partner, n.owner, n.way, n.day, n.at, n.due, n.priority, n.script,
                           %(company)s, team.id, 'planned', FALSE, 0, %(uid)s, %(now)s, %(uid)s, %(now)s
                      FROM unnest(%(columns)s) AS n(id, partner, owner, way, day, at, due, priority, script)
                      LEFT JOIN unnest(%(users)s::int[], %(teams)s::int[]) AS team(user_id, id) ON team.user_id = n.owner
                    """,
                    company=company.id,
                    uid=self.env.uid,
                    now=fields.Datetime.now(),
                    users=list(teams),
                    teams=list(teams.values()),
                    columns=SQL(", ").join(
                        SQL("%s::%s[]", list(column), SQL(kind))
                        for column, kind in zip(
                            zip(*rows),
                            ("int4", "int4", "int4", "text", "date", "timestamp", "timestamp", "int4", "int4"),
                            strict=True,
                        )
                    ),
                )
            )
        pairs = [(each.id, call.id) for _partner_id, call in changed for each in call.reasons if each.id not in left_out]
        if pairs:
            self.env.cr.execute(
                SQL(
                    "UPDATE hotel_callback_topic t SET state = 'planned', left_out_reason = NULL, callback_id = n.callback "
                    "FROM unnest(%s::int[], %s::int[]) AS n(id, callback) WHERE t.id = n.id",
                    *map(list, zip(*pairs)),
                )
            )
            self.env.cr.execute(
                SQL(
                    "UPDATE hotel_callback c SET contact_id = t.contact_id FROM hotel_callback_topic t "
                    "WHERE t.callback_id = c.id AND c.contact_id IS NULL AND t.contact_id IS NOT NULL AND c.id = ANY(%s)",
                    list({callback for _topic, callback in pairs}),
                )
            )
        self.env.invalidate_all(flush=False)
        self.browse([call.id for _partner_id, call in changed])._renew_activities()

    def _get_teams(self, user_ids):
        """Return {user id: team id} of the sales teams, the oldest membership first."""
        self.env.cr.execute(
            SQL(
                "SELECT DISTINCT ON (user_id) user_id, crm_team_id FROM crm_team_member "
                "WHERE active AND user_id = ANY(%s) ORDER BY user_id, create_date, id",
                list(user_ids),
            )
        )
        return dict(self.env.cr.fetchall())
