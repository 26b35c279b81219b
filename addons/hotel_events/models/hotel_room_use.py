from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import room_use


class HotelRoomUse(models.Model):
    """Hours that each smallest space was taken in each week, against the hours in which it can be let (H9).

    Weeks begin on Monday in the hotel's time zone; confirmed bookings count, set-up and tear-down included.
    """

    _name = "hotel.room.use"
    _description = "Use of Function Rooms"
    _auto = False
    _order = "week desc, room_id, id"
    _depends = {
        "hotel.room": ["company_id", "parent_id", "active"],
        "hotel.room.occupancy": ["room_id", "occupied_from", "occupied_to", "state"],
        "res.company": ["hotel_tz", "hotel_room_hours_a_day"],
    }

    room_id = fields.Many2one("hotel.room", readonly=True)
    hall_id = fields.Many2one("hotel.room", readonly=True)
    company_id = fields.Many2one("res.company", "Hotel", readonly=True)
    week = fields.Date("Week from", readonly=True)
    bookings = fields.Integer(readonly=True)
    taken = fields.Float("Hours taken", readonly=True, digits=(12, 1))
    available = fields.Float("Hours available", readonly=True, digits=(12, 1))
    share = fields.Float("Taken (%)", compute="_compute_share", digits=(12, 1))

    @api.depends("taken", "available")
    def _compute_share(self):
        for row in self:
            row.share = room_use.share(row.taken, row.available)

    @property
    def _table_query(self):
        return SQL(
            """
            WITH part AS (
                SELECT taken.room_id, week.start::date AS week, COUNT(*) AS bookings,
                       SUM(EXTRACT(epoch FROM LEAST(taken.until, week.start + interval '7 days') - GREATEST(taken.since, week.start))) / 3600
                       AS hours
                  FROM (SELECT occupancy.room_id,
                               occupancy.occupied_from AT TIME ZONE 'UTC' AT TIME ZONE company.hotel_tz AS since,
                               occupancy.occupied_to AT TIME ZONE 'UTC' AT TIME ZONE company.hotel_tz AS until
                          FROM hotel_room_occupancy occupancy
                          JOIN hotel_room room ON room.id = occupancy.room_id
                          JOIN res_company company ON company.id = room.company_id
                         WHERE occupancy.state = 'confirmed') taken
                 CROSS JOIN LATERAL generate_series(date_trunc('week', taken.since), taken.until - interval '1 second', interval '7 days')
                       AS week(start)
                 GROUP BY taken.room_id, week.start
            ),
            span AS (SELECT MIN(week) AS first, MAX(week) AS last FROM part)
            SELECT room.id * 10000 + (week.start::date - DATE '1970-01-05') / 7 AS id, room.id AS room_id,
                   COALESCE(room.parent_id, room.id) AS hall_id, room.company_id, week.start::date AS week,
                   COALESCE(part.bookings, 0) AS bookings, COALESCE(part.hours, 0) AS taken,
                   company.hotel_room_hours_a_day * 7 AS available
              FROM hotel_room room
              JOIN res_company company ON company.id = room.company_id
             CROSS JOIN span
             CROSS JOIN LATERAL generate_series(span.first::timestamp, span.last::timestamp, interval '7 days') AS week(start)
              LEFT JOIN part ON part.room_id = room.id AND part.week = week.start::date
             WHERE part.room_id IS NOT NULL
                OR (room.active AND NOT EXISTS (SELECT 1 FROM hotel_room child WHERE child.parent_id = room.id AND child.active))
            """
        )
