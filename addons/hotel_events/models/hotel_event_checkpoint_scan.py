import re
from datetime import UTC, datetime, timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from odoo.addons.hotel_base.tools.short_cursor import short_transaction

from ..rules import guest_scan
from .hotel_event_scan import WAYS

#: Scans that a phone hands in at a time; what is more comes with the next call.
MOST_SCANS = 200
MOST_CODE, MOST_PLACE, MOST_NAME = 64, 40, 80
#: Guests whose list a phone keeps for the time without network.
MOST_LISTED = 20_000
#: So long after the event a phone still gets the list.
KEEP_LIST = timedelta(days=1)
#: How far back the news of a check point reaches, in scans and in time.
OVERLAP, LATELY = 500, timedelta(seconds=10)
_UUID = re.compile(r"[0-9a-f-]{32,36}")
#: What PostgreSQL stores in no text: the character zero and halves of characters.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

#: What a phone may know of a guest: who it is and where to sit.
_GUEST = SQL(
    """SELECT guest.id, guest.barcode AS code, guest.name, guest.company_name AS firm, guest.hotel_title AS title,
              guest.event_id, guest.state, guest.hotel_reply AS reply, guest.hotel_persons AS persons, seat.name AS "table"
         FROM event_registration guest LEFT JOIN hotel_event_table seat ON seat.id = guest.hotel_table_id"""
)


class HotelEventCheckpoint(models.Model):
    """H10: the one road on which scans are made: each guest passes a check point once, however many phones ask at once."""

    _inherit = "hotel.event.checkpoint"

    def scan(self, scans):
        """Let guests pass; safe to repeat: a scan that is sent again gets the answer of the first time.

        :param list scans: at most 200 dicts: uuid (made by the phone), code (what the QR holds) or walk_in {name, firm, phone},
            at (milliseconds since 1970, by the phone's clock), way (qr, typed, search, walk_in), place (name of the phone's place)
        :return: list of dicts in the same order: uuid, verdict (in, already, cancelled, unknown, elsewhere, bad), colour, name,
            firm, title, table, persons, declined, first_at (milliseconds), first_place, first_by
        :raise AccessError: who does not work at this event
        :raise UserError: no list of scans, too many, an archived check point, or a cancelled event
        """
        point = self._get_for_door()
        if not isinstance(scans, list) or len(scans) > MOST_SCANS:
            raise UserError(self.env._("Hand in a list of at most %s scans at a time.", MOST_SCANS))
        if not point["active"]:
            raise UserError(self.env._("The check point %s is closed: it takes no scans.", self.sudo().name))
        if point["is_off"]:
            raise UserError(self.env._("This event was cancelled: it takes no scans."))
        now = fields.Datetime.now()
        clean = [self._clean_scan(scan, now, point["date_begin"]) for scan in scans]
        answers = self._record([scan for scan in clean if "verdict" not in scan], point, now)
        return [scan if "verdict" in scan else answers[scan["uuid"]] for scan in clean]

    @api.readonly
    def get_door_list(self):
        """Return what a phone keeps for the time without network: every guest's code, name, firm, table and persons.

        :return: dict: guests [[code, name, firm, title, table, persons, passed at (milliseconds) or 0, withdrawn]], last (id)
        """
        point = self._get_for_door()
        if point["date_end"] + KEEP_LIST < fields.Datetime.now():
            return {"guests": [], "last": 0}
        rows = self.env.execute_query(
            SQL(
                """SELECT guest.barcode, guest.name, guest.company_name, guest.hotel_title, seat.name, guest.hotel_persons,
                          COALESCE(EXTRACT(EPOCH FROM scan.scanned_at) * 1000, 0)::bigint,
                          guest.state = 'cancel' AND guest.hotel_reply <> 'declined', COALESCE(scan.id, 0)
                     FROM event_registration guest
                     LEFT JOIN hotel_event_table seat ON seat.id = guest.hotel_table_id
                     LEFT JOIN hotel_event_scan scan ON scan.registration_id = guest.id AND scan.checkpoint_id = %s
                    WHERE guest.event_id = %s AND guest.active ORDER BY guest.id LIMIT %s""",
                point["id"],
                point["event_id"],
                MOST_LISTED,
            )
        )
        return {"guests": [[value or "" for value in row[:6]] + [int(row[6]), bool(row[7])] for row in rows],
                "last": max((row[8] for row in rows), default=0)}  # fmt: skip

    @api.readonly
    def get_door_news(self, since=0):
        """Return the counts of the check point, and who passed it at other phones since scan number `since`.

        Those of the last seconds come once more: of two scans at once the lower number may be the later one to be seen.

        :return: dict: passed, persons, expected, last, news [[code, passed at (milliseconds)]]
        """
        point_sudo = self.sudo().browse(self._get_for_door()["id"])
        since = since if type(since) is int else 0
        rows = self.env.execute_query(
            SQL(
                """SELECT scan.id, guest.barcode, (EXTRACT(EPOCH FROM scan.scanned_at) * 1000)::bigint
                     FROM hotel_event_scan scan JOIN event_registration guest ON guest.id = scan.registration_id
                    WHERE scan.checkpoint_id = %(point)s
                      AND scan.id > %(since)s - %(overlap)s AND (scan.id > %(since)s OR scan.received_at > %(lately)s)
                 ORDER BY scan.id LIMIT 1000""",
                point=point_sudo.id,
                since=since,
                overlap=OVERLAP,
                lately=fields.Datetime.now() - LATELY,
            )
        )
        return {
            "passed": point_sudo.passed_count,
            "persons": point_sudo.person_count,
            "expected": point_sudo.expected_count,
            "last": max(rows[-1][0], since) if rows else since,
            "news": [[code, int(at)] for _id, code, at in rows],
        }

    # ------------------------------------------------------------------ the server's own

    def _get_for_door(self):
        """Return what a scan needs of the check point, for who works at its event; one query, since each scan asks.

        :return: dict: id, kind, active, event_id, is_off, date_begin, date_end
        :raise AccessError: nobody else may know whether it exists
        """
        self.env.flush_all()
        rows = len(self) == 1 and self.env.execute_query_dict(
            SQL(
                """SELECT point.id, point.kind, point.active, event.id AS event_id, event.date_begin, event.date_end,
                          event.hotel_is_off AS is_off, event.user_id = %(user)s OR EXISTS (
                              SELECT FROM hotel_event_door_user_rel door WHERE door.event_id = event.id AND door.user_id = %(user)s
                          ) AS named,
                          event.company_id IS NULL OR EXISTS (
                              SELECT FROM res_company_users_rel rel WHERE rel.cid = event.company_id AND rel.user_id = %(user)s
                          ) AS in_house
                     FROM hotel_event_checkpoint point JOIN event_event event ON event.id = point.event_id WHERE point.id = %(point)s""",
                user=self.env.uid,
                point=self.id,
            )
        )
        if not rows or not rows[0]["in_house"] or not (rows[0]["named"] or self.env.user.has_group("event.group_event_user")):
            raise AccessError(self.env._("You do not work at this check point. The event's coordinator names the door staff."))
        return rows[0]

    @api.model
    def _clean_scan(self, scan, now, begins):
        """Return what a phone sent in the form that `_record` takes, or the answer that it makes no sense."""
        scan = scan if isinstance(scan, dict) else {}
        uuid, code, walk_in, at, way = (scan.get(key) for key in ("uuid", "code", "walk_in", "at", "way"))
        walk_in = {key: _text(walk_in.get(key), MOST_NAME) for key in ("name", "firm", "phone")} if isinstance(walk_in, dict) else None
        if (
            not (isinstance(uuid, str) and _UUID.fullmatch(uuid))
            or not (walk_in["name"] if walk_in else isinstance(code, str) and 0 < len(code) <= MOST_CODE and not _UNSTORABLE.search(code))
        ):
            return {"uuid": uuid[:36] if isinstance(uuid, str) else "", "verdict": "bad", "colour": "red"}
        told = datetime.fromtimestamp(at / 1000, UTC).replace(tzinfo=None) if isinstance(at, int | float) and 0 < at < 1e14 else None
        return {
            "uuid": uuid,
            "code": None if walk_in else code.strip(),
            "walk_in": walk_in,
            "scanned_at": guest_scan.moment(told, now, begins).replace(microsecond=0),
            "way": "walk_in" if walk_in else next((known for known, _label in WAYS if known == way), "qr"),
            "place": _text(scan.get("place"), MOST_PLACE) or None,
        }

    def _record(self, scans, point, now):
        """Store scans and return {uuid: answer}.

        On a short READ COMMITTED transaction: of two phones with one code the second waits for the first, a few milliseconds,
        and is told of it. In the request's own transaction it would end in a serialization failure and a pause of seconds.
        """
        if not scans:
            return {}
        event_id = point["event_id"]
        with short_transaction(self.env) as env2:
            walked_in = self._add_walk_ins(env2, scans, event_id)
            rows = env2.execute_query_dict(
                SQL("%s WHERE guest.barcode = ANY(%s) AND guest.active", _GUEST, [scan["code"] for scan in scans if scan["code"]])
            )
            guests = {row["code"]: row for row in rows}
            found = {scan["uuid"]: guests.get(scan["code"]) for scan in scans} | walked_in
            passing = [(scan, found[scan["uuid"]]) for scan in scans if _may_pass(found[scan["uuid"]], event_id)]
            kept = self._insert_scans(env2, point, passing, now)
        self.env.invalidate_all(flush=False)
        return {scan["uuid"]: self._prepare_answer(scan, found[scan["uuid"]], kept, event_id) for scan in scans}

    def _insert_scans(self, env2, point, passing, now):
        """Insert what is new and return {registration id: the scan that is kept} of all.

        Always in the order of the guests, so that two phones with long queues never wait for each other.
        """
        if not passing:
            return {}
        passing = sorted(passing, key=lambda pair: (pair[1]["id"], pair[0]["scanned_at"]))
        values = [
            SQL("%s", (point["id"], point["event_id"], guest["id"], scan["uuid"], scan["scanned_at"], now,
                       self.env.uid, scan["place"], scan["way"], guest["persons"] or 1))
            for scan, guest in passing
        ]  # fmt: skip
        fresh = env2.execute_query(
            SQL(
                """INSERT INTO hotel_event_scan
                       (checkpoint_id, event_id, registration_id, uuid, scanned_at, received_at, user_id, place, way, persons)
                   VALUES %s ON CONFLICT DO NOTHING RETURNING registration_id, uuid, scanned_at""",
                SQL(", ").join(values),
            )
        )
        place = passing[0][0]["place"]
        if len(fresh) == len(passing):
            kept = {
                registration: {"uuid": uuid, "scanned_at": at, "place": place, "by": None} for registration, uuid, at in fresh
            }
        else:
            rows = env2.execute_query_dict(
                SQL(
                    """SELECT scan.registration_id, scan.uuid, scan.scanned_at, scan.place, person.name AS by
                         FROM hotel_event_scan scan
                         JOIN res_users users ON users.id = scan.user_id JOIN res_partner person ON person.id = users.partner_id
                        WHERE scan.checkpoint_id = %s AND scan.registration_id = ANY(%s)""",
                    point["id"],
                    [guest["id"] for _scan, guest in passing],
                )
            )
            kept = {row["registration_id"]: row for row in rows}
        if point["kind"] == "door" and fresh:
            # Odoo's own state, without its chatter line and mails: the scan is the record of it.
            env2.cr.execute(
                SQL(
                    """UPDATE event_registration guest
                          SET state = 'done', date_closed = COALESCE(date_closed, scan.scanned_at), write_date = %s, write_uid = %s
                         FROM (SELECT id FROM event_registration WHERE id = ANY(%s) AND state <> 'done' ORDER BY id FOR UPDATE) now,
                              hotel_event_scan scan
                        WHERE guest.id = now.id AND scan.registration_id = now.id AND scan.checkpoint_id = %s""",
                    now,
                    self.env.uid,
                    [registration for registration, _uuid, _at in fresh],
                    point["id"],
                )
            )
        return kept

    def _add_walk_ins(self, env2, scans, event_id):
        """Make the guests who stand at the door without an invitation; {uuid: guest}, the same one when it is sent again."""
        new = {scan["uuid"]: scan for scan in scans if scan["walk_in"]}
        if not new:
            return {}
        known = env2["hotel.event.scan"].sudo().search([("uuid", "in", list(new))])
        made = {scan.uuid: scan.registration_id.id for scan in known}
        for uuid, scan in new.items():
            if uuid not in made:
                guest = env2["event.registration"].sudo().with_context(tracking_disable=True).create(
                    {
                        "event_id": event_id,
                        "name": scan["walk_in"]["name"],
                        "company_name": scan["walk_in"]["firm"],
                        "phone": scan["walk_in"]["phone"],
                        "partner_id": False,
                        "hotel_walk_in": True,
                        "hotel_reply": "coming",
                    }
                )
                made[uuid] = guest.id
        env2.flush_all()
        rows = env2.execute_query_dict(SQL("%s WHERE guest.id = ANY(%s)", _GUEST, list(made.values())))
        by_id = {row["id"]: row for row in rows}
        return {uuid: by_id.get(registration) for uuid, registration in made.items()}

    def _prepare_answer(self, scan, guest, kept, event_id):
        first = kept.get(guest["id"]) if guest else None
        verdict = guest_scan.verdict(
            found=bool(guest),
            here=bool(guest) and guest["event_id"] == event_id,
            cancelled=bool(guest) and _withdrawn(guest),
            mine=bool(first) and first["uuid"] == scan["uuid"],
        )
        answer = {"uuid": scan["uuid"], "verdict": verdict, "colour": guest_scan.COLOURS[verdict]}
        if verdict in ("in", "already", "cancelled"):
            answer |= {key: guest[key] or "" for key in ("code", "name", "firm", "title", "table", "persons")}
            answer["declined"] = guest["reply"] == "declined"
        if first and verdict in ("in", "already"):
            answer |= {
                "first_at": int(first["scanned_at"].replace(tzinfo=UTC).timestamp() * 1000),
                "first_place": first["place"] or "",
                "first_by": first["by"] or "",
            }
        return answer


def _text(value, most):
    """Return a text that a phone sent as one line of at most `most` characters."""
    return " ".join(_UNSTORABLE.sub("", value).split())[:most] if isinstance(value, str) else ""


def _withdrawn(guest):
    """Return whether the house has withdrawn the invitation; who declined and comes after all is welcome."""
    return guest["state"] == "cancel" and guest["reply"] != "declined"


def _may_pass(guest, event_id):
    return bool(guest) and guest["event_id"] == event_id and not _withdrawn(guest)
