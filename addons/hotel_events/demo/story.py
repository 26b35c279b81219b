"""The demo's diary of function rooms: what is on today and in the next days, in every state."""

from datetime import datetime, time, timedelta

from odoo import fields

from . import after, gifts, invited, orders, portal, work

CHINESE = {
    "room_lotus": {"name": "荷花厅", "location": "会议楼二层", "note": "舞台 10 × 4 米，LED 大屏，自然采光，货梯直通后院。"},
    "room_lotus_east": {"name": "东厅"},
    "room_lotus_west": {"name": "西厅"},
    "room_plum": {"name": "梅花厅", "location": "会议楼三层"},
    "room_bamboo": {"name": "翠竹厅", "location": "会议楼三层"},
    "room_garden": {"name": "湖畔草坪", "location": "湖边"},
}

#: Room, day from today, first and last hour, occasion, layout, guests, customer's reference, state, back-up room.
DIARY = (
    ("lotus", 0, 18, 21, "云帆科技客户答谢晚宴", "banquet", 300, "C1002", "confirmed", None),
    ("plum", 0, 9, 12, "Board meeting of Ruikang Pharmaceuticals", "boardroom", 18, None, "confirmed", None),
    ("bamboo", 0, 14, 17, "Interviews of Dexin Law Firm", "u_shape", 12, None, "confirmed", None),
    ("lotus_east", 1, 9, 17, "宏图建设安全培训", "classroom", 120, None, "confirmed", None),
    ("lotus_west", 1, 13, 18, "Press briefing of Bluestone Media", "theatre", 150, None, "option", None),
    ("garden", 2, 17, 22, "周氏婚礼 Wedding", "banquet", 220, None, "confirmed", "lotus"),
    ("lotus", 3, 9, 18, "Product launch of Yangtze Shipping", "theatre", 400, None, "option", None),
    ("lotus_east", 3, 14, 17, "金色年华旅行团说明会", "theatre", 90, None, "option", None),
    ("plum", 4, 9, 17, "Sales training", "classroom", 40, None, "confirmed", None),
    ("plum", 6, 9, 12, "Shareholders' meeting", "boardroom", 20, None, "cancelled", None),
)


def tell(env):
    """Make the diary; does nothing where it stands already."""
    bookings = env["hotel.room.booking"]
    if bookings.search_count([], limit=1):
        return
    for name, texts in CHINESE.items():
        env.ref(f"hotel_events.{name}").with_context(lang="zh_CN").write(texts)
    company = env.ref("hotel_base.company_lakeside")
    sales = env.ref("hotel_base.user_sales")
    today = company._hotel_today()
    for room, days, first, last, occasion, layout, number, reference, state, backup in DIARY:
        start, stop = (
            company._hotel_utc(datetime.combine(today + timedelta(days=days), time(hour))) for hour in (first, last)
        )
        if start < fields.Datetime.now():  # it has begun already: next week's
            start, stop = (moment + timedelta(days=7) for moment in (start, stop))
        booking = bookings.with_user(sales).with_company(company).create(
            {
                "name": occasion,
                "room_id": env.ref(f"hotel_events.room_{room}").id,
                "company_id": company.id,
                "start": start,
                "stop": stop,
                "layout": layout,
                "guests": number,
                "partner_id": reference and env["res.partner"].search([("ref", "=", reference)], limit=1).id,
                "state": "option" if state == "option" else "confirmed",
                "option_until": start - timedelta(hours=12) if state == "option" and days > 1 else False,
                "backup_room_id": backup and env.ref(f"hotel_events.room_{backup}").id,
            }
        )
        if state == "cancelled":
            booking.action_cancel("The customer meets in its own house")
    orders.tell(env)
    work.tell(env)
    invited.tell(env)
    gifts.tell(env)
    after.tell(env)
    portal.tell(env)
